"""Files that lie or explode only download; those that do not fit leave nothing behind."""

import io
import struct
import time
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from PIL import Image

from core.refusals import Refusal, Unseen
from tests.snapshot import files, nothing_written
from tickets.models import Attachment, Upload

pytestmark = pytest.mark.django_db


def chunk(kind, data):
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width=10, height=10, *, before=b"", data=b"x"):
    """Return a PNG that declares its size and may be anything else."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + before + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def gif(width, height):
    """Return a GIF of one small screen with a frame of another size."""
    frame = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\x00;"
    return b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" + frame


def picture(kind="PNG", size=(40, 30), **options):
    """Return the bytes of an honest picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def stage(content, owner, name="screen.png"):
    """Stage bytes as an upload."""
    return Upload.stage(ContentFile(content, name=name), owner=owner)


BOMBS = {
    "declares 10,000 megapixels": png(100_000, 100_000),
    "declares 60 megapixels": png(10_000, 6_000),
    "a frame larger than its screen": gif(60_000, 60_000),
    "a million tiny chunks": png(before=chunk(b"tEXt", b"a\0b") * 1_000_000),
}
FALSE = {
    "only the signature": b"\x89PNG\r\n\x1a\n",
    "words after the signature": b"\x89PNG\r\n\x1a\n" + b"no picture " * 100,
    "no picture data": png(),
    "a text that inflates": png(before=chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 30_000_000))),
    "cut short": picture("JPEG", (400, 400))[:500],
    "half a GIF": b"GIF89a\x01",
    "a WebP of nothing": b"RIFF\x10\x00\x00\x00WEBPVP8 \x00\x00\x00\x00",
}


@pytest.mark.parametrize("content", [*BOMBS.values(), *FALSE.values()], ids=[*BOMBS, *FALSE])
def test_a_bomb_and_a_false_image_only_download(maria, content):
    """Such a file may be what a ticket is about; no browser opens it by itself."""
    start = time.perf_counter()
    upload = stage(content, maria)
    assert time.perf_counter() - start < 5
    assert (upload.content_type, upload.is_image) == ("application/octet-stream", False)
    assert (upload.opens_inline, upload.width, upload.height) == (False, None, None)
    with upload.file.open() as file:
        assert file.read() == content


def test_a_file_without_content_is_refused(maria):
    with nothing_written(), pytest.raises(Refusal, match="“notes.txt” is empty"):
        stage(b"", maria, "notes.txt")


def test_a_file_that_is_too_large_is_refused(maria, settings):
    settings.UPLOAD_MAX_BYTES = 2 * 1024 * 1024
    with nothing_written(), pytest.raises(Refusal, match="“a.bin” is larger than 2 MB"):
        stage(b"\xfe" * (2 * 1024 * 1024 + 1), maria, "a.bin")


class FullDisk:
    """Stands for the storage: after `room` bytes the disk is full, in the middle of a file."""

    def __init__(self, monkeypatch, room):
        self.room = room
        write = io.FileIO.write
        monkeypatch.setattr("django.core.files.storage.filesystem.os.fdopen", self.opened(write))

    def opened(self, write):
        """Return an `os.fdopen` whose files are written until the disk is full."""
        disk = self

        class OnDisk(io.FileIO):
            def write(self, data):
                written = write(self, data[: disk.room])
                disk.room -= written
                if written < len(data):
                    raise OSError(28, "No space left on device")
                return written

        return OnDisk


@pytest.mark.parametrize("room", [0, 50, -20], ids=["at once", "mid-file", "at the thumbnail"])
def test_a_full_disk_leaves_no_row_and_no_part_of_a_file(maria, monkeypatch, room):
    content = picture()
    FullDisk(monkeypatch, room if room >= 0 else len(content) - room)
    with nothing_written(), pytest.raises(Refusal, match="the disk may be full. Nothing was saved"):
        stage(content, maria)


