"""Reads the one line that staff type: who, what happened, when, what was bought, and what is worth remembering."""
