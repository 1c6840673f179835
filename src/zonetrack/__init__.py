"""zonetrack: the command-line ledger (台账) of a development-zone office."""

__version__ = "0.1.0"
