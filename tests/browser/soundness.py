"""A sound page: nothing for axe, nothing sideways, on desk and phone, in light and dark."""

from contextlib import contextmanager
from functools import cache

from axe_playwright_python.sync_playwright import Axe

SIZES = ((1440, 900), (390, 844))
# Our sheets know the scheme by their tokens only (a test says so): nothing but colours differs, and
# those are looked at by the rules that are named here.
SCHEMES = {"light": (), "dark": ("color-contrast", "link-in-text-block")}
# At those of SIZES too, wherever a page is looked at everywhere.
WIDTHS = (320, 768, 1024)

FINDINGS = """async ([but, only]) => {
  const rules = only.length ? {runOnly: only} : {};
  const options = {resultTypes: ["violations"], preload: false, ...rules};
  const {violations} = await axe.run(document, options);
  return violations.filter(rule => !but.includes(rule.id)).flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary}`));
}"""
WIDER = "document.documentElement.scrollWidth > innerWidth"


@cache
def axe_script():
    """The script of axe."""
    return Axe().axe_script


def findings(page, but=(), only=()):
    """What is wrong with a page as it stands, a text each.

    Of axe's rules, `but` are left out; all others are asked, or those in `only`.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    wide = [f"it is wider than its window: {page.viewport_size}"] if page.evaluate(WIDER) else []
    return wide + page.evaluate(FINDINGS, [list(but), list(only)])


def findings_everywhere(page, but=()):
    """What is wrong with a page as it stands, on desk and phone, in light and dark; as above."""
    found = []
    with as_it_was(page):
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            for scheme, only in SCHEMES.items():
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                found += [f"{width} {scheme}: {words}" for words in findings(page, but, only)]
        found += sideways(page)
    return found


def sideways(page):
    """The widths at which a page is wider than its window, a text each."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate(WIDER):
            found.append(f"it is wider than {width} px")
    return found


@contextmanager
def as_it_was(page):
    """Give the page its size and its scheme back in the end."""
    size = page.viewport_size
    try:
        yield
    finally:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="null", reduced_motion="null")
