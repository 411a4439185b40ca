"""The ledger: what the shop and its customers promised, and what came of it."""
