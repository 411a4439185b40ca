"""Insights: what the whole shop shows, page by page, in pictures first."""
