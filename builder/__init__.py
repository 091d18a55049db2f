"""What `build.py` does: load, check, render, bundle, finish."""
