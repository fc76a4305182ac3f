"""The query line: one small language for queue, links, reports and exports.

parse(text) -> Query          what it is, in tickets/search/query.py
KEYS                          the words it knows, in tickets/search/keys.py
Sorting                       the order of its result, in tickets/search/sorting.py
"""

from tickets.search.mistakes import BadQuery, Mistake
from tickets.search.query import Query, parse
from tickets.search.sorting import Sorting

__all__ = ["BadQuery", "Mistake", "Query", "Sorting", "parse"]
