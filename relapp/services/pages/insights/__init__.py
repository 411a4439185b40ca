"""What the whole shop shows: one module for each page of Insights."""
