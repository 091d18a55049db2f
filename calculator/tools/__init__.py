"""The small calculators: labels for a target, examples for a test set."""
