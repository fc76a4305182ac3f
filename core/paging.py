"""Lists of customers and companies, a page at a time, by what the address says."""

from urllib.parse import urlencode

from django.utils.functional import cached_property

SIZE = 50


class NamePage:
    """One page of `rows` by name: those that match `q`, beginning behind the row `after`.

    `params` are those of the address.
    """

    def __init__(self, rows, params):
        self.all, self.q = rows, params.get("q", "").strip()
        self.after = params.get("after", "")

    @cached_property
    def _taken(self):
        """The rows of this page, and one more if there is one."""
        rows = self.all.matching(self.q) if self.q else self.all
        return list(rows.following(self.after)[: SIZE + 1])

    @property
    def rows(self):
        """The rows to show."""
        return self._taken[:SIZE]

    @property
    def older(self):
        """The address of the next page, or "" on the last."""
        return self._address(after=self.rows[-1].pk) if len(self._taken) > SIZE else ""

    @property
    def newer(self):
        """The address of the first page, or "" on it."""
        return self._address() if self.after else ""

    def _address(self, **more):
        """Return the address of this list with `q`, and `more`."""
        return "?" + urlencode({**({"q": self.q} if self.q else {}), **more})
