"""Signing in, one's own pages, people and groups."""

from tests.permissions.table import GET, LOGIN, POST, Row

PASSKEY = {"pk": "nowhere"}
LINK = {"uidb36": "uid", "key": "token"}

# allauth's pages answer 302 where ours say 303, and to who must give the password once more.
ADMINS = (LOGIN, 403, 403, 200)
REFUSED = (LOGIN, 403, 403, 422)
DONE = (LOGIN, 403, 403, 303)

ROWS = [
    # For everybody; who is in already is sent on.
    Row("account_login", GET, 200, 302, 302, 302),
    Row("account_login", POST, 422, 302, 302, 302),
    Row("mfa_login_webauthn", GET, LOGIN, 302, 302, 302),
    Row("mfa_login_webauthn", POST, LOGIN, 302, 302, 302),
    Row("mfa_authenticate", GET, LOGIN, 302, 302, 302),
    Row("mfa_authenticate", POST, LOGIN, 302, 302, 302),
    Row("account_logout", GET, LOGIN, 200, 200, 200),
    Row("account_logout", POST, LOGIN, LOGIN, LOGIN, LOGIN),
    Row("account_reset_password", GET, 200, 200, 200, 200),
    Row("account_reset_password", POST, 422, 422, 422, 422),
    Row("account_reset_password_done", GET, 200, 200, 200, 200),
    Row("account_reset_password_from_key", GET, 302, 302, 302, 302, **LINK),
    Row("account_reset_password_from_key", POST, 302, 302, 302, 302, **LINK),
    Row("theme", POST, 303, 303, 303, 303, htmx=(200, 200, 200, 200), data={"theme": "dark"}),
    # Giving the password or a code once more.
    Row("account_reauthenticate", GET, LOGIN, 200, 200, 200),
    Row("account_reauthenticate", POST, LOGIN, 422, 422, 422),
    Row("mfa_reauthenticate", GET, LOGIN, 302, 302, 302),
    Row("mfa_reauthenticate", POST, LOGIN, 302, 302, 302),
    Row("mfa_reauthenticate_webauthn", GET, LOGIN, 302, 302, 302),
    Row("mfa_reauthenticate_webauthn", POST, LOGIN, 302, 302, 302),
    # One's own account.
    Row("profile", GET, LOGIN, 200, 200, 200),
    Row("profile", POST, LOGIN, 422, 422, 422),
    Row("my_photo", POST, LOGIN, 422, 422, 422),
    Row("usersessions_list", GET, LOGIN, 200, 200, 200),
    Row("usersessions_list", POST, LOGIN, 302, 302, 302),
    Row("session", POST, LOGIN, 404, 303, 404, htmx=(LOGIN, 404, 200, 404), pk="session"),
    Row("mfa_index", GET, LOGIN, 200, 200, 200),
    Row("account_change_password", GET, LOGIN, 200, 200, 200),
    Row("account_change_password", POST, LOGIN, 422, 422, 422),
    Row("mfa_activate_totp", GET, LOGIN, 302, 302, 302),
    Row("mfa_activate_totp", POST, LOGIN, 302, 302, 302),
    Row("mfa_deactivate_totp", GET, LOGIN, 404, 404, 404),
    Row("mfa_deactivate_totp", POST, LOGIN, 404, 404, 404),
    Row("mfa_list_webauthn", GET, LOGIN, 302, 302, 302),
    Row("mfa_add_webauthn", GET, LOGIN, 302, 302, 302),
    Row("mfa_add_webauthn", POST, LOGIN, 302, 302, 302),
    Row("mfa_edit_webauthn", GET, LOGIN, 302, 302, 302, **PASSKEY),
    Row("mfa_edit_webauthn", POST, LOGIN, 302, 302, 302, **PASSKEY),
    Row("mfa_remove_webauthn", GET, LOGIN, 302, 302, 302, **PASSKEY),
    Row("mfa_remove_webauthn", POST, LOGIN, 302, 302, 302, **PASSKEY),
    Row("mfa_view_recovery_codes", GET, LOGIN, 404, 404, 404),
    Row("mfa_generate_recovery_codes", GET, LOGIN, 302, 302, 302),
    Row("mfa_generate_recovery_codes", POST, LOGIN, 302, 302, 302),
    Row("mfa_download_recovery_codes", GET, LOGIN, 404, 404, 404),
    # People and groups are for admins.
    Row("new_person", GET, *ADMINS),
    Row("new_person", POST, *REFUSED),
    Row("new_group", GET, *ADMINS),
    Row("new_group", POST, *REFUSED),
    Row("edit_person", GET, *ADMINS, pk="member"),
    Row("edit_person", POST, *REFUSED, pk="member"),
    Row("invitation", POST, *DONE, htmx=ADMINS, pk="member"),
    Row("reactivation", POST, *DONE, htmx=ADMINS, pk="member"),
    Row("second_factor", POST, *DONE, htmx=ADMINS, pk="member"),
    Row("person_sessions", POST, *DONE, htmx=ADMINS, pk="member"),
    # Faces are seen by colleagues.
    Row("photo", GET, LOGIN, 200, 200, 200, pk="member", version="photo_version"),
]
WILDCARDS = []
