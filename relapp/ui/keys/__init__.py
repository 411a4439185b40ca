"""The card that shows every key."""
