"""Simple baselines on the reader's own data: what they reach, and what is wrong with it."""
