"""Photos: what is kept of an upload, what is refused, who gets to see it."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from core.refusals import NotAllowed, Refusal
from tests.accounts.conftest import trail


def picture(size=(600, 400), kind="PNG", mode="RGB", colour="teal", **options):
    """An uploaded picture."""
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return SimpleUploadedFile(f"me.{kind.lower()}", out.getvalue())


def bomb(width, height):
    """A PNG of some hundred bytes that says it is enormous."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", data), chunk(b"IEND", b""))
    return SimpleUploadedFile("bomb.png", b"\x89PNG\r\n\x1a\n" + b"".join(parts))


def stored(person):
    """The picture that is kept."""
    person.refresh_from_db()
    with person.photo.open("rb") as file:
        image = Image.open(file)
        image.load()
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_photo_becomes_a_small_square(alex, kind):
    event = alex.set_photo(picture(kind=kind), by=alex)
    assert (event.kind, event.by) == ("photo_changed", alex)
    image = stored(alex)
    assert (image.format, image.size, image.mode) == ("JPEG", (256, 256), "RGB")


def test_a_transparent_picture_lies_on_white(alex):
    alex.set_photo(picture(mode="RGBA", colour=(0, 0, 0, 0)), by=alex)
    assert stored(alex).getpixel((128, 128)) == (255, 255, 255)


def test_a_photo_taken_sideways_stands_upright_and_forgets_where_it_was_taken(alex):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees to see it upright
    exif[0x010F] = "Spycam"
    exif.get_ifd(0x8825)[1] = "N"
    half = Image.new("RGB", (400, 400), "red")
    half.paste("blue", (0, 200, 400, 400))
    out = io.BytesIO()
    half.save(out, "JPEG", exif=exif, quality=95)
    alex.set_photo(SimpleUploadedFile("me.jpg", out.getvalue()), by=alex)
    image = stored(alex)
    assert dict(image.getexif()) == {}
    red, _green, blue = image.getpixel((250, 128))
    assert red > 200 > 60 > blue, "what was above is on the right"
    with alex.photo.open("rb") as file:
        assert b"Spycam" not in file.read()


HOSTILE = {
    "a bomb": (lambda: bomb(30_000, 30_000), "too many pixels"),
    "a bomb below Pillow's own limit": (lambda: bomb(8_000, 8_000), "too many pixels"),
    "a cut-off picture": (
        lambda: SimpleUploadedFile("a.png", picture().read()[:90]),
        "cannot be read",
    ),
    "a text": (lambda: SimpleUploadedFile("a.png", b"hello"), "cannot be read"),
    "nothing": (lambda: SimpleUploadedFile("a.png", b""), "cannot be read"),
    "a drawing with a script": (
        lambda: SimpleUploadedFile("a.svg", b"<svg onload='alert(1)'/>"),
        "cannot be read",
    ),
    "a format of long ago": (lambda: picture(kind="TIFF"), "cannot be read"),
    "too much": (lambda: SimpleUploadedFile("a.png", b"x" * (8 * 1024 * 1024 + 1)), "larger than"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_photo_is_refused_with_words(alex, what):
    make, words = HOSTILE[what]
    alex.set_photo(picture(), by=alex)
    before = alex.photo.name
    with pytest.raises(Refusal, match=words) as refused:
        alex.set_photo(make(), by=alex)
    assert refused.value.field == "photo"
    alex.refresh_from_db()
    assert alex.photo.name == before
    assert trail() == ["photo_changed"]


def test_a_full_disk_changes_nothing(alex, monkeypatch):
    alex.set_photo(picture(), by=alex)
    before = alex.photo.name

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(alex.photo.storage, "_save", full)
    with pytest.raises(Refusal, match="could not be stored"):
        alex.set_photo(picture(colour="red"), by=alex)
    alex.refresh_from_db()
    assert alex.photo.name == before
    assert trail() == ["photo_changed"]


def test_a_database_that_fails_leaves_no_file_behind(alex, monkeypatch):
    monkeypatch.setattr(alex, "record", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        alex.set_photo(picture(), by=alex)
    _folders, files = alex.photo.storage.listdir("photos")
    alex.refresh_from_db()
    assert not alex.photo
    assert len(files) == 0


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Every test has a media folder of its own."""
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "photos").mkdir()


def test_the_old_file_goes_once_the_new_one_is_certain(alex, mail_after_commit):
    storage = alex.photo.storage
    alex.set_photo(picture(), by=alex)
    with mail_after_commit():
        alex.set_photo(picture(colour="red"), by=alex)
    assert len(storage.listdir("photos")[1]) == 1
    with mail_after_commit():
        alex.remove_photo(by=alex)
    assert storage.listdir("photos")[1] == []
    assert alex.photo_url == ""
    assert alex.remove_photo(by=alex) is None


def test_a_photo_is_seen_by_colleagues_only(signed_in, alex, maria):
    alex.set_photo(picture(), by=alex)
    url = alex.photo_url
    answer = signed_in(maria).get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Client().get(url).status_code == 302
    alex.set_photo(picture(colour="red"), by=alex)
    assert alex.photo_url != url
    assert signed_in(maria).get(url).status_code == 404
    assert signed_in(maria).get(reverse("photo", args=[999, "x"])).status_code == 404


def test_a_photo_whose_file_is_lost_is_a_404(signed_in, alex):
    alex.set_photo(picture(), by=alex)
    alex.photo.storage.delete(alex.photo.name)
    assert signed_in(alex).get(alex.photo_url).status_code == 404


def test_a_photo_is_uploaded_and_removed_on_ones_page(signed_in, alex):
    client = signed_in(alex)
    assert client.post(reverse("my_photo"), {"photo": picture()}).status_code == 303
    alex.refresh_from_db()
    assert alex.photo_url in client.get(reverse("profile")).content.decode()
    refused = client.post(reverse("my_photo"), {"photo": bomb(30_000, 30_000)})
    assert refused.status_code == 422
    assert b"too many pixels" in refused.content
    assert client.post(reverse("my_photo"), {}).status_code == 422
    client.post(reverse("my_photo"), {"remove": "1"})
    alex.refresh_from_db()
    assert not alex.photo


def test_nobody_changes_the_photo_of_another(alex, maria):
    with pytest.raises(NotAllowed):
        alex.set_photo(picture(), by=maria)
