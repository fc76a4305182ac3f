"""Reading pages in tests, however their templates are laid out."""

import re


def flat(html):
    """Return HTML with one space between its words and attributes and none beside its tags."""
    return re.sub(r" ?([<>]) ?", r"\1", re.sub(r"\s+", " ", html))
