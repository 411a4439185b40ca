"""What the shop knows and decides: values in, values out; no clock, no files, no sentences."""
