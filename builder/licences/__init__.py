"""Whose work is in what we hand out, and on which terms: for readers and for programs."""
