"""The window around every screen: navigation, actions, toast, keys."""
