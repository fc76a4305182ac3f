"""One address of the queue, read: the rows it shows and what is around them."""

from django.db.models.functions import Substr
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from core.counting import MOST_COUNTED, capped
from core.paging import page_of
from tickets.forms.take_proof import proof_of
from tickets.properties import PROPERTIES
from tickets.queue.chips import chips_of
from tickets.queue.columns import MORE, columns_of
from tickets.queue.empty_state import empty_state_of
from tickets.queue.menus import menus_of
from tickets.queue.query_mistakes import line_parts, shown_mistakes
from tickets.queue.rows import RowMaker
from tickets.search.list_address import ListAddress

COLUMNS = (
    "subject", "status", "priority", "created_at", "last_activity_at", "waiting_since",
    "closed_at", "customer__name", "customer__company__name", "holder_group__name",
    "holder_user__name", "holder_user__role", "holder_user__is_active", "holder_user__photo",
    *(PROPERTIES[name].table_column.stored_in for name in MORE),
)  # fmt: skip
SNIPPET = 160


class Listing(ListAddress):
    """The tickets of a line for `user`, as the queue shows them.

    Nothing is asked of the database until it is shown.
    """

    @property
    def mistakes(self):
        """What is wrong with the line."""
        return self.known.errors

    @property
    def line_parts(self):
        """The line in parts, the wrong ones marked."""
        return line_parts(self.known)

    @property
    def shown_mistakes(self):
        """The mistakes in words, each with a link to the corrected line."""
        return shown_mistakes(self.known)

    @property
    def text(self):
        """The line as it was typed."""
        return self.line.text or str(self.line)

    @cached_property
    def page(self):
        """The rows of this page, with their people and the first words of their descriptions.

        It is the first page if the address names an invalid place, or one with no rows after it.
        """
        rows = (
            self.tickets.with_people()
            .only(*COLUMNS)
            .annotate(first_words=Substr("description", 1, SNIPPET))
            .prefetch_related("tags")
        )
        if self.place:
            page = page_of(rows, self.sorting, **{self.side: self.place})
            if page.rows:
                return page
            self.place = None
        return page_of(rows, self.sorting)

    @property
    def rows(self):
        """The rows of this page as they are shown."""
        maker = RowMaker()
        return [maker.row(ticket) for ticket in self.page.rows]

    @property
    def is_lost(self):
        """Whether the page is the first one though another was asked for."""
        return bool(self.page and (self.after or self.before) and not self.place)

    @cached_property
    def counted(self):
        """How many tickets there are; not counted further than MOST_COUNTED + 1."""
        if not self.page.after and not self.place:
            return len(self.page.rows)
        # In order, so that it reads the very index that the rows are read from.
        return self.sorting.order(self.tickets)[: MOST_COUNTED + 1].count()

    @cached_property
    def proof(self):
        """The proof that these unassigned tickets were shown, for taking one too late."""
        unassigned = [ticket for ticket in self.page.rows if ticket.holder is None]
        return proof_of(self.user, unassigned) if unassigned else ""

    @property
    def count(self):
        """The count in digits: "37", "999+"."""
        return capped(self.counted)

    @cached_property
    def chips(self):
        """The terms in words, each with the line without it."""
        return chips_of(self.known)

    @property
    def menus(self):
        """The menus beside the chips."""
        return menus_of(self)

    @property
    def columns(self):
        """The columns of the table."""
        return columns_of(self)

    @property
    def empty_state(self):
        """What to say when there are no rows."""
        return empty_state_of(self)

    @cached_property
    def count_in_words(self):
        """The count with its noun: "37 tickets"."""
        return ngettext("%s ticket", "%s tickets", self.counted) % self.count

    @property
    def older(self):
        """The query string of the next rows, or ""."""
        return self.address(after=self.page.after) if self.page.after else ""

    @property
    def newer(self):
        """The query string of the previous rows, or ""."""
        return self.address(before=self.page.before) if self.page.before else ""
