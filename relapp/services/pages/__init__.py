"""What each screen shows: plain values read in one consistent look. One module a screen."""
