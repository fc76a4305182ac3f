"""The verbs on groups."""

import pytest
from django.contrib.auth.models import Group

from accounts.models import AccountEvent
from accounts.models.groups import create_team, rename_team
from core.refusals import NotAllowed, Refusal


def test_a_group_is_made_and_renamed_on_record(lisa):
    team = create_team("  Field   Service ", by=lisa, why="new contract")
    assert team.name == "Field Service"
    event = rename_team(team, "On site", by=lisa, why="shorter")
    assert event.changes == {"name": {"old": "Field Service", "new": "On site"}}
    assert rename_team(team, "On site", by=lisa) is None
    kinds = AccountEvent.objects.order_by("id").values_list("kind", "by", "group", "why")
    assert list(kinds) == [
        ("team_created", lisa.pk, team.pk, "new contract"),
        ("team_renamed", lisa.pk, team.pk, "shorter"),
    ]


def test_capitals_make_another_name_but_no_second_group(lisa, tech):
    rename_team(tech, "technical support", by=lisa)
    with pytest.raises(Refusal, match="already"):
        create_team("TECHNICAL SUPPORT", by=lisa)


@pytest.mark.parametrize("name", ["technical-support", "Technical_Support", "TECHNICAL  SUPPORT"])
def test_no_two_groups_that_the_query_line_takes_for_one(lisa, tech, name):
    with pytest.raises(Refusal, match="a group “Technical Support” already"):
        create_team(name, by=lisa)
    assert rename_team(tech, name, by=lisa).changes["name"]["new"] == " ".join(name.split())


@pytest.mark.parametrize("name", ["", "  ", "-", "x" * 151, "Billing", "billing"])
def test_a_name_that_will_not_do_is_refused(lisa, tech, billing, name):
    with pytest.raises(Refusal):
        create_team(name, by=lisa)
    with pytest.raises(Refusal):
        rename_team(tech, name, by=lisa)
    assert set(Group.objects.values_list("name", flat=True)) == {"Technical Support", "Billing"}
    assert not AccountEvent.objects.exists()


def test_only_admins_manage_groups(alex, tech):
    with pytest.raises(NotAllowed):
        create_team("Mine", by=alex)
    with pytest.raises(NotAllowed):
        rename_team(tech, "Mine", by=alex)
