"""Customers: the list, search as you type, and the page of the one that is chosen."""
