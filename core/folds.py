"""Parts of a stored text that are folded away, worded in the reader's language when it is shown."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.templatetags.ui import icon

QUOTED, SIGNATURE = "<summary></summary>", "<summary> </summary>"
"""What stands in stored HTML where words are put when it is shown. Text cannot hold it: it is
escaped."""


def worded(html: str) -> SafeString:
    """Return stored HTML with the words of its folds, in the reader's language."""
    if "<summary>" in html:
        chevron = icon("chevron-down")
        for opener, words in ((QUOTED, _("Show quoted text")), (SIGNATURE, _("Show signature"))):
            html = html.replace(opener, f"<summary>{chevron}{escape(words)}</summary>")
    return mark_safe(html)  # noqa: S308 - made of escaped text
