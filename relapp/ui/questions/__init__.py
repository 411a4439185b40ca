"""Questions: the line that notes an answer, what there is to ask one customer, and the shop's bank."""
