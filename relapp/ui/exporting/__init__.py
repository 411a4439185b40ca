"""Everything out of the window: the whole shop, one list, one customer's own copy."""
