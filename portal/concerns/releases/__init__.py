"""The only public numbers about concerns: counted, guarded, frozen, drawn and shown."""
