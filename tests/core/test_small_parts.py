"""Icons, faces, times and fields, as every screen shows them."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone

from core.templatetags.ui import (
    avatar,
    face_and_name,
    icon,
    initials,
    length_of_time,
    recorded_at,
    when,
)
from tests.core.frame_urls import TryForm
from tests.markup import flat
from tickets.templatetags.marks import priority, status, waits

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def field(form, name):
    html = Template('{% include "ui/_field.html" %}').render(Context({"field": form[name]}))
    return flat(html)


@pytest.mark.parametrize(
    ("name", "letters"), [("Sarah Chen", "SC"), ("Alex", "AL"), ("Mr J. Abbott", "MA"), ("Ö", "Ö")]
)
def test_a_face_without_a_picture_has_letters(name, letters):
    assert initials(name) == letters
    assert letters in avatar(SimpleNamespace(name=name))


def test_a_picture_takes_the_place_of_letters():
    someone = SimpleNamespace(name="Alex", photo_url="/people/1/photo/?a=1&b=2")
    assert 'src="/people/1/photo/?a=1&amp;b=2" alt=""' in avatar(someone, "md")


def test_a_holder_is_a_person_a_group_or_nobody(alex, tech):
    assert "avatar--team" in face_and_name(alex)
    assert "avatar--group" in face_and_name(tech)
    assert "Unassigned" in face_and_name(None)


def test_a_name_is_text():
    assert "&lt;script&gt;" in face_and_name(SimpleNamespace(name="<script>"))


def test_who_has_left_is_still_named(alex):
    alex.is_active = False
    assert "has left" in face_and_name(alex)


def test_an_icon_is_decoration_unless_it_has_words():
    assert 'aria-hidden="true"' in icon("mail")
    assert 'role="img" aria-label="By mail &lt;"' in icon("mail", label="By mail <")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOON - timedelta(hours=2), ">11:00<"),
        (NOON - timedelta(days=2), ">31 Oct<"),
        (NOON - timedelta(days=400), ">28 Sep 2025<"),
    ],
)
def test_a_time_is_short_and_whole_on_hover(moment, words):
    with time_machine.travel(NOON), timezone.override(ZoneInfo("Europe/Berlin")):
        shown = when(moment, "row__updated")
    assert words in shown
    assert 'class="row__updated"' in shown
    assert "2026, " in shown or "2025, " in shown


def test_in_a_record_the_hour_is_always_told():
    with time_machine.travel(NOON), timezone.override(ZoneInfo("Europe/Berlin")):
        assert ">11:00<" in recorded_at(NOON - timedelta(hours=2))
        assert ">31 Oct, 13:00<" in recorded_at(NOON - timedelta(days=2))


def test_no_time_is_nothing():
    assert when(None) == recorded_at(None) == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "0 min"),
        (59, "0 min"),
        (1700, "28 min"),
        (3600, "1 h"),
        (86399, "23 h"),
        (86400, "1 d"),
    ],
)
def test_a_span_has_one_unit(seconds, words):
    assert length_of_time(seconds) == words


def test_status_and_priority_always_have_their_words():
    assert "status--in-progress" in status("IN_PROGRESS", "In progress")
    assert '<span class="vh">Low</span>' in priority(1, "Low", quiet=True)
    assert "vh" not in priority(3, "High", quiet=True)


def test_a_long_wait_is_louder():
    with time_machine.travel(NOON):
        assert "waits--long" not in waits(NOON - timedelta(hours=47))
        assert "waits--long" in waits(NOON - timedelta(days=2))
        assert "does not wait" in waits(None)


def test_a_field_names_its_help_and_its_errors():
    html = field(TryForm({"email": "no"}), "email")
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'id="id_email_helptext"' in html
    assert '<ul class="field__errors" id="id_email_error">' in html


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("email", 'class="input"'),
        ("text", 'class="input input--area"'),
        ("kind", '<span class="select"><select'),
        ("level", '<legend class="field__label">Level</legend>'),
        ("sure", '<label class="check" for="id_sure"><input type="checkbox"'),
    ],
)
def test_each_kind_of_field_has_its_look(name, part):
    assert part in field(TryForm(), name)
