"""What explains published costs: work, time, memory and speed of models on chips."""
