"""Settings: the shop's own and this PC's."""
