"""Pages to be read and printed outside the program: HTML without scripts, in which every word is only a word."""