def test_a_full_database_leaves_no_file(maria, monkeypatch):
    def full(self, **kwargs):
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(Upload, "save", full)
    with nothing_written(), pytest.raises(DatabaseError):
        stage(picture(), maria)


def test_a_hostile_name_is_made_harmless(maria):
    names = {
        "../../etc/passwd": "passwd",
        "C:\\fakepath\\a.txt": "a.txt",
        "a\x00\r\nb\u202etxt.exe": "abtxt.exe",
        "\ud800.txt": "txt",
        "..": "file",
        "": "file",
        "x" * 300 + ".tar.gz": "x" * 147 + ".gz",
    }
    assert {name: stage(b"words", maria, name).name for name in names} == names
    assert all("/" not in name.removeprefix("files/")[3:] for name in files())


def test_what_a_file_is_its_bytes_say_not_its_name(maria):
    said = {b"<svg onload=x>": "text/plain", b"%PDF-1.7": "application/pdf", b"\xff\x00": None}
    for content, expected in said.items():
        upload = stage(content, maria, "photo.png")
        assert upload.content_type == (expected or "application/octet-stream")
        assert upload.opens_inline == (expected == "application/pdf")


def test_a_thumbnail_is_small_upright_and_tells_nothing(maria):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "taken at home"
    content = picture("JPEG", (400, 200), exif=exif, icc_profile=b"p" * 50_000)
    upload = stage(content, maria)
    with Image.open(upload.thumbnail.open()) as thumbnail:
        assert thumbnail.size == (100, 200)
        assert not thumbnail.getexif()
        assert "icc_profile" not in thumbnail.info
    assert (upload.width, upload.height) == (200, 400)
    assert upload.thumbnail.size < 5_000


def test_an_animation_is_shown_by_its_first_picture(maria):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue") * 50]
    for kind in ("GIF", "PNG", "WEBP"):
        content = picture(kind, (20, 20), save_all=True, append_images=frames)
        upload = stage(content, maria)
        with Image.open(upload.thumbnail.open()) as thumbnail:
            assert getattr(thumbnail, "n_frames", 1) == 1


def test_a_file_of_somebody_else_is_not_attached(ticket, maria, alex):
    theirs = stage(b"words", alex, "a.txt")
    with nothing_written(), pytest.raises(Refusal, match="not yours to attach"):
        ticket.add_note("Look", by=maria, uploads=[theirs])


def test_a_file_is_attached_once(ticket, maria):
    upload = stage(b"words", maria, "a.txt")
    ticket.add_note("Look", by=maria, uploads=[upload, upload])
    assert Attachment.objects.count() == 1
    upload = Upload(pk=upload.pk, owner=maria)  # the same file, still open in another tab
    with nothing_written(), pytest.raises(Refusal, match="no longer kept here"):
        ticket.add_note("Look again", by=maria, uploads=[upload])


@pytest.mark.django_db(transaction=True)
def test_a_staged_file_goes_with_its_row_unless_a_form_took_it(ticket, maria):
    upload, taken = stage(b"words", maria, "a.txt"), stage(b"words", maria, "b.txt")
    ticket.add_note("Look", by=maria, uploads=[taken])
    taken.discard()  # from a page that still shows it
    assert default_storage.exists(Attachment.objects.get().file.name)
    with transaction.atomic():
        upload.discard()
        transaction.set_rollback(True)
    assert default_storage.exists(upload.file.name)
    upload.discard()
    assert (Upload.objects.count(), len(files())) == (0, 1)


def test_a_download_is_on_record_only_of_who_may_see_it(ticket, maria, alex, lisa):
    secret = stage(b"words", maria, "secret.txt")
    note = ticket.add_note("For admins", by=maria, for_admins=True, uploads=[secret])
    file = note.attachments.get()
    for person in (maria, alex):
        with nothing_written(), pytest.raises(Unseen):
            file.record_download(by=person)
    event = file.record_download(by=lisa)
    assert (event.kind, event.by, event.note, event.attachment) == (
        "downloaded", lisa, note, file,
    )  # fmt: skip
