"""The query line: one small language for the queue and for links to lists of tickets.

parse(text) -> Query    the query line as an object, in tickets/search/query.py
KEYS                          the words it knows, in tickets/search/keys.py
Sorting                       the order of its result, in tickets/search/sorting.py
"""

from tickets.search.mistakes import BadQuery, Mistake
from tickets.search.query import Query, parse
from tickets.search.sorting import Sorting

__all__ = ["BadQuery", "Mistake", "Query", "Sorting", "parse"]
