"""Noting that something came in."""
