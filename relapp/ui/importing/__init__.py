"""Importing a file: how it was read, what it would do, doing it, taking it back."""
