"""The bill of every approach: lines, ranges, crossings, flips."""
