"""Handing over what a person holds, when they leave or are away."""
