"""Themes: what customers tell the shop of, sorted by the shop's own words."""
