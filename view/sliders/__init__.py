"""The few numbers that matter most now, each as a slider with the curve of the total above it."""
