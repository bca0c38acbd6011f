"""How a consultation comes to be open: its facts, the gate they pass, its dates, and taking it back."""
