"""What an empty list says: why it is empty, and where to go."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from tickets.models import Ticket
from tickets.search import Query
from tickets.search.built_in_views import ALL, MINE, UNASSIGNED
from tickets.search.candidates import tags
from tickets.search.mistakes import closest


@dataclass(frozen=True)
class EmptyState:
    """An empty place: a title, a sentence, and ways on as (address, label)."""

    title: str
    text: str
    ways: list = field(default_factory=list)
    icon: str = "circle-check"


def empty_state_of(listing):
    """Return what to say instead of the rows of an empty listing."""
    if listing.mistakes:
        return not_read(listing)
    key = listing.built_in.key if listing.built_in else ""
    if key == "all" or not listing.line.conditions:
        return no_open_ticket(listing)
    by_key = {
        "mine": empty_mine,
        "unassigned": empty_unassigned,
        "my-groups": empty_of_groups,
    }
    if key in by_key:
        return by_key[key](listing)
    if key:
        text = _("%(group)s holds no open ticket.") % {"group": listing.title}
        return EmptyState(_("All done"), text, [way(ALL, _("See all open"))])
    return no_match(listing)


def way(line, label):
    """Return a way to the tickets of a line."""
    return f"{reverse('queue')}?{line.address()}", label


def empty_mine(listing):
    """Nobody gave this person anything, or everything is done."""
    text = _("You hold no open ticket. Take one that nobody holds yet.")
    return EmptyState(
        _("Nothing waits for you"), text, [way(UNASSIGNED, _("See what is unassigned"))]
    )


def empty_unassigned(listing):
    """Everything is in somebody's hands."""
    text = _(
        "Nothing is unassigned. New tickets show up here until a person or a group takes them."
    )
    ways = [way(MINE, _("Go to Mine")), way(ALL, _("See all open"))]
    return EmptyState(_("Every ticket has a holder"), text, ways)


def empty_of_groups(listing):
    """The person's groups hold nothing, or there is no such group."""
    ways = [way(UNASSIGNED, _("See what is unassigned"))]
    if listing.user.groups.all():
        return EmptyState(_("All done"), _("Your groups hold no open ticket."), ways)
    text = _("You are in no group. An admin can make you a member of one.")
    return EmptyState(_("No groups yet"), text, ways, "users")


def no_open_ticket(listing):
    """Nothing is open, or there never was a ticket that this person sees."""
    if Ticket.objects.visible_to(listing.user).exists():
        ways = [way(Query(), _("See closed ones too"))]
        return EmptyState(_("Nothing is open"), _("Every ticket is resolved or closed."), ways)
    text = _("Whatever customers write or say becomes a ticket here.")
    ways = [(reverse("new_ticket"), _("New ticket"))]
    return EmptyState(_("No tickets yet"), text, ways, "inbox")


def no_match(listing):
    """The line fits no ticket."""
    text = _(
        "No ticket that you can see is like this. Remove a filter, or look at all that are open."
    )
    wider = listing.line.without_key("is")
    ways = [way(ALL, _("See all open"))]
    if listing.line.values("is") and wider.conditions:
        ways.insert(0, way(wider, _("Look among closed ones too")))
    for typed, meant in mistyped_tags(listing):
        values = [meant if value == typed else value for value in listing.line.values("tag")]
        label = _("Did you mean %s?") % f"tag:{meant}"
        ways.insert(0, way(listing.line.with_("tag", *values), label))
    return EmptyState(_("No ticket matches"), text, ways, "search")


def mistyped_tags(listing):
    """Yield (typed, meant) for tags that no ticket has which the reader sees, but a similar one."""
    for typed in listing.line.values("tag"):
        alike = [tag.value for tag in tags(typed[:1], listing.user, most=200)]
        meant = closest(typed, alike) if typed.casefold() not in alike else ""
        if meant:
            yield typed, meant


def not_read(listing):
    """The line has mistakes, so that nothing was looked for."""
    text = _("Put right what is marked, and the tickets show up here.")
    return EmptyState(_("This line cannot be read"), text, [way(ALL, _("See all open"))], "search")
