"""People's files in an S3-compatible store: kept, served, and refused in words when it is down."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from core.refusals import Refusal
from core.refusals import Refusal as ProfileRefusal
from tests.factories import TicketFactory
from tests.production.ports import free_port
from tickets.models import Upload

pytestmark = pytest.mark.django_db


def picture():
    """An uploaded PNG."""
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(out, "PNG")
    return SimpleUploadedFile("screen.png", out.getvalue(), "image/png")


@pytest.fixture
def ticket(sarah, maria):
    """A ticket that every agent sees."""
    return TicketFactory(customer=sarah, by=maria)


@pytest.fixture
def s3_down(s3_files, settings):
    """The same store, when nothing answers at its address."""
    options = settings.STORAGES["default"]["OPTIONS"]
    gone = options | {"endpoint_url": f"http://127.0.0.1:{free_port()}"}
    entry = settings.STORAGES["default"] | {"OPTIONS": gone}
    settings.STORAGES = settings.STORAGES | {"default": entry}


def test_a_file_goes_through_the_bucket_and_comes_back(s3_files, ticket, maria, signed_in):
    sent = picture()
    upload = Upload.stage(sent, owner=maria)
    ticket.attach([upload], by=maria)
    attachment = ticket.attachments.get()
    assert s3_files.bucket.Object(attachment.file.name).content_length == sent.size
    client = signed_in(maria)
    answer = client.get(reverse("file", args=[ticket.pk, attachment.pk]))
    sent.seek(0)
    assert answer.getvalue() == sent.read()
    small = client.get(reverse("thumbnail", args=[ticket.pk, attachment.pk]))
    assert Image.open(io.BytesIO(small.getvalue())).size == (267, 200)
    zipped = client.get(reverse("files_zip", args=[ticket.pk]))
    assert zipped.getvalue()[:2] == b"PK"


def test_a_photo_goes_through_the_bucket_and_the_old_one_goes(
    s3_files, maria, signed_in, django_capture_on_commit_callbacks
):
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            maria.set_photo(picture(), by=maria)
    assert s3_files.listdir("photos") == ([], [maria.photo.name.removeprefix("photos/")])
    assert signed_in(maria).get(maria.photo_url).getvalue()[:3] == b"\xff\xd8\xff"


def test_nothing_in_the_bucket_is_overwritten_or_public(s3_files):
    first = s3_files.save("files/a", ContentFile(b"first"))
    second = s3_files.save("files/a", ContentFile(b"second"))
    assert first != second
    assert s3_files.open(first).read() == b"first"
    grants = s3_files.bucket.Object(first).Acl().grants
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]


def test_a_missing_file_is_missing_as_on_a_disk(s3_files):
    with pytest.raises(FileNotFoundError):
        s3_files.open("files/none")
    assert not s3_files.exists("files/none")


def test_a_store_that_is_down_is_refused_in_words(s3_down, maria):
    with pytest.raises(Refusal, match="could not be stored"):
        Upload.stage(SimpleUploadedFile("notes.txt", b"words"), owner=maria)
    assert not Upload.objects.exists()
    with pytest.raises(ProfileRefusal, match="could not be stored"):
        maria.set_photo(picture(), by=maria)


def test_without_a_bucket_files_stay_in_a_folder(monkeypatch):
    from helpdesk.environment import private_files

    monkeypatch.delenv("S3_BUCKET", raising=False)
    assert private_files()["BACKEND"].endswith("FileSystemStorage")
