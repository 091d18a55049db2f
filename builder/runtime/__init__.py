"""Python for the page: wheels, bytecode, and the memory of a start."""
