"""Signing in and proving once more who one is.

Of allauth only the views that are used are mounted, under the names it asks for. Sign-up, email
confirmation, codes by email and social accounts are not among them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.webauthn import views as passkey
from django.urls import path, re_path

from accounts.decorators import plain, untold

urlpatterns = [
    path("accounts/login/", plain(account.login), name="account_login"),
    path("accounts/login/passkey/", plain(passkey.login_webauthn), name="mfa_login_webauthn"),
    path("accounts/login/code/", plain(second_factor.authenticate), name="mfa_authenticate"),
    path("accounts/logout/", plain(account.logout), name="account_logout"),
    path("accounts/password/reset/", plain(account.password_reset), name="account_reset_password"),
    path(
        "accounts/password/reset/sent/",
        plain(account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^accounts/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        untold(plain(account.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
    path("accounts/confirm/", plain(account.reauthenticate), name="account_reauthenticate"),
    path("accounts/confirm/code/", plain(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path(
        "accounts/confirm/passkey/",
        plain(passkey.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]
