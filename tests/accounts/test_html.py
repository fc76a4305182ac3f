"""The pages that the permission matrix does not reach are valid HTML too: forms in their states."""

import pytest
from django.urls import reverse

from tests.accounts.conftest import add_app, sign_in
from tests.permissions.test_html import complaints

AFTER_CONFIRMING = [
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "usersessions_list",
]


def pages(browser, alex):
    """Yield a name and an answer, one page in each of its states."""
    client, stranger = browser(), browser()
    yield "refused", sign_in(stranger, alex, "wrong")
    yield "asked", stranger.post(reverse("account_reset_password"), {"email": ""})
    yield "sent", stranger.get(reverse("account_reset_password_done"))
    yield "over", stranger.get(reverse("account_reset_password_from_key", args=["1", "x"]))
    sign_in(client, alex)
    yield "profile", client.post(reverse("profile"), {"name": "", "theme": "neon"})
    yield "confirm", client.get(reverse("account_reauthenticate"))
    yield "password", client.post(reverse("account_change_password"), {})
    add_app(client)
    for name in AFTER_CONFIRMING:
        yield name, client.get(reverse(name))
    again = browser()
    sign_in(again, alex)
    yield "second step", again.post(reverse("mfa_authenticate"), {"code": "000000"})


@pytest.mark.slow
@pytest.mark.needs("java")
def test_every_state_is_valid_html(browser, alex, tmp_path):
    names = []
    for name, answer in pages(browser, alex):
        assert answer.status_code in (200, 422), name
        (tmp_path / f"{len(names)}.html").write_bytes(answer.content)
        names.append(name)
    found = [f"{names[number]}: {words} {where!r}" for number, words, where in complaints(tmp_path)]
    assert found == []
