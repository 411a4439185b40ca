"""The protected file: the page that asks for the passphrase, and the sheets that change what opens the file."""
