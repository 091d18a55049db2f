"""A result to take away: each module makes one kind of file."""
