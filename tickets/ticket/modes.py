"""The composer's modes: where the words go, one object each with all its facts."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tickets.models import Thread


class Mode:
    """One mode. Its part of the composer has the CSS class `for-VALUE`, and a rule for it.

    `url` names where its button sends the form, `path` is the last part of that address.
    `template` is its head line, `button_template` its button where that is more than a button.
    """

    value = label = icon = key = ""
    url = path = ""
    button = toast = ""
    template = ""
    button_template = "tickets/ticket/composer/_button.html"
    sets_status = False
    """Whether a status can be set with it."""

    def write(self, form, data, said):
        """Call the ticket's verb with what the form says; return what was written.

        `said` is what all of them take: by, uploads, nonce. Raises `Refusal`.
        """
        raise NotImplementedError

    def toast_of(self, written, user):
        """Return what is said to `user` who wrote it."""
        return self.toast

    def seconds_left(self, written):
        """Return for how long it can be stopped."""
        return 0


class Email(Mode):
    """An email to the customer, or to another outside party."""

    value, label, icon, key = "email", gettext_lazy("Reply"), "reply", "r"
    url = path = "emails"
    button = gettext_lazy("Send email")
    toast = gettext_lazy("Email queued")
    template = "tickets/ticket/composer/_email.html"
    button_template = "tickets/ticket/composer/_send.html"
    sets_status = True

    def write(self, form, data, said):
        form.ask_about_new_addresses()
        instead, kept = form.replaced()
        return form.ticket.write_mail(
            data["body"],
            to=data["to"],
            cc=data["cc"],
            thread=form.chosen_thread("thread", Thread.Kind.OUTSIDE),
            subject=data["subject"],
            after=data["after"],
            instead=instead,
            kept=kept,
            **said,
        )

    def toast_of(self, written, user):
        seconds = written.seconds_left
        if not seconds:
            return self.toast
        words = ngettext("Email goes out in %d second", "Email goes out in %d seconds", seconds)
        return words % seconds

    def seconds_left(self, written):
        return written.seconds_left


class TeamNote(Mode):
    """A note that everybody reads who sees the ticket."""

    value, label, icon, key = "note", gettext_lazy("Team note"), "sticky-note", "n"
    url = path = "notes"
    button = gettext_lazy("Add team note")
    toast = gettext_lazy("Note added")
    template = "tickets/ticket/composer/_note.html"

    def write(self, form, data, said):
        return form.ticket.add_note(data["body"], **said)


class AdminsNote(Mode):
    """A note that only admins read."""

    value, label, icon = "admins", gettext_lazy("Admins only"), "shield"
    url = path = "notes"
    button = gettext_lazy("Add for admins only")
    toast = gettext_lazy("Saved for admins only")
    template = "tickets/ticket/composer/_admins.html"

    def write(self, form, data, said):
        return form.ticket.add_note(data["body"], for_admins=True, **said)

    def toast_of(self, written, user):
        if user.is_admin:
            return self.toast
        return _("Saved for admins only. You can no longer see it")


class TeamThread(Mode):
    """A message to the team."""

    value, label, icon = "team", gettext_lazy("Team thread"), "messages-square"
    url, path = "team_posts", "team"
    button = gettext_lazy("Post to the team")
    toast = gettext_lazy("Posted to the team")
    template = "tickets/ticket/composer/_team.html"

    def write(self, form, data, said):
        thread = form.chosen_thread("team_thread", Thread.Kind.TEAM)
        return form.ticket.post(data["body"], thread=thread, subject=data["topic"], **said)


class Call(Mode):
    """What the customer said by phone or in person."""

    value, label, icon = "call", gettext_lazy("Call"), "phone-incoming"
    url = path = "calls"
    button = gettext_lazy("Record call")
    toast = gettext_lazy("Call recorded")
    template = "tickets/ticket/composer/_call.html"

    def write(self, form, data, said):
        thread = form.chosen_thread("thread", Thread.Kind.OUTSIDE)
        answered = data["answered"]
        return form.ticket.record_call(data["body"], thread=thread, answered=answered, **said)


EMAIL, NOTE = Email(), TeamNote()
MODES = {mode.value: mode for mode in (EMAIL, NOTE, AdminsNote(), TeamThread(), Call())}
"""All modes by value, in the order in which they are offered."""
