"""What each formula needs of the content, and the trace from which it is explained."""
