"""Small widgets that every screen is made of; they know the theme and nothing of the shop."""
