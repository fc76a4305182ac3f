"""The channel: how the customer reached us first."""

from django.utils.translation import gettext_lazy as _

from tickets.choices import Channel
from tickets.properties.base import ChoiceProperty
from tickets.properties.editing import EDITED
from tickets.properties.facts import OnPage, SearchKey


class ChannelProperty(ChoiceProperty):
    """Describes the past, so it only changes to correct a wrong entry."""

    name = "channel"
    label = _("Came by")
    choices = Channel
    kinds = (EDITED,)
    initial = Channel.OTHER
    on_page = OnPage(
        "channel",
        "channel",
        "context",
        1,
        template="tickets/ticket/context/_property.html",
        edit_label=_("Change how it came in"),
    )
    search_keys = (
        SearchKey("channel", _("Came by"), "one of", example="phone", other_words=("via",)),
    )
