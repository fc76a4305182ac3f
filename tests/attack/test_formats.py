"""What is typed is never read as the format of something else: it comes back as it was typed."""

import pytest
from django.urls import reverse

from tests.attack.walking import Form

pytestmark = pytest.mark.slow

TEXTS = ["%", "%s", "%(x)s", "{}", "{0}", "{x!r:>{y}}", "{% x %}{{ y }}", "%s%(x)d{}@x.example"]
WHOLE = "%s%(x)s{}{0}%"
ADDRESS = "%s{}%d{0}@x.example"

ENDS = {"account_logout", "account_change_password", "deactivation", "account_reset_password"}
"""Forms after which the walk could not go on, if they were taken."""


def failures(answer, places, texts):
    """Yield a line for each place that fails, and each text: in all fields, then in one."""
    for place in places:
        for text in texts:
            everywhere = dict.fromkeys(place.names, text)
            for data in (everywhere, *({**place.data, name: text} for name in place.names)):
                try:
                    if answer(place, data).status_code >= 500:
                        yield f"{place} {data}: 500"
                except Exception as error:
                    yield f"{place} {data}: {error!r:.200}"


def test_no_form_reads_a_format(walk):
    forms = walk.forms()
    assert list(failures(walk.post, forms, [WHOLE])) == []
    once = {tuple(form.names): form for form in forms}.values()
    everywhere = [Form(form.name, form.path, dict.fromkeys(form.names)) for form in once]
    for form in everywhere:
        for text in TEXTS:
            assert walk.post(form, dict.fromkeys(form.data, text)).status_code < 500


def test_no_page_reads_a_format_that_is_asked_for_or_kept(walk):
    """First everything that can be kept is called by such names, then every page is read."""

    def keep(form, data):
        return walk.post(form, data, keep=True)

    forms = [form for form in walk.forms() if form.name not in ENDS]
    assert list(failures(keep, forms, [WHOLE, ADDRESS])) == []
    pages = walk.pages()
    shown = [page for page in pages if WHOLE in walk.get(page, {}).body.decode(errors="replace")]
    assert len(shown) > 20, "they are kept, and shown"
    assert list(failures(walk.get, pages, [WHOLE])) == []


@pytest.mark.parametrize("text", ["%", "%s", "%(x)s", "{}", "{0}"])
def test_a_domain_that_is_none_is_named_as_it_was_typed(walk, text):
    for form in (
        Form("new_company", reverse("new_company"), {"name": "Northgate"}),
        Form("", reverse("company_details", args=[walk.scene.company.pk]), {"name": "Acme"}),
        Form("", reverse("admin:customers_company_add"), {"name": "Northgate"}),
    ):
        answer = walk.post(form, form.data | {"domains": text})
        assert answer.status_code in (200, 422)
        assert f"“{text}” is not a domain" in answer.content.decode()
