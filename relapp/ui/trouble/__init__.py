"""What went wrong in relapp itself: heard in one place, told in plain words, reported without anybody's data."""
