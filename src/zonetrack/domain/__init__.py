"""Domain: the records, the rules and the folds of the ledger.  Pure: no files, no SQL, no words."""
