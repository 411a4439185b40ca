"""Items: what a customer will take next, what might be new to them, when they will want it again, and why.

All from purchase lines dated before the day asked for, in numpy and nothing else; no array is ever as large as
customers × customers or customers × items.
"""
