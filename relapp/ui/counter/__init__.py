"""The counter-safe view: what may be seen while others look on."""
