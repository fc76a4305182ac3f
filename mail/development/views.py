"""What would have been sent, on a machine without a mail server; there, one answers it oneself.

None of it exists where email really goes out.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import development_mailbox
from core.responses import go
from mail.development.forms import CustomerAnswerForm
from mail.reader import parse

MOST = 50


@require_safe
def development_mail(request):
    """The last emails in the folder."""
    if not development_mailbox.is_shown():
        raise Http404
    emails = [(path.name, parse(path.read_bytes())) for path in development_mailbox.newest(MOST)]
    return render(request, "mail/development/mailbox.html", {"emails": emails})


@require_http_methods(["GET", "HEAD", "POST"])
def development_email(request, file):
    """One email, as plain text; POST answers it as its recipient would."""
    path = development_mailbox.find(file) if development_mailbox.is_shown() else None
    if path is None:
        raise Http404
    parsed = parse(path.read_bytes())
    form = CustomerAnswerForm(request.POST or None, parsed=parsed)
    if request.method == "POST" and form.is_valid():
        return answered(request, form.send(), file)
    context = {"parsed": parsed, "file": file, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "mail/development/email.html", context, status=status)


def answered(request, incoming, file):
    """Say where an answer has gone, and lead there."""
    if incoming.message_id and incoming.message.thread.ticket_id:
        messages.success(request, _("Your answer as the customer has arrived here."))
        return go(request, "ticket", incoming.message.thread.ticket_id)
    messages.success(request, incoming.get_reason_display() or _("Your answer was stored."))
    return go(request, reverse("development_email", args=[file]))
