"""The inbox: emails that wait for a person's decision, and the decisions."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import (
    HttpResponseClientRedirect,
    replace_url,
    reswap,
    retarget,
    trigger_client_event,
)

from core.refusals import Refusal
from core.responses import SeeOther, show
from mail.inbox.decided import DecidedPage
from mail.inbox.forms import BlockForm, FileForm, FindTicketForm
from mail.inbox.listing import InboxList
from mail.inbox.preview import Preview
from mail.incoming import decisions
from mail.models import IncomingEmail, MailEvent
from tickets.models.refusals import Conflict, UndoRefused

PAGE, LIST = "mail/inbox/inbox.html", "mail/inbox/_inbox.html"


def get_email(request, pk):
    """Return the email. Raises Http404 if this person does not read it."""
    return get_object_or_404(IncomingEmail.objects.visible_to(request.user).for_list(), pk=pk)


@require_safe
def inbox(request):
    """The emails that wait, newest first, and beside them the first."""
    return show_inbox(request, InboxList(request.user, request.GET))


@require_safe
def inbox_email(request, pk):
    """One email, whatever became of it, beside the list; htmx asks for the email alone."""
    inbox_list = InboxList(request.user, request.GET, email=get_email(request, pk))
    return show_inbox(request, inbox_list, fragment="mail/inbox/_preview.html")


@require_safe
def inbox_decided(request):
    """What was filed, discarded and held back, to be found again."""
    context = {"page": DecidedPage(request.user, request.GET), "nav": "inbox"}
    return show(request, "mail/inbox/decided.html", "mail/inbox/_decided.html", context)


@require_POST
def inbox_discard(request, pk):
    """Discard the email."""
    return decide_and_go_on(request, pk, lambda email: decisions.discard(email, by=request.user))


@require_POST
def inbox_restore(request, pk):
    """Return the email to the inbox, and show it there."""
    email = get_email(request, pk)
    try:
        decisions.return_to_inbox(email, by=request.user)
        messages.success(request, _("Returned to the inbox"))
    except Refusal as refusal:
        messages.warning(request, refusal.words)
    seen = IncomingEmail.objects.visible_to(request.user).filter(pk=pk).exists()
    url = reverse("inbox_email", args=[pk]) if seen else reverse("inbox")
    return HttpResponseClientRedirect(url) if request.htmx else SeeOther(url)


@require_http_methods(["GET", "POST"])
def inbox_file(request, pk):
    """Choose the ticket that the email is filed to, or file it."""
    email = get_email(request, pk)
    if request.method == "GET":
        return choose(request, email)
    form = FileForm(request.POST, email=email, user=request.user)
    if not form.is_valid():
        return choose(request, email, form, status=422)
    return decide_and_go_on(request, pk, lambda email: form.save(by=request.user), form)


@require_http_methods(["GET", "POST"])
def inbox_block(request, pk):
    """Ask whom to block, or hold back the sender; of a customer, ask whether one is sure."""
    email = get_email(request, pk)
    form = BlockForm(request.POST or None, email=email)
    if request.method == "GET":
        return ask(request, email, form)
    if not form.is_valid():
        return ask(request, email, form, status=422)
    return decide_and_go_on(request, pk, lambda email: form.save(by=request.user), form)


@require_POST
def inbox_undo(request, event_id):
    """Undo one's own decision; an admin anybody's."""
    mine = MailEvent.done_by(request.user).select_related("email", "sender")
    event = get_object_or_404(mine, pk=event_id)
    status = 200
    try:
        back = decisions.undo_decision(event, by=request.user)
        words = ngettext("%d email is back in the inbox", "%d emails are back in the inbox", back)
        messages.success(request, words % back)
    except (UndoRefused, Conflict) as refusal:
        messages.warning(request, refusal.words)
        status = 409
    seen = IncomingEmail.objects.visible_to(request.user).for_list()
    email = seen.filter(pk=event.email_id, state=IncomingEmail.State.WAITING).first()
    return onward(request, InboxList(request.user, {}, email=email, focus=True), status=status)


def decide_and_go_on(request, pk, give, form=None):
    """Call `give`, a decision on an email, and show the next; who came second is told so (409)."""
    email, status = get_email(request, pk), 200
    try:
        announce(request, email, give(email))
    except Conflict as refusal:
        messages.warning(request, refusal.words)
        status = 409
    except Refusal as refusal:
        if isinstance(form, BlockForm):
            form.refuse(refusal)
            return ask(request, email, form, status=422)
        messages.warning(request, refusal.words)
        return onward(request, InboxList(request.user, request.GET, email=email), status=422)
    inbox_list = InboxList(request.user, request.GET)
    inbox_list = InboxList(request.user, request.GET, email=inbox_list.after(pk), focus=True)
    return onward(request, inbox_list, status=status)


def announce(request, email, act):
    """Leave a toast of what was just done, with its undo or a link to the ticket."""
    if not isinstance(act, MailEvent):
        words, number = _("Filed to #%d"), act.thread.ticket_id
        tags = f"link:{reverse('ticket', args=[number])}"
        messages.success(request, words % number, extra_tags=tags)
        return
    words = {"discarded": _("Discarded “%s”"), "held": _("Blocked the sender of “%s”")}[act.kind]
    if act.sender_id:
        words = _("Blocked %s")
    subject = act.sender.key if act.sender_id else str(email)[:60]
    undo = f"undo:{reverse('inbox_undo', args=[act.pk])}"
    messages.success(request, words % subject, extra_tags=undo)


def onward(request, inbox_list, status=200):
    """Answer with the inbox as it is now, at the email that comes next."""
    if not request.htmx:
        return (
            show_inbox(request, inbox_list, status=status)
            if status >= 400
            else SeeOther(inbox_list.address)
        )
    # On a phone one email covers the list: after a decision, one wants to see the list.
    inbox_list.opened = status == 422
    response = show_inbox(request, inbox_list, status=status)
    response = reswap(retarget(response, "#inbox_list"), "outerHTML")
    response = trigger_client_event(response, "counts")
    response = trigger_client_event(response, "close-dialog")
    return replace_url(response, inbox_list.address)


def show_inbox(request, inbox_list, fragment=LIST, status=200):
    """Answer with the inbox, or with the part of it that htmx asks for."""
    context = {"inbox_list": inbox_list, "preview": inbox_list.preview, "nav": "inbox"}
    return show(request, PAGE, fragment, context, status)


def choose(request, email, form=None, status=200):
    """Show the tickets that an email may be filed to: suggestions, or what was searched for."""
    context = {
        "email": email,
        "form": form,
        "preview": Preview(email, request.user),
        "find": FindTicketForm(request.GET, user=request.user),
        "inbox_list": InboxList(request.user, request.GET),
        "nav": "inbox",
    }
    if request.htmx and "q" in request.GET:
        return render(request, "mail/inbox/_found.html", context)
    response = show(request, "mail/inbox/file.html", "mail/inbox/_file.html", context, status)
    return in_dialog(request, response)


def ask(request, email, form, status=200):
    """Show the question whom to block."""
    context = {"email": email, "form": form, "inbox_list": InboxList(request.user, request.GET)}
    context["nav"] = "inbox"
    return in_dialog(
        request, show(request, "mail/inbox/block.html", "mail/inbox/_block.html", context, status)
    )


def in_dialog(request, response):
    """Return an answer that htmx puts into the dialog, wherever it was asked from."""
    return reswap(retarget(response, "#dialog-body"), "innerHTML") if request.htmx else response
