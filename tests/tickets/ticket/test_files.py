"""Files of a ticket: fetched by who may see them, safely, and on record."""

import io
from zipfile import ZipFile

import pytest
from PIL import Image

from core.zip import unique, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def png():
    """A small picture."""
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    return content.getvalue()


@pytest.fixture
def attach(ticket, alex, upload):
    """Return a function that puts a file on the ticket and returns it with its URL."""

    def put(name, content=b"words"):
        (file,) = ticket.attach([upload(alex, name, content)], by=alex)
        return file, f"/tickets/{ticket.pk}/files/{file.pk}/"

    return put


def body_of(response):
    """The bytes of a streamed answer."""
    return b"".join(response.streaming_content)


def test_a_picture_opens_in_the_browser_and_can_do_nothing_there(signed_in, attach, alex, png):
    file, url = attach("Überblick 1.png", png)
    response = signed_in(alex).get(url)
    assert body_of(response) == png
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''%C3%9Cberblick%201.png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Content-Security-Policy"].endswith("; sandbox")
    assert response["Cache-Control"] == "private, no-cache"
    assert int(response["Content-Length"]) == len(png)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("image.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("false.png", b"<html>"),
        ("x.exe", b"MZ\x00\x01"),
    ],
)
def test_whatever_else_it_is_called_it_is_downloaded(signed_in, attach, alex, name, content):
    _file, url = attach(name, content)
    response = signed_in(alex).get(url)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert body_of(response) == content


def test_a_picture_can_be_downloaded_too(signed_in, attach, alex, png):
    _file, url = attach("a.png", png)
    assert signed_in(alex).get(f"{url}?download")["Content-Disposition"].startswith("attachment")


def test_each_fetching_is_on_record_but_a_thumbnail_is_not(signed_in, ticket, attach, alex, png):
    file, url = attach("a.png", png)
    client = signed_in(alex)
    small = client.get(f"{url}thumbnail/")
    assert small["Content-Type"] == "image/png"
    assert not ticket.events.filter(kind="downloaded").exists()
    client.get(url)
    event = ticket.events.get(kind="downloaded")
    assert (event.by, event.attachment) == (alex, file)


def test_a_thumbnail_is_not_sent_twice_nor_to_who_may_no_longer_see_it(
    signed_in, ticket, attach, alex, priya, png
):
    _file, url = attach("a.png", png)
    tag = signed_in(alex).get(f"{url}thumbnail/")["ETag"]
    again = {"If-None-Match": tag}
    assert signed_in(alex).get(f"{url}thumbnail/", headers=again).status_code == 304
    ticket.take(by=alex)
    assert signed_in(priya).get(f"{url}thumbnail/", headers=again).status_code == 404


def test_a_text_has_no_thumbnail(signed_in, attach, alex):
    _file, url = attach("a.txt")
    assert signed_in(alex).get(f"{url}thumbnail/").status_code == 404


def test_a_file_of_a_note_for_admins_exists_for_admins_only(signed_in, ticket, alex, lisa, upload):
    uploads = [upload(alex, "quokka.txt")]
    note = ticket.add_note("quokka", by=alex, for_admins=True, uploads=uploads)
    url = f"/tickets/{ticket.pk}/files/{note.attachments.get().pk}/"
    assert signed_in(alex).get(url).status_code == 404
    assert signed_in(lisa).get(url).status_code == 200
    page = signed_in(alex).get(f"/tickets/{ticket.pk}/timeline/?show=events").content.decode()
    assert "quokka" not in page
    names = ZipFile(io.BytesIO(body_of(signed_in(alex).get(f"/tickets/{ticket.pk}/files.zip"))))
    assert names.namelist() == []


def test_a_file_is_found_on_its_own_ticket_only(signed_in, attach, sarah, alex, maria):
    file, _url = attach("a.txt")
    other = type(file.ticket).create(customer=sarah, subject="Another", by=maria)
    assert signed_in(alex).get(f"/tickets/{other.pk}/files/{file.pk}/").status_code == 404


def test_all_files_come_as_one_zip_and_each_is_on_record(signed_in, ticket, attach, alex, png):
    attach("a.png", png)
    attach("A.PNG", b"not the same")
    attach("ü.txt")
    response = signed_in(alex).get(f"/tickets/{ticket.pk}/files.zip")
    assert response.streaming
    archive = ZipFile(io.BytesIO(body_of(response)))
    assert archive.testzip() is None
    assert archive.namelist() == ["a.png", "A (2).PNG", "ü.txt"]
    assert archive.read("a.png") == png
    events = ticket.events.filter(kind="downloaded")
    assert events.count() == 3
    assert len(set(events.values_list("batch", flat=True))) == 1


def test_a_zip_is_made_in_small_pieces(ticket, alex, upload):
    big = [upload(alex, f"{n}.bin", bytes(1_000_000)) for n in range(3)]
    files = ticket.attach(big, by=alex)
    assert max(len(piece) for piece in zipped(files)) < 150_000


def test_names_in_a_zip_are_each_their_own():
    names = set()
    assert [unique("a.tar.gz", names) for _ in range(3)] == [
        "a.tar.gz", "a.tar (2).gz", "a.tar (3).gz",
    ]  # fmt: skip


def test_files_are_added_to_the_ticket_itself(signed_in, ticket, alex, by_htmx):
    url = f"/tickets/{ticket.pk}/attachments/"
    client = signed_in(alex)
    response = client.post(url, headers=by_htmx)
    assert response.status_code == 422
    assert "Choose a file first." in response.content.decode()
    data = {"files": [io.BytesIO(b"one"), io.BytesIO(b"two")]}
    data["files"][0].name, data["files"][1].name = "1.txt", "2.txt"
    page = client.post(url, data, headers=by_htmx).content.decode()
    assert "2 files added" in page
    assert ticket.attachments.count() == 2
