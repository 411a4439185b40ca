"""What relapp's own export says of itself in its first line."""

FORMAT = "relapp-shop"
VERSION = 1
