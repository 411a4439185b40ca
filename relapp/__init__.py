"""relapp: remember every customer, and act on it."""

__version__ = "0.1.0"

APP_ID = "org.relapp.Relapp"
"""How desktops know the program: the name of its desktop entry, icon, bundle and package."""
