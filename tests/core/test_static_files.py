"""What a browser loads: our own files put together, borrowed files as they were published."""

import hashlib
import re
from io import StringIO

import brotli
import pytest
from django.conf import settings
from django.core.management import call_command

from helpdesk.storage import BUNDLES, bundle

STATIC = settings.BASE_DIR / "static"
TEMPLATES = settings.BASE_DIR / "templates"
BUNDLED = {
    "staticfiles": {"BACKEND": "helpdesk.storage.BundledStaticFilesStorage"},
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
}


def read(name):
    return (STATIC / name).read_text()


def test_a_page_links_one_sheet_that_imports_nothing():
    text = bundle("css/app.css", read)
    assert "@import" not in text
    assert text.count("{") == text.count("}")
    assert text.index("@layer reset, base") < text.index("@layer reset {")


def test_a_page_loads_one_script_that_imports_nothing():
    text = bundle("js/app.js", read)
    assert not re.search(r"^\s*import\b", text, re.MULTILINE)


# The Django admin takes our colours, and nothing else of our sheets.
ALSO_ALONE = {"tokens.css"}


@pytest.mark.parametrize("entry", BUNDLES)
def test_every_file_of_ours_is_in_its_bundle_or_linked_by_a_page(entry):
    folder, _, name = entry.partition("/")
    suffix = f"*.{name.rpartition('.')[2]}"
    ours = {str(path.relative_to(STATIC / folder)) for path in (STATIC / folder).rglob(suffix)}
    bundled = {match["path"] for match in BUNDLES[entry][0].finditer(read(entry))}
    pages = " ".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    linked = set(re.findall(rf"{{% static '{folder}/([^']+)", pages))
    assert ours == bundled | linked
    assert bundled & linked <= ALSO_ALONE


@pytest.mark.parametrize(
    "sheet", sorted((STATIC / "css").rglob("*.css")), ids=lambda path: path.name
)
def test_a_sheet_can_stand_anywhere_in_the_bundle(sheet):
    if sheet.name != "app.css":
        assert "url(" not in sheet.read_text()


def test_the_dark_changes_nothing_but_colours():
    """So that a page whose parts are sound in the light needs only its colours looked at."""
    sheets = (STATIC / "css").rglob("*.css")
    assert [sheet for sheet in sheets if "prefers-color-scheme" in sheet.read_text()] == []


@pytest.mark.parametrize(
    "sheet", sorted((STATIC / "css").rglob("*.css")), ids=lambda path: path.name
)
def test_no_string_of_a_sheet_looks_like_what_the_bundle_leaves_out(sheet):
    """The bundle leaves out comments and white space around line breaks, and reads no strings."""
    assert not re.search(r'"[^"\n]*/\*[^"\n]*"|\\\n', sheet.read_text())


def test_the_bundle_s_sheets_are_not_indented():
    assert not re.search(r"^\s|\s\n|/\*", bundle("css/app.css", read).lstrip(), re.MULTILINE)


@pytest.mark.parametrize(
    "script", sorted((STATIC / "js").rglob("*.js")), ids=lambda path: path.name
)
def test_a_script_imports_nothing(script):
    if script.name != "app.js":
        assert not re.search(r"\b(import|export)\b", script.read_text())


def test_collected_files_are_hashed_bundles(settings, tmp_path):
    settings.STORAGES = BUNDLED
    settings.STATIC_ROOT = tmp_path
    for _again in range(2):
        call_command("collectstatic", interactive=False, stdout=StringIO())
    (sheet,) = tmp_path.glob("css/app.*.css")
    (script,) = tmp_path.glob("js/app.*.js")
    assert sheet.read_text() == bundle("css/app.css", read)
    assert script.read_text() == bundle("js/app.js", read)
    for compressed in ("gz", "br"):
        assert (sheet.parent / f"{sheet.name}.{compressed}").exists()


def test_what_a_cold_page_loads_stays_small():
    """A cold list may cost 60 kB, of which its rows and their headers take up to fifteen."""
    texts = [bundle("css/app.css", read), bundle("js/app.js", read)]
    texts += [read(name) for name in ("vendor/htmx.min.js", "vendor/idiomorph-ext.min.js")]
    texts += [read("img/icons.svg"), read("img/favicon.svg")]
    assert sum(len(brotli.compress(text.encode())) for text in texts) < 45_000


def borrowed():
    line = re.compile(r"^\| (\S+) \| .* \| `([0-9a-f]{64})` \|$", re.MULTILINE)
    return line.findall(read("vendor/VENDOR.md"))


@pytest.mark.parametrize(("name", "digest"), borrowed())
def test_a_borrowed_file_is_as_it_was_published(name, digest):
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest


def test_every_borrowed_file_is_listed():
    listed = {name for name, _digest in borrowed()}
    files = {f"vendor/{path.name}" for path in (STATIC / "vendor").iterdir()}
    assert files - {"vendor/VENDOR.md"} <= listed


def test_every_icon_that_is_named_is_drawn():
    drawn = set(re.findall(r'<symbol id="i-([\w-]+)"', read("img/icons.svg")))
    named = set()
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text()
        named.update(re.findall(r'{% icon "([\w-]+)"', text))
        named.update(re.findall(r'icon_name="([\w-]+)"', text))
    assert named <= drawn
