"""The customer page: brief, memory, timeline, evidence."""
