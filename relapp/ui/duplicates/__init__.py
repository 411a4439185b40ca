"""Customers who may be one person: the list of them, two side by side, and one taken apart again."""
