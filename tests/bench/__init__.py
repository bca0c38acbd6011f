"""How fast the main pages answer on this machine; measured, and judged by people."""
