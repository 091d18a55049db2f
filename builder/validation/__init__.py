"""Validation: published figures beside what the calculator predicts for them."""
