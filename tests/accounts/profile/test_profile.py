"""One's own page: name, zone, looks."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.middleware import time_zone, zone_of_person
from core.refusals import NotAllowed, Refusal
from tests.accounts.conftest import trail

FIELDS = {
    "name": "Alex Kim",
    "time_zone": "Europe/Berlin",
    "theme": "dark",
    "density": "comfortable",
    "single_keys": "on",
}


def test_a_profile_is_changed_on_record(signed_in, alex):
    client = signed_in(alex)
    answer = client.post(reverse("profile"), FIELDS)
    assert (answer.status_code, answer.url) == (303, reverse("profile"))
    alex.refresh_from_db()
    assert (alex.time_zone, alex.theme, alex.density) == ("Europe/Berlin", "dark", "comfortable")
    (event,) = alex.events.all()
    assert (event.kind, event.by) == ("profile_edited", alex)
    assert event.changes["theme"] == {"old": "system", "new": "dark"}
    assert set(event.changes) == {"time_zone", "theme", "density"}
    client.post(reverse("profile"), FIELDS)
    assert trail() == ["profile_edited"], "nothing changed, nothing written"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "   "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"theme": "neon"}, "theme"),
        ({"density": ""}, "density"),
    ],
)
def test_what_will_not_do_comes_back_with_words(signed_in, alex, wrong, field):
    answer = signed_in(alex).post(reverse("profile"), {**FIELDS, **wrong})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["request"].user.name == "Alex Kim", "the page is still Alex's"
    assert trail() == []


def test_the_verb_refuses_what_a_form_would_not_send(alex):
    for wrong in ({"name": ""}, {"time_zone": "Mars/Olympus"}, {"theme": "neon"}):
        with pytest.raises(Refusal):
            alex.edit_profile(by=alex, **wrong)
    with pytest.raises(TypeError):
        alex.edit_profile(by=alex, role="admin")


def test_a_profile_is_ones_own_or_an_admins(alex, maria, lisa):
    with pytest.raises(NotAllowed):
        alex.edit_profile(by=maria, name="Maria's")
    assert alex.edit_profile(by=lisa, name="Alexander Kim").by == lisa


def test_a_form_that_says_role_changes_no_role(signed_in, alex):
    signed_in(alex).post(reverse("profile"), {**FIELDS, "role": "admin", "email": "x@y.example"})
    alex.refresh_from_db()
    assert (alex.role, alex.email) == ("agent", "alex@helpdesk.example")


def test_times_are_shown_in_ones_own_zone(rf, alex):
    request = rf.get("/")
    request.user = alex
    alex.time_zone = "Asia/Tokyo"
    answer = time_zone(lambda request: timezone.get_current_timezone_name())
    assert answer(request) == "Asia/Tokyo"
    assert timezone.get_current_timezone_name() == "UTC", "and only for this request"


def test_a_zone_that_is_no_more_is_no_error(alex):
    alex.time_zone = "Mars/Olympus"
    assert zone_of_person(alex) == timezone.get_default_timezone()
    alex.time_zone = "../../etc/passwd"
    assert zone_of_person(alex) == timezone.get_default_timezone()


@pytest.mark.parametrize("name", ["profile", "usersessions_list", "mfa_index", "my_photo"])
def test_one_must_be_signed_in(db, name):
    for answer in (Client().get(reverse(name)), Client().post(reverse(name))):
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))
