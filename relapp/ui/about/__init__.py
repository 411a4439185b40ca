"""What this program is, where it keeps things, and the parts it is made of."""
