"""Rules → verdicts, the ladder, the plan, and what would change it."""
