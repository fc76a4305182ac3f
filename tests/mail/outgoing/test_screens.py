"""What one does with an email on the screen, by plain forms and by htmx; and the page of a machine
without a mail server."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.mail import get_connection
from django.urls import reverse

from core import development_mailbox
from mail.outgoing import send_due
from tests.markup import flat
from tickets.models import Upload

pytestmark = pytest.mark.django_db
SARAH = "sarah.chen@acme.example"


@pytest.fixture
def page(signed_in, alex):
    """Alex's browser."""
    return signed_in(alex)


def address(name, mail):
    """Return the address of what can be done with an email."""
    return reverse(name, args=[mail.thread.ticket_id, mail.pk])


def fields(html):
    """Return the composer's values of To and Text, and what it replaces."""
    to = re.search(r'name="to" value="([^"]*)"', flat(html))[1]
    body = re.search(r'name="body"[^>]*>\n?([^<]*)</textarea>', html)[1]
    instead = re.search(r'name="instead" value="(\d+)"', flat(html))
    return to, body, instead and int(instead[1])


def test_undo_brings_words_people_and_files_back_by_plain_forms(settings, page, ticket, alex):
    settings.UNDO_SEND = 15
    upload = Upload.stage(ContentFile(b"words", name="a.txt"), owner=alex)
    form = {"mode": "email", "body": "Hello Sarah", "to": SARAH, "uploads": [str(upload.token)]}
    answer = page.post(reverse("emails", args=[ticket.pk]), form, follow=True).content.decode()
    mail = ticket.threads.get().messages.get()
    url = address("undo_send", mail)
    assert "Email goes out in 15 seconds" in answer
    assert f'action="{url}"' in answer
    answer = page.post(url, follow=True)
    html = answer.content.decode()
    assert fields(html) == (SARAH, "Hello Sarah", mail.pk)
    assert "Stopped, not sent" in html
    kept = mail.attachments.get()
    assert f'name="kept" value="{kept.pk}" checked' in html

    form = {"mode": "email", "body": "Better", "to": SARAH, "instead": mail.pk, "kept": kept.pk}
    page.post(reverse("emails", args=[ticket.pk]), {**form, "thread": mail.thread_id})
    new = ticket.threads.get().messages.last()
    assert new.attachments.get().name == "a.txt"
    mail.refresh_from_db()
    assert mail.dispatch.replaced_by == new
    html = page.get(reverse("ticket", args=[ticket.pk])).content.decode()
    assert "Replaced by a new email" in html
    assert fields(html)[2] is None


def test_undo_by_htmx_keeps_what_was_typed_meanwhile(settings, page, ticket, alex):
    settings.UNDO_SEND = 15
    mail = ticket.write_mail("Hello Sarah", by=alex, to=[SARAH])
    headers = {
        "HX-Request": "true",
        "HX-Current-URL": f"http://testserver{reverse('ticket', args=[ticket.pk])}",
    }
    answer = page.post(address("undo_send", mail), {"body": "And then"}, headers=headers)
    assert fields(answer.content.decode())[1] == "Hello Sarah\n\nAnd then"


def test_what_is_sent_is_told_to_be_too_late(page, written):
    send_due()
    answer = page.post(address("undo_send", written), follow=True)
    assert "It is too late" in answer.content.decode()


def test_a_failed_mail_says_why_and_is_tried_again(page, ticket, written):
    written.mark_bounced("550 5.1.1 <b>no such user</b>")
    html = page.get(reverse("ticket", args=[ticket.pk])).content.decode()
    assert "Came back: 550 5.1.1 &lt;b&gt;no such user" in html
    assert f'action="{address("email_retry", written)}"' in html
    answer = page.post(address("email_retry", written), follow=True).content.decode()
    assert "Email queued again" in answer
    assert "had the email sent again" in answer
    assert "The mail server" in answer


def test_a_state_looks_again_only_while_the_mail_is_on_its_way(page, written):
    assert "hx-trigger" in page.get(address("email_state", written)).content.decode()
    send_due()
    html = page.get(address("email_state", written)).content.decode()
    assert "hx-trigger" not in html
    assert "Sent" in html


def test_the_signature_is_chosen_in_the_profile(page, alex):
    page.post(reverse("profile"), {**profile_of(alex), "signature": "Alex\r\nSupport\r\n"})
    alex.refresh_from_db()
    assert alex.signature == "Alex\nSupport"


def profile_of(person):
    """Return the form of a profile as it is."""
    names = ("name", "time_zone", "theme", "density", "single_keys")
    return {name: getattr(person, name) for name in names}


@pytest.fixture
def folder(settings, tmp_path):
    """A machine without a mail server."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = (
        "core.development_mailbox.EmailBackend",
        tmp_path,
    )
    return tmp_path


def test_without_a_server_one_sees_the_mail_and_answers_it(folder, page, ticket, written):
    send_due()
    (path,) = development_mailbox.newest(5)
    html = page.get(reverse("development_mail")).content.decode()
    url = reverse("development_email", args=[path.name])
    assert url in html
    html = page.get(url).content.decode()
    assert "Is it better now?" in html
    assert f'value="{SARAH}"' in html
    answer = page.post(url, {"sender": SARAH, "text": "It works now!"}, follow=True)
    assert "It works now!" in answer.content.decode()
    heard = ticket.threads.get().messages.last()
    assert (heard.direction, heard.author_customer) == ("IN", ticket.customer)
    assert page.post(url, {"sender": "nobody", "text": ""}).status_code == 422


def test_the_folder_shows_only_what_it_wrote(folder, page, settings):
    (folder / "other.eml").write_bytes(b"Subject: no\n\nno")
    assert development_mailbox.newest(5) == []
    for name in ("other.eml", "..%2Fsecret_key", "20261123-101500-000000-abcdef.eml"):
        url = reverse("development_mail") + f"{name}/"
        assert page.get(url).status_code == 404
    settings.LOCAL = False
    assert page.get(reverse("development_mail")).status_code == 404
    assert get_connection().send_messages([]) == 0
