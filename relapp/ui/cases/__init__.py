"""Complaints being put right: the sheet of one, and the list of those that are open."""
