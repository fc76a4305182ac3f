"""Each property, each kind of event and each mode of the composer has all that is asked of it."""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

from tickets.events.kinds import KINDS
from tickets.events.phrases import icon_of, phrase_of
from tickets.forms.fields import FIELDS, field_of
from tickets.models import Ticket, TicketEvent
from tickets.models.delivery import KINDS as OF_DELIVERIES
from tickets.properties import PROPERTIES
from tickets.properties.base import GIVEN
from tickets.search.keys import KEYS
from tickets.search.sorting import ORDERS
from tickets.ticket.modes import MODES

ROOT = Path(settings.BASE_DIR)
SPRITE = set(re.findall(r'id="(?:i-)?([\w-]+)"', (ROOT / "static/img/icons.svg").read_text()))
STYLE = (ROOT / "static/css/components/composer.css").read_text()
RECORDING = {"record": 0, "_put_on_record": 0, "change": 9, "arrived_at": 2}
"""The methods that record an event, each with the place of the argument that is its kind."""

each_property = pytest.mark.parametrize("prop", PROPERTIES.values(), ids=lambda prop: prop.name)
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
each_mode = pytest.mark.parametrize("mode", MODES.values(), ids=lambda mode: mode.value)


@each_property
def test_a_property_is_named_and_kept(prop):
    assert prop.label
    assert prop.kinds
    assert {kind.name for kind in prop.kinds} <= KINDS.keys()
    assert prop.form_field in FIELDS
    assert field_of(prop.name).label
    assert hasattr(Ticket, prop.name) or prop.initial is None
    if prop.initial is not GIVEN:
        assert prop.clean(prop.clean(prop.initial)) == prop.clean(prop.initial)


@each_property
def test_a_property_is_shown_and_edited(prop):
    assert reverse(prop.on_page.url, args=[1]) == f"/tickets/1/{prop.on_page.path}/"
    assert prop.on_page.part in ("head", "timeline", "context")
    get_template(prop.on_page.template)
    for choice in prop.choices or ():
        assert not prop.icons or prop.icons[choice.name] in SPRITE


@each_property
def test_a_property_is_found_and_sorted_by(prop):
    for facts in prop.search_keys:
        assert KEYS[facts.name].label == facts.label
        assert facts.example
    if prop.order:
        assert ORDERS[prop.order.by] is prop.order
        assert f"{prop.order.by}-asc" in KEYS["sort"].options
    if prop.table_column and prop.table_column.by:
        assert prop.table_column.by in ORDERS


@pytest.mark.django_db
@each_kind
@pytest.mark.parametrize("changed", [*PROPERTIES, ""])
def test_a_kind_is_named_and_said(kind, changed, ticket, alex):
    """Of whatever an event holds, or nothing: a page with a trail never breaks over it."""
    change = {"old": None, "new": None}
    changes = {changed: {} if PROPERTIES[changed].is_long else change} if changed else {}
    event = TicketEvent(ticket=ticket, kind=kind.name, by=alex, changes=changes, note_id=1)
    assert kind.words
    assert icon_of(event) in SPRITE
    assert phrase_of(event)


def recorded():
    """Yield the kinds of events that the models of tickets record by name."""
    yield from OF_DELIVERIES.values()
    for call in chain.from_iterable(map(calls, (ROOT / "tickets/models").glob("*.py"))):
        place = RECORDING.get(getattr(call.func, "attr", ""))
        if place is not None:
            named = (word.value for word in call.keywords if word.arg == "kind")
            yield from chain.from_iterable(map(constants, [*call.args[place:][:1], *named]))


def constants(node):
    """Return the texts that an argument may be: of "a if … else b" both."""
    branches = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return [one.value for one in branches if isinstance(one, ast.Constant)]


def calls(path):
    """Return all calls in a file."""
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))


def test_what_is_recorded_is_known_and_what_is_known_is_recorded():
    made = set(recorded()) | {kind.name for prop in PROPERTIES.values() for kind in prop.kinds}
    assert made - KINDS.keys() == set()
    assert KINDS.keys() - made - {"changed"} == set(), "only `change()` itself says “changed”"


@each_mode
def test_a_mode_is_whole(mode):
    assert mode.label
    assert mode.icon in SPRITE
    assert mode.button
    assert mode.toast
    assert reverse(mode.url, args=[1]) == f"/tickets/1/{mode.path}/"
    template = get_template(mode.template).template.source
    assert f"for-{mode.value}" in template
    get_template(mode.button_template)
    assert f'.composer:not(:has([value="{mode.value}"]:checked)) .for-{mode.value}' in STYLE
