"""Signing in, one's own pages, and faces.

Of allauth only the views that are used are mounted, under the names it asks for. Sign-up, e-mail
confirmation, codes by mail and social accounts are not among them.
"""

from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path
from django.views.decorators.http import require_http_methods, require_safe

from accounts import views


def plain(view):
    """Let an allauth view answer as ours do: 422 with a form that has errors, 405 to a DELETE.

    Django's generic views delete on DELETE, past the trail, and take a PUT for a POST.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if form is not None and form.is_bound and form.errors and response.status_code == 200:
            response.status_code = 422
        return response

    return answer


signing_in = [
    path("login/", plain(account.login), name="account_login"),
    path("login/passkey/", plain(passkey.login_webauthn), name="mfa_login_webauthn"),
    path("login/code/", plain(second_factor.authenticate), name="mfa_authenticate"),
    path("logout/", plain(account.logout), name="account_logout"),
    path("password/reset/", plain(account.password_reset), name="account_reset_password"),
    path(
        "password/reset/sent/",
        plain(account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        plain(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("confirm/", plain(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code/", plain(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path(
        "confirm/passkey/",
        plain(passkey.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]

security = [
    path("", plain(second_factor.index), name="mfa_index"),
    path("password/", plain(account.password_change), name="account_change_password"),
    path("app/", plain(app.activate_totp), name="mfa_activate_totp"),
    path("app/remove/", plain(app.deactivate_totp), name="mfa_deactivate_totp"),
    # allauth sends here after a change; ours are listed on the page above.
    path("passkeys/", views.passkeys, name="mfa_list_webauthn"),
    path("passkeys/add/", plain(passkey.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/", plain(passkey.edit_webauthn), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", plain(passkey.remove_webauthn), name="mfa_remove_webauthn"),
    path("codes/", plain(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes/new/", plain(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(
        "codes/download/",
        require_safe(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]

urlpatterns = [
    path("accounts/", include(signing_in)),
    path("me/", views.profile, name="profile"),
    path("me/photo/", views.my_photo, name="my_photo"),
    path("me/theme/", views.theme, name="theme"),
    path("me/sessions/", plain(sessions.list_usersessions), name="usersessions_list"),
    path("me/sessions/<int:pk>/", views.session, name="session"),
    path("me/security/", include(security)),
    path("people/new/", views.new_person, name="new_person"),
    path("people/groups/new/", views.new_group, name="new_group"),
    path("people/<int:pk>/details/", views.edit_person, name="edit_person"),
    path("people/<int:pk>/invitation/", views.invitation, name="invitation"),
    path("people/<int:pk>/reactivation/", views.reactivation, name="reactivation"),
    path("people/<int:pk>/second-factor/", views.second_factor, name="second_factor"),
    path("people/<int:pk>/sessions/", views.person_sessions, name="person_sessions"),
    path("people/<int:pk>/photo/<slug:version>/", views.photo, name="photo"),
]
