"""What was only kept for a while goes; everything else stays."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from tests.factories import TicketFactory
from tickets.models import Attachment, Upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    """A folder of this test's own."""
    settings.MEDIA_ROOT = tmp_path


def stage(owner, days):
    """Return a file that was staged so many days ago."""
    with time_machine.travel(timezone.now() - timedelta(days=days)):
        return Upload.stage(SimpleUploadedFile("words.txt", b"words"), owner=owner)


def test_staged_files_go_after_two_days_and_attached_ones_never(
    maria, sarah, django_capture_on_commit_callbacks
):
    old, new, taken = stage(maria, 3), stage(maria, 1), stage(maria, 3)
    TicketFactory(customer=sarah, by=maria).attach([taken], by=maria)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("tidy")
    assert list(Upload.objects.all()) == [new]
    assert not default_storage.exists(old.file.name)
    assert default_storage.exists(new.file.name)
    assert Attachment.objects.get().file.read() == b"words"


def test_sessions_that_have_ended_go(maria, signed_in):
    signed_in(maria)
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        call_command("tidy")
    assert not Session.objects.exists()
