"""Only an address that we signed names a thread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail import signing


def test_an_address_names_its_thread(written):
    address = signing.reply_address(written.thread)
    assert address == address.lower()
    assert len(address.partition("@")[0]) <= 64  # RFC 5321, 4.5.3.1.1
    assert signing.read_signed_address(address) == (written.thread_id, None, True)
    assert signing.read_signed_address(f"  {address.upper()} ").valid


def test_an_envelope_names_its_message(written):
    named = signing.read_signed_address(signing.bounce_address(written))
    assert named == (None, written.pk, True)


@pytest.mark.parametrize("change", ["thread", "ticket", "signature"])
def test_a_changed_address_is_not_ours(written, change):
    address = signing.reply_address(written.thread)
    ours = {
        "thread": (f".h{written.thread_id}.", f".h{written.thread_id + 1}."),
        "ticket": (f"+t{written.thread.ticket_id}.", f"+t{written.thread.ticket_id + 1}."),
        "signature": (address[address.index(".k") :][2:18], "a" * 16),
    }[change]
    assert not signing.read_signed_address(address.replace(*ours)).valid


def test_a_signature_outlives_a_new_key_and_a_new_address(written, settings):
    address = signing.reply_address(written.thread)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    settings.SUPPORT_ADDRESS = "help@elsewhere.example"
    assert signing.read_signed_address(address).valid
    settings.SECRET_KEY_FALLBACKS = []
    assert not signing.read_signed_address(address).valid


@given(st.text(max_size=400) | st.from_regex(r"a\+t\d+\.h\d+\.k[a-z2-7]{16}@b", fullmatch=True))
def test_whatever_comes_is_read_and_nothing_of_it_is_ours(address):
    named = signing.read_signed_address(address)
    assert named is None or not named.valid
