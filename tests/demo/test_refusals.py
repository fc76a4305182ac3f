"""Where `manage.py demo` and the filling for measurements do nothing, and say so."""

import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from scripts.bench.fill import fill_database
from tickets.models import Ticket


def test_it_keeps_out_of_a_helpdesk_that_is_in_use(maria):
    with pytest.raises(CommandError, match="There is data"):
        call_command("demo")
    with pytest.raises(ValueError, match="There is data"):
        fill_database(10)
    words = io.StringIO()
    call_command("demo", if_empty=True, stdout=words)
    assert words.getvalue() == ""
    assert list(User.objects.all()) == [maria]


def test_never_in_production(db, settings):
    settings.LOCAL = False
    with pytest.raises(CommandError, match="LOCAL=1"):
        call_command("demo", if_empty=True)
    with pytest.raises(ValueError, match="LOCAL=1"):
        fill_database(10)
    assert not Ticket.objects.exists()
