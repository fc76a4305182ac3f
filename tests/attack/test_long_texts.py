"""What is longer than anything honest is refused in words, or shown as it was typed, at once."""

import time
from contextlib import contextmanager

import pytest
from django.forms import ValidationError
from django.urls import reverse

from accounts.sign_in.second_factor_forms import CREDENTIAL_MAX, CredentialField
from core.markdown import PARAGRAPH_MAX, clean_html
from core.refusals import Refusal
from core.text import KEY_MAX, key_of
from tests.attack.walking import Form
from tickets.models.recipients import clean_recipients
from tickets.ticket.forms.composer import ADDRESSES_MAX, AddressesField

SPLIT = {
    "a@x.example, b@x.example;c@x.example\nd@x.example": 4,
    '"Chen, Sarah" <s@x.example>, Bob <b@x.example>': 2,
    '"Chen; Sarah\nLee" <s@x.example>': 1,
    'Sarah "Chen <s@x.example>, b@x.example': 2,
    ",; \n,": 0,
    "": 0,
}


@contextmanager
def at_once():
    """Assert that the block costs this process little; what was quadratic took seconds."""
    start = time.process_time()
    yield
    assert time.process_time() - start < 1


@pytest.mark.parametrize("typed", SPLIT)
def test_addresses_are_parted_where_nothing_is_quoted(typed):
    assert len(AddressesField(required=False).clean(typed)) == SPLIT[typed]


@pytest.mark.parametrize("pattern", [",", '"', 'a"b,', '",', "a ", "<"])
def test_addresses_are_told_apart_at_once(pattern):
    field = AddressesField(required=False)
    text = (pattern * ADDRESSES_MAX)[:ADDRESSES_MAX]
    with at_once():
        found = field.clean(text)
        if found:
            with pytest.raises(Refusal, match="not an email address"):
                clean_recipients(found)
    with at_once(), pytest.raises(ValidationError, match="too many addresses"):
        field.clean("a@b.example," * 100_000)


def test_a_name_of_many_letters_is_no_address():
    with at_once(), pytest.raises(Refusal, match="not an email address"):
        clean_recipients([" " * 200_000 + "a"])


def test_marks_that_are_piled_on_a_letter_are_compared_at_once():
    piled = "a" + "\u0301\u0323" * 100_000
    with at_once():
        assert len(key_of(piled)) <= KEY_MAX
    assert key_of("Ｆｏｏ  \u0065\u0301") == "foo é"


@pytest.mark.parametrize("pattern", ["http://a.b/(", "[", "![", "@"])
def test_a_long_paragraph_is_shown_as_it_was_typed(pattern):
    text = (pattern * 100_000)[:100_000]
    with at_once():
        html = clean_html(f"{text}\n<b>\n\n**bold** http://x.example")
    assert f"{pattern}{pattern}" in html
    assert "<br>\n&lt;b&gt;</p>" in html
    assert "<strong>bold</strong>" in html
    assert 'href="http://x.example"' in html
    assert "<strong>" in clean_html("**bold** " * (PARAGRAPH_MAX // 9))


@pytest.mark.parametrize("value", ["[" * 50_000, "9" * 50_000, "{}" + " " * CREDENTIAL_MAX, "x"])
def test_an_endless_answer_of_a_passkey_is_refused(value):
    with at_once(), pytest.raises(ValidationError):
        CredentialField().clean(value)
    assert CredentialField().clean('{"a": [1]}') == {"a": [1]}


def test_forms_survive_what_is_no_credential_and_no_row(walk):
    for value in ("[" * 50_000, "9" * 50_000):
        form = Form("", reverse("mfa_add_webauthn"), {})
        assert walk.post(form, {"credential": value, "name": "Laptop"}).status_code == 422
    new_ticket = Form("", reverse("admin:tickets_ticket_add"), {})
    again = walk.post(new_ticket, {"customer": "Sarah", "holder_user": "9" * 5_000})
    assert again.status_code == 200
    assert b"Select a valid choice" in again.content
