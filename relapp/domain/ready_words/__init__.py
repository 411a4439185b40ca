"""Ready words: what to write or say to a customer for a suggestion, from templates in their language."""
