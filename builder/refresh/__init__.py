"""`build.py refresh`: what comes from packages is looked at again, and what moved is written."""
