"""The trail of people and groups in words: what each kind is called, and what an event says."""

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import AccountEvent, User
from core import trail

KINDS = {
    "signed_in": gettext_lazy("Signed in"),
    "signed_out": gettext_lazy("Signed out"),
    "sign_in_failed": gettext_lazy("Failed to sign in"),
    "session_ended": gettext_lazy("Ended a session"),
    "sessions_ended": gettext_lazy("Signed somebody out"),
    "password_chosen": gettext_lazy("Chose a password"),
    "password_changed": gettext_lazy("Changed a password"),
    "password_reset": gettext_lazy("Reset a password"),
    "second_factor_added": gettext_lazy("Added a second factor"),
    "second_factor_removed": gettext_lazy("Removed a second factor"),
    "second_factor_failed": gettext_lazy("Failed a second factor"),
    "second_factor_reset": gettext_lazy("Reset a second factor"),
    "recovery_codes_renewed": gettext_lazy("Renewed recovery codes"),
    "profile_edited": gettext_lazy("Changed a profile"),
    "photo_changed": gettext_lazy("Changed a photo"),
    "email_changed": gettext_lazy("Changed an address"),
    "invited": gettext_lazy("Invited"),
    "invited_again": gettext_lazy("Invited again"),
    "role_changed": gettext_lazy("Changed a role"),
    "deactivated": gettext_lazy("Deactivated"),
    "reactivated": gettext_lazy("Reactivated"),
    "joined": pgettext_lazy("a group", "Joined a group"),
    "left": pgettext_lazy("a group", "Left a group"),
    "group_created": gettext_lazy("Made a group"),
    "group_renamed": gettext_lazy("Renamed a group"),
    "exported": gettext_lazy("Exported"),
    "demo_loaded": gettext_lazy("Loaded the demo"),
}
"""The words of each kind, for the filter of the trail."""

OWN = {
    "signed_out": gettext_lazy("signed out"),
    "password_chosen": gettext_lazy("chose a password"),
    "password_changed": gettext_lazy("changed the password"),
    "password_reset": gettext_lazy("chose a new password by the link in an email"),
    "recovery_codes_renewed": gettext_lazy("renewed the recovery codes"),
    "demo_loaded": gettext_lazy("loaded the demo"),
}
"""What one does for oneself and needs no more words."""

TO_SOMEBODY = {
    "sessions_ended": gettext_lazy("signed <b>{who}</b> out everywhere"),
    "second_factor_reset": gettext_lazy("reset the second factor of <b>{who}</b>"),
    "photo_changed": gettext_lazy("changed the photo of <b>{who}</b>"),
    "email_changed": gettext_lazy("changed the address of <b>{who}</b> to {new}, was {old}"),
    "invited": gettext_lazy("invited <b>{who}</b>"),
    "invited_again": gettext_lazy("invited <b>{who}</b> again"),
    "role_changed": gettext_lazy("made <b>{who}</b> {new}, was {old}"),
    "deactivated": gettext_lazy("deactivated <b>{who}</b>"),
    "reactivated": gettext_lazy("let <b>{who}</b> sign in again"),
    "joined": gettext_lazy("made <b>{who}</b> a member of <b>{new}</b>"),
    "left": gettext_lazy("took <b>{who}</b> out of <b>{old}</b>"),
    "group_created": gettext_lazy("made the group <b>{new}</b>"),
    "group_renamed": gettext_lazy("renamed the group {old} to <b>{new}</b>"),
    "signed_in": gettext_lazy("signed in with {new}"),
    "session_ended": gettext_lazy("ended a session: {old}"),
    "second_factor_added": gettext_lazy("added a second factor: {new}"),
    "second_factor_removed": gettext_lazy("removed a second factor: {old}"),
    "second_factor_failed": gettext_lazy("entered a wrong second factor for <b>{who}</b>"),
    "exported": gettext_lazy("exported the trail: {new}"),
}
"""What is said with names and values; `old` and `new` are those of the first change."""


def account_sentence(event):
    """Return what an AccountEvent says, as safe HTML that follows the name of who did it."""
    if event.kind in OWN:
        return OWN[event.kind]
    if event.kind == "sign_in_failed":
        return format_html(
            _("tried to sign in as <b>{}</b>"), value_in_words(event, "email", "new")
        )
    if event.kind == "profile_edited":
        return _profile_edited(event)
    words = TO_SOMEBODY.get(event.kind)
    if words is None:
        return event.kind
    field = next(iter(event.changes), "")
    who, old, new = (
        event.user or "",
        value_in_words(event, field, "old"),
        value_in_words(event, field, "new"),
    )
    return format_html(words, who=who, old=old, new=new)


def _profile_edited(event):
    """Return which parts of whose profile were changed."""
    parts = ", ".join(str(User._meta.get_field(name).verbose_name) for name in event.changes)
    if event.by_id == event.user_id:
        return format_html(_("changed their profile: {}"), parts)
    return format_html(_("changed the profile of <b>{}</b>: {}"), event.user, parts)


def value_in_words(event, field, side):
    """Return the old or new value of a field in words."""
    found = event.changes.get(field, {}).get(side)
    if isinstance(found, list):
        return ", ".join(map(str, found))
    if field == "role" and found in User.Role.values:
        return User.Role(found).label
    return _("nothing") if found in (None, "") else found


class AccountSource(trail.Source):
    """The events of people and groups; about a person is also what was done to their account."""

    def about(self, person):
        """As of any source, and what was done to them."""
        return super().about(person) | Q(user=person)


trail.register(
    AccountSource(
        "account",
        gettext_lazy("People and groups"),
        AccountEvent,
        KINDS,
        account_sentence,
        links=("user", "group"),
    )
)
