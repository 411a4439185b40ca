"""Today: a short list of follow-ups with reasons."""
