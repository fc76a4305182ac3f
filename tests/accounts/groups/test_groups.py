"""The verbs on groups."""

import pytest
from django.contrib.auth.models import Group

from accounts.models import AccountEvent
from accounts.models.groups import create_group, rename_group
from core.refusals import NotAllowed, Refusal


def test_a_group_is_made_and_renamed_on_record(lisa):
    team = create_group("  Field   Service ", by=lisa, why="new contract")
    assert team.name == "Field Service"
    event = rename_group(team, "On site", by=lisa, why="shorter")
    assert event.changes == {"name": {"old": "Field Service", "new": "On site"}}
    assert rename_group(team, "On site", by=lisa) is None
    kinds = AccountEvent.objects.order_by("id").values_list("kind", "by", "group", "why")
    assert list(kinds) == [
        ("group_created", lisa.pk, team.pk, "new contract"),
        ("group_renamed", lisa.pk, team.pk, "shorter"),
    ]


def test_capitals_make_another_name_but_no_second_group(lisa, tech):
    rename_group(tech, "technical support", by=lisa)
    with pytest.raises(Refusal, match="already"):
        create_group("TECHNICAL SUPPORT", by=lisa)


@pytest.mark.parametrize("name", ["technical-support", "Technical_Support", "TECHNICAL  SUPPORT"])
def test_no_two_groups_that_the_query_line_takes_for_one(lisa, tech, name):
    with pytest.raises(Refusal, match="already a group “Technical Support”"):
        create_group(name, by=lisa)
    assert rename_group(tech, name, by=lisa).changes["name"]["new"] == " ".join(name.split())


@pytest.mark.parametrize("name", ["", "  ", "-", "x" * 151, "Billing", "billing"])
def test_a_name_that_will_not_do_is_refused(lisa, tech, billing, name):
    with pytest.raises(Refusal):
        create_group(name, by=lisa)
    with pytest.raises(Refusal):
        rename_group(tech, name, by=lisa)
    assert set(Group.objects.values_list("name", flat=True)) == {"Technical Support", "Billing"}
    assert not AccountEvent.objects.exists()


def test_only_admins_manage_groups(alex, tech):
    with pytest.raises(NotAllowed):
        create_group("Mine", by=alex)
    with pytest.raises(NotAllowed):
        rename_group(tech, "Mine", by=alex)


def test_the_page_of_a_group_that_holds_nothing_says_so(signed_in, lisa, tech):
    answer = signed_in(lisa).get(f"/people/groups/{tech.pk}/")
    assert answer.status_code == 200
    assert "No tickets that you can see." in answer.content.decode()
