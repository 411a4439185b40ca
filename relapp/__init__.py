"""relapp: remember every customer, and act on it."""
