"""What an empty list says: why it is empty, and where to go next."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from tickets.models import Ticket
from tickets.search import Query
from tickets.search.built_in_views import ALL, MINE, UNASSIGNED
from tickets.search.candidates import tags_like
from tickets.search.mistakes import closest


@dataclass(frozen=True)
class EmptyState:
    """A title, a sentence, and links as (address, label)."""

    title: str
    text: str
    links: list = field(default_factory=list)
    icon: str = "circle-check"


def empty_state_of(listing):
    """Return what to say instead of the rows of an empty listing."""
    if listing.mistakes:
        return invalid_line(listing)
    key = listing.built_in.key if listing.built_in else ""
    if key == "all" or not listing.line.conditions:
        return no_open_tickets(listing)
    by_key = {
        "mine": empty_mine,
        "unassigned": empty_unassigned,
        "my-groups": empty_of_groups,
    }
    if key in by_key:
        return by_key[key](listing)
    if key:
        text = _("%(group)s holds no open tickets.") % {"group": listing.title}
        return EmptyState(_("All done"), text, [link(ALL, _("Show all open"))])
    return no_match(listing)


def link(line, label):
    """Return a link to the tickets of a query line."""
    return f"{reverse('queue')}?{line.address()}", label


def empty_mine(listing):
    """This person holds nothing, or everything is done."""
    text = _("You hold no open tickets. Take one that is unassigned.")
    return EmptyState(_("All done"), text, [link(UNASSIGNED, _("Show unassigned"))])


def empty_unassigned(listing):
    """Every ticket has a holder."""
    text = _("New tickets appear here until a person or a group takes them.")
    links = [link(MINE, _("Show mine")), link(ALL, _("Show all open"))]
    return EmptyState(_("No unassigned tickets"), text, links)


def empty_of_groups(listing):
    """The person's groups hold nothing, or the person is in no group."""
    links = [link(UNASSIGNED, _("Show unassigned"))]
    if listing.user.groups.all():
        return EmptyState(_("All done"), _("Your groups hold no open tickets."), links)
    text = _("You are not in a group. An admin can add you to one.")
    return EmptyState(_("No groups yet"), text, links, "users")


def no_open_tickets(listing):
    """Nothing is open, or there never was a ticket that this person may see."""
    if Ticket.objects.visible_to(listing.user).exists():
        text = _("Every ticket that you can see is resolved or closed.")
        links = [link(Query(), _("Show closed tickets too"))]
        return EmptyState(_("All done"), text, links)
    text = _("What customers write or say becomes a ticket here.")
    links = [(reverse("new_ticket"), _("New ticket"))]
    return EmptyState(_("No tickets yet"), text, links, "inbox")


def no_match(listing):
    """No ticket matches the line."""
    text = _("No ticket that you can see matches. Remove a filter, or show all open tickets.")
    wider = listing.line.without_key("is")
    links = [link(ALL, _("Show all open"))]
    if listing.line.values("is") and wider.conditions:
        links.insert(0, link(wider, _("Search closed tickets too")))
    for typed, meant in mistyped_tags(listing):
        values = [meant if value == typed else value for value in listing.line.values("tag")]
        label = _("Did you mean %s?") % f"tag:{meant}"
        links.insert(0, link(listing.line.with_("tag", *values), label))
    return EmptyState(_("No ticket matches"), text, links, "search")


def mistyped_tags(listing):
    """Yield (typed, meant) for tags without a ticket that the reader sees, but a similar one."""
    for typed in listing.line.values("tag"):
        alike = [tag.value for tag in tags_like(typed[:1], listing.user, most=200)]
        meant = closest(typed, alike) if typed.casefold() not in alike else ""
        if meant:
            yield typed, meant


def invalid_line(listing):
    """The line has mistakes, so nothing was searched for."""
    text = _("Correct what is marked to see tickets.")
    return EmptyState(
        _("This search cannot be read"), text, [link(ALL, _("Show all open"))], "search"
    )
