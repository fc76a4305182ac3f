"""Random verbs by random people never leave an impossible state and never lose an event."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.tickets.models.machine import Helpdesk

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SETTINGS = settings(
    max_examples=30,
    stateful_step_count=50,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_random_deeds_of_random_people_leave_everything_possible_and_on_record():
    run_state_machine_as_test(Helpdesk, settings=SETTINGS)
