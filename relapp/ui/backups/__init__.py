"""The backups at the window: what there are, another place for them, and the way back."""
