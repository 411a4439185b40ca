"""Everything out: files that other programs read, and pages that people read."""
