"""The kinds of events that happen on tickets, and how they are said."""
