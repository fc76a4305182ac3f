"""Where one is signed in. The list itself is allauth's view; this ends one of them."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.usersessions.adapter import get_adapter
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.responses import go


@require_POST
def session(request, pk):
    """End one of one's sessions: the present one is signed out of."""
    own = get_object_or_404(request.user.usersession_set, pk=pk)
    if own.is_current():
        get_account_adapter(request).logout(request)
        return go(request, "account_login")
    get_adapter().end_sessions([own])
    messages.success(request, _("The session was ended."))
    return go(request, "usersessions_list")


@require_safe
def passkeys(request):
    """allauth sends here after a change; passkeys are listed on the security page."""
    return redirect("mfa_index")
