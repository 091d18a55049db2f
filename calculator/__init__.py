"""Where should a model come from, and what will it cost: pure Python, standard library only."""
