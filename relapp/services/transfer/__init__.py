"""Import and export: from a file to typed rows, and back."""
