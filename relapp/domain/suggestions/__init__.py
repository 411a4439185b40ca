"""From what is known of a customer to a short list of follow-ups: rules, guards, ranking."""
