"""What staff see: shows and asks; reads through pages, changes through Editing."""
