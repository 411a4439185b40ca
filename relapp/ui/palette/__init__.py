"""One box for people, words and commands."""
