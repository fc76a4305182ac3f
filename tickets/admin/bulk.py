"""Actions on a list of tickets: a page that asks for the value and the reason, then the verbs."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.shortcuts import render
from django.utils.translation import gettext as _

from tickets.forms.bulk import MOST, BulkForm
from tickets.properties import PROPERTIES


def action_of(prop, bulk):
    """Return the admin's action for one of a property's `bulk_actions`."""

    def action(model_admin, request, tickets):
        return model_admin.change(request, tickets, prop, bulk)

    action.__name__ = bulk.name
    return admin.action(description=bulk.words)(action)


class BulkActions:
    """The actions of the list of tickets, those of each property."""

    actions = tuple(
        action_of(prop, bulk) for prop in PROPERTIES.values() for bulk in prop.bulk_actions
    )

    def change(self, request, tickets, prop, bulk):
        """Ask, or do it; what was refused stays on the page with the words and what was typed."""
        rows = list(tickets.order_by("pk")[: MOST + 1])
        if len(rows) > MOST:
            words = _("These are more than %d tickets. Choose fewer at once.")
            self.message_user(request, words % MOST, messages.ERROR)
            return None
        data = request.POST if "apply" in request.POST else None
        form = BulkForm(data, prop=prop, action=bulk, by=request.user)
        refused = []
        if form.is_valid():
            done, refused = form.change_all(rows)
            self.tell(request, done)
            if not refused:
                return None
        shown = refused or [(ticket, "") for ticket in rows]
        return self.ask(request, form, shown, bulk.title)

    def tell(self, request, done):
        """Name what was done."""
        if done:
            named = ", ".join(f"#{ticket.pk}" for ticket in done[:50])
            self.message_user(request, _("Done for %s.") % (named + (" …" if done[50:] else "")))

    def ask(self, request, form, shown, title):
        """Answer with the page that asks for the value and the reason."""
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "form": form,
            "tickets": shown,
            "name": ACTION_CHECKBOX_NAME,
            "action": request.POST["action"],
            "media": self.media,
        }
        return render(request, "admin/tickets/bulk.html", context)
