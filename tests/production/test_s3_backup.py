"""An archive of a helpdesk whose files are in a bucket, restored into another bucket."""

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from backup.restoring import restore
from backup.writing import back_up
from tests.factories import TicketFactory
from tickets.models import Attachment, Upload

pytestmark = pytest.mark.django_db(transaction=True)


def test_files_go_from_bucket_to_archive_to_bucket(s3_files, sarah, maria, tmp_path):
    """One of them is larger than what S3's own program sends in one piece."""
    sent = {f"{size}.bin": os.urandom(size) for size in (1, 100_000, 12_000_000)}
    uploads = [
        Upload.stage(SimpleUploadedFile(name, data), owner=maria) for name, data in sent.items()
    ]
    TicketFactory(customer=sarah, by=maria).attach(uploads, by=maria)
    archive = back_up(tmp_path / "backup.tar").path
    call_command("flush", interactive=False, verbosity=0)
    s3_files.bucket.objects.all().delete()
    report = restore(archive)
    assert report.files == 3
    kept = {each.name: each.file.open("rb").read() for each in Attachment.objects.all()}
    assert kept == sent
