"""Who did what: the owner's look at the record."""
