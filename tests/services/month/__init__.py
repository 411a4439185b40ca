"""A shop kept by hand for a month, as its staff would type it, and what the program then says of each customer."""
