"""One address of the queue, read: which rows it shows and what stands around them."""

from django.db.models.functions import Substr
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tickets.listing.chips import chips_of
from tickets.listing.counts import MOST_COUNTED, capped
from tickets.listing.heads import heads_of
from tickets.listing.marks import pieces_of, slips_of
from tickets.listing.menus import menus_of
from tickets.listing.nothing import nothing_in
from tickets.listing.rows import RowMaker
from tickets.listing.shown import proof_of
from tickets.listing.standing import ALL, standing_views
from tickets.models import Ticket
from tickets.search import Place, page_of, parse

COLUMNS = (
    "subject", "status", "priority", "created_at", "last_activity_at", "waiting_since",
    "closed_at", "customer__name", "customer__company__name", "holder_group__name",
    "holder_user__name", "holder_user__role", "holder_user__is_active", "holder_user__photo",
)  # fmt: skip
SNIPPET = 160


class Listing:
    """The tickets of a line for `user`. `params` are those of the address: q, after, before.

    Without a q it is everything that is open. Nothing is asked of the database before it is shown.
    """

    def __init__(self, user, params):
        self.user = user
        self.line = parse(params["q"]) if "q" in params else ALL
        self.after, self.before = params.get("after", ""), params.get("before", "")

    @cached_property
    def known(self):
        """The line with its names looked up."""
        return self.line.known_to(self.user)

    @property
    def mistakes(self):
        """What is wrong with the line."""
        return self.known.errors

    @property
    def pieces(self):
        """The line in pieces, those that are wrong marked."""
        return pieces_of(self.known)

    @property
    def slips(self):
        """The mistakes in words, each with the way to the line put right."""
        return slips_of(self.known)

    @property
    def text(self):
        """The line as it was typed."""
        return self.line.text or str(self.line)

    @property
    def sorting(self):
        """The order of the rows."""
        return self.line.sorting

    @cached_property
    def tickets(self):
        """All tickets of the line that the reader sees, unordered. Raises `BadQuery`."""
        return self.known.apply(Ticket.objects.visible_to(self.user), self.user)

    @cached_property
    def place(self):
        """The `Place` behind or before which the page was asked to begin; None for the first."""
        try:
            return Place.read(self.before or self.after, self.sorting)
        except ValueError:
            return None

    @cached_property
    def page(self):
        """The rows of this page, each with its people and the first words of its description.

        It is the first page if the address names a place that cannot be, or with nothing behind.
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
    def side(self):
        """On which side of the place the rows are, as the address says it."""
        return "before" if self.before else "after"

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
        """The proof that these unassigned tickets were shown, for whoever takes one too late."""
        free = [ticket for ticket in self.page.rows if ticket.holder is None]
        return proof_of(self.user, free) if free else ""

    @property
    def count(self):
        """The count in digits: "37", "999+"."""
        return capped(self.counted)

    @cached_property
    def standing(self):
        """The standing view that this is, whatever its order, or None."""
        return next(
            (v for v in standing_views(self.user) if v.line.conditions == self.line.conditions),
            None,
        )

    @cached_property
    def title(self):
        """The name of what is shown."""
        if self.standing:
            return self.standing.title
        if not self.line.conditions:
            return _("All tickets")
        return _("Tickets")

    @cached_property
    def chips(self):
        """The terms in words, each with the address without it."""
        return chips_of(self.known)

    @property
    def menus(self):
        """The menus beside the chips."""
        return menus_of(self)

    @property
    def heads(self):
        """The heads of the table."""
        return heads_of(self)

    @property
    def nothing(self):
        """What to say when there are no rows."""
        return nothing_in(self)

    @cached_property
    def count_in_words(self):
        """The count with its noun: "37 tickets"."""
        return ngettext("%s ticket", "%s tickets", self.counted) % self.count

    def address(self, line=None, **place):
        """Return the part of an address behind the "?" for another line or place."""
        return (self.line if line is None else line).address(**place)

    @property
    def older(self):
        """The address of the rows behind these, or ""."""
        return self.address(after=self.page.after) if self.page.after else ""

    @property
    def newer(self):
        """The address of the rows before these, or ""."""
        return self.address(before=self.page.before) if self.page.before else ""

    @cached_property
    def here(self):
        """The address of this very page, by which a ticket leads back to it."""
        return self.address(**({self.side: self.place} if self.place else {}))
