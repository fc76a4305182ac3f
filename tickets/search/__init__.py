"""The query line: one small language for queue, links, reports and exports (decision 19).

parse(text) -> Query          what it is, in tickets/search/query.py
KEYS                          the words it knows, in tickets/search/keys.py
page_of(queryset, sorting)    pages of its result, in tickets/search/sorting.py
"""

from tickets.search.mistakes import BadQuery, Mistake
from tickets.search.query import Query, parse
from tickets.search.sorting import Page, Place, Sorting, page_of

__all__ = ["BadQuery", "Mistake", "Page", "Place", "Query", "Sorting", "page_of", "parse"]
