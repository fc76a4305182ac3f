"""What was typed into a form whose session had ended comes back after signing in again.

A form asks for it with `{% unsent_mark %}`: a hidden, signed mark that says whose form it was and
on which page. When it is sent by nobody, `keep_texts` puts its texts into the new,
nameless session; once the same person has signed in, the page takes them out with `take_texts` and
shows them unsent.
Without a good mark nothing is kept, so strangers store nothing, and no password is ever kept. It
is good for as long as the session it was made in could have lasted.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, QueryDict

FIELD, KEY, SALT = "unsent", "unsent", "unsent"
MOST = 400_000
"""Characters: a note of the greatest length in any script, and the small fields beside it."""


def mark(request: HttpRequest) -> str:
    """Return the mark for a form on this page, of the person who is signed in."""
    return signing.dumps([request.user.pk, request.path], salt=SALT)


def keep_texts(request: HttpRequest) -> str | None:
    """Keep the texts of a form that nobody signed in sent; return the page it was on, or None."""
    try:
        user, path = signing.loads(
            request.POST.get(FIELD, ""), salt=SALT, max_age=settings.SESSION_COOKIE_AGE
        )
    except (signing.BadSignature, ValueError):
        return None
    data = request.POST.copy()
    for name in (FIELD, "csrfmiddlewaretoken"):
        data.pop(name, None)
    text = data.urlencode()
    if len(text) <= MOST:
        request.session[KEY] = {"user": user, "path": path, "text": text}
    return path


def take_texts(request: HttpRequest) -> QueryDict | None:
    """Return what the reader typed on this page before they had to sign in again, or None.

    It is returned once; what somebody else typed at this browser is thrown away.
    """
    kept = request.session.get(KEY)
    if not kept or (kept["user"] == request.user.pk and kept["path"] != request.path):
        return None
    del request.session[KEY]
    return QueryDict(kept["text"], mutable=True) if kept["user"] == request.user.pk else None
