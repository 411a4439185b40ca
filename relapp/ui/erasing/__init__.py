"""Erasing a customer for good."""
