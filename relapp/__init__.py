"""relapp: remember every customer, and act on it."""

__version__ = "0.1.0"
