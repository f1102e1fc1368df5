"""The vocabulary of the engine: frozen values, no behaviour that needs another layer."""
