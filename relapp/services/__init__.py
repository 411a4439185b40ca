"""What staff can do: one function per verb; checks, writes, returns."""
