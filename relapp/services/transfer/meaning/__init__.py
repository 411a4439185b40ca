"""What the cells of a table mean, and the typed rows made of them."""
