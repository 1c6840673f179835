"""Reports: what the ledger says, as plain `Report` values.  Pure: they know projects, never formats."""
