"""The overview: how the work stands, in numbers that lead to their tickets."""
