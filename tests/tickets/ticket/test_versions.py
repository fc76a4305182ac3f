"""What texts said before, as people read it: who replaced what, when and why, and who may know."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import TicketFactory
from tests.markup import flat


@pytest.fixture
def texts(ticket, alex, maria, lisa):
    """A ticket whose subject, description and note were edited."""
    ticket.edit(by=alex, subject="Cannot access the dashboard", why="clearer")
    ticket.edit(by=alex, description="It says locked.")
    ticket.edit(by=maria, description="It says blocked.")
    note = ticket.add_note("Call her at noon.", by=alex)
    note.edit("Call her at one.", by=lisa, why="she eats at noon")
    return ticket, note


def page_of(client, ticket, what):
    """Return the page of the versions of one text."""
    response = client.get(f"/tickets/{ticket.pk}/{what}/versions/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_subject(texts, alex, signed_in):
    html = page_of(signed_in(alex), texts[0], "subject")
    assert '<b dir="auto">Alex Kim</b> changed it' in html
    assert '<q class="event__why" dir="auto">clearer</q>' in html
    assert 'Cannot access <ins><span class="vh">added: </span>the </ins>dashboard' in html
    assert '<b dir="auto">Maria Lopez</b> wrote it' in html
    assert ">Cannot access dashboard</div>" in html


def test_the_description_newest_change_first(texts, maria, signed_in):
    html = page_of(signed_in(maria), texts[0], "description")
    assert html.index("Maria Lopez</b> changed it") < html.index("Alex Kim</b> changed it")
    assert 'It says <del><span class="vh">removed: </span>locked</del>' in html
    assert "No text." in html


def test_a_note_and_its_reason(texts, alex, signed_in):
    ticket, note = texts
    html = page_of(signed_in(alex), ticket, f"notes/{note.pk}")
    assert "she eats at noon" in html
    assert ">Call her at noon.</div>" in html


def test_a_text_that_was_never_changed(ticket, maria, signed_in):
    html = page_of(signed_in(maria), ticket, "subject")
    assert "changed it" not in html
    assert ">Cannot access dashboard</div>" in html


def test_htmx_gets_a_dialog(texts, alex, signed_in):
    client = signed_in(alex)
    url = f"/tickets/{texts[0].pk}/subject/versions/"
    html = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert 'id="dialog-title"' in html
    assert "<!doctype" not in html


def test_a_hidden_note_has_no_versions_for_agents(texts, alex, lisa, signed_in):
    ticket, note = texts
    note.hide(by=lisa)
    url = f"/tickets/{ticket.pk}/notes/{note.pk}/versions/"
    assert signed_in(alex).get(url).status_code == 404
    assert "she eats at noon" in page_of(signed_in(lisa), ticket, f"notes/{note.pk}")
    for what in ("", "subject/versions/", "description/versions/", "timeline/?show=all"):
        html = signed_in(alex).get(f"/tickets/{ticket.pk}/{what}").content.decode()
        assert "at noon" not in html


def test_a_note_of_another_ticket_is_not_found(texts, alex, signed_in):
    other = TicketFactory()
    url = f"/tickets/{other.pk}/notes/{texts[1].pk}/versions/"
    assert signed_in(alex).get(url).status_code == 404


def test_a_ticket_out_of_sight_has_no_versions(texts, alex, priya, signed_in):
    ticket, note = texts
    ticket.take(by=alex)
    for what in ("subject", "description", f"notes/{note.pk}"):
        url = f"/tickets/{ticket.pk}/{what}/versions/"
        assert signed_in(priya).get(url).status_code == 404


def test_what_was_written_is_shown_as_text(ticket, alex, signed_in):
    ticket.edit(by=alex, description="<script>alert(1)</script> & more")
    html = page_of(signed_in(alex), ticket, "description")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html


def test_many_versions_come_in_pages_that_fit_together(ticket, alex, signed_in):
    for number in range(45):
        ticket.edit(by=alex, description=f"words of version v{number}")
    client, url = signed_in(alex), f"/tickets/{ticket.pk}/description/versions/"
    client.get(url)
    found, query = [], ""
    for _page in range(3):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"{url}?{query}")
        assert len(queries) <= 8
        found += response.context["versions"].changes
        query = response.context["versions"].older
    assert query == ""
    assert len(found) == 45
    news = ["".join(p.text for p in c.pieces if p.kind != "removed") for c in found]
    assert news == [f"words of version v{n}" for n in reversed(range(45))]
    assert client.get(f"{url}?before=999999999999999999999x").status_code == 200


def test_the_ticket_leads_there(texts, alex, signed_in):
    ticket, note = texts
    html = flat(signed_in(alex).get(f"/tickets/{ticket.pk}/").content.decode())
    for what in ("subject", "description", f"notes/{note.pk}"):
        url = f"/tickets/{ticket.pk}/{what}/versions/"
        assert html.count(f'href="{url}" hx-get="{url}"') == (3 if what == "description" else 2)


def test_an_untouched_ticket_has_no_such_links(ticket, alex, signed_in):
    assert "/versions/" not in signed_in(alex).get(f"/tickets/{ticket.pk}/").content.decode()
