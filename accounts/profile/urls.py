"""One's own page, one's sessions, and the second factor."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.usersessions import views as allauth_sessions
from django.urls import include, path
from django.views.decorators.http import require_safe

from accounts.decorators import plain
from accounts.profile import sessions, views

security = [
    path("", plain(second_factor.index), name="mfa_index"),
    path("password/", plain(account.password_change), name="account_change_password"),
    path("app/", plain(app.activate_totp), name="mfa_activate_totp"),
    path("app/remove/", plain(app.deactivate_totp), name="mfa_deactivate_totp"),
    # allauth sends here after a change; ours are listed on the page above.
    path("passkeys/", sessions.passkeys, name="mfa_list_webauthn"),
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
    path("me/", views.profile, name="profile"),
    path("me/photo/", views.my_photo, name="my_photo"),
    path("me/theme/", views.theme, name="theme"),
    path("me/sessions/", plain(allauth_sessions.list_usersessions), name="usersessions_list"),
    path("me/sessions/<int:pk>/", sessions.session, name="session"),
    path("me/security/", include(security)),
]
