"""The mailroom: blocked senders, and for admins whether email works and uploading one."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import admins_only
from core.refusals import NotAllowed
from core.responses import go
from mail.incoming import blocking, decisions
from mail.incoming.deciding import record
from mail.incoming.receiving import receive
from mail.mailroom.checking import check
from mail.mailroom.forms import EmailFileForm
from mail.mailroom.health import Health
from mail.models import BlockedSender, IncomingEmail
from mail.visibility import sees_email
from tickets.models.refusals import Conflict

MOST_BLOCKS = 200


@require_safe
def blocked(request):
    """Who is blocked, since when and by whom, with how much of theirs is held back."""
    held = Q(held_emails__state=IncomingEmail.State.HELD) & sees_email(
        request.user, "held_emails__"
    )
    blocks = BlockedSender.objects.filter(lifted_at=None).select_related("created_by")
    blocks = blocks.annotate(held=Count("held_emails", filter=held, distinct=True))
    context = {"blocks": blocks.order_by("-pk")[:MOST_BLOCKS], "nav": "inbox"}
    return render(request, "mail/mailroom/blocked.html", context)


@require_POST
def lift_block(request, pk):
    """Let the email of a blocked sender come in again."""
    sender = get_object_or_404(BlockedSender, pk=pk)
    try:
        blocking.unblock(sender, by=request.user)
        words = _("Emails of %s come in again. Those held back stay until you return them.")
        messages.success(request, words % sender.key)
    except (Conflict, NotAllowed) as refusal:
        messages.warning(request, refusal.words)
    return go(request, "blocked")


@admins_only
@require_http_methods(["GET", "POST"])
def upload_email(request):
    """Take in an email from a file, as if it had come from the mail server."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EmailFileForm(*sent)
    if sent and form.is_valid():
        email = receive(form.cleaned_data["mail"], source=IncomingEmail.Source.UPLOAD)
        record("uploaded", by=request.user, email=email)
        messages.success(request, _("Taken in: “%s”") % email)
        return go(request, "inbox_email", email.pk)
    form.point_at_error()
    context = {"form": form, "nav": "mailroom"}
    return render(request, "mail/mailroom/upload.html", context, status=422 if form.errors else 200)


@admins_only
@require_safe
def mailroom(request):
    """Whether email works."""
    return render(request, "mail/mailroom/mailroom.html", {"health": Health(), "nav": "mailroom"})


@admins_only
@require_POST
def mail_check(request):
    """Test the way to one mail server of the settings, and say what came of it."""
    address = request.POST.get("address", "")[:255]
    health = Health()
    finding = None
    if any(one.address == address and one.is_configured for one in health.known_servers):
        finding = check(address)
    context = {"health": health, "finding": finding, "tested": address, "nav": "mailroom"}
    return render(request, "mail/mailroom/mailroom.html", context, status=200 if finding else 422)


@admins_only
@require_POST
def read_again(request, pk):
    """Read an email once more that could not be read."""
    email = get_object_or_404(IncomingEmail.objects.visible_to(request.user), pk=pk)
    if decisions.parse_again(email, by=request.user):
        messages.success(request, _("It could be read now: %s") % email.get_reason_display())
        return go(request, "inbox_email", pk)
    messages.warning(request, _("It could not be read again. %s") % email.error)
    return go(request, "mailroom")
