"""Typed rows into the shop: whom they mean, what of them is news, each only once."""
