"""Handing over the tickets of a person who leaves or is away."""
