"""What to expect of each customer, by the numbers: who will buy, who falls silent, when, and for how much."""
