"""Somebody at a browser without scripts, who talks to a certain node or to whichever comes."""

from html.parser import HTMLParser

import requests


class FormReader(HTMLParser):
    """Collects the forms of a page: where they go, and what they send if nothing is typed."""

    def __init__(self):
        super().__init__()
        self.forms = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form":
            self.forms.append((found.get("action", ""), {}))
        elif tag == "input" and found.get("name") and self.forms:
            unchecked = found.get("type") in {"radio", "checkbox"} and "checked" not in found
            if found.get("type") not in {"submit", "file"} and not unchecked:
                self.forms[-1][1][found["name"]] = found.get("value") or ""


class Person:
    """A browser of one person: cookies, pages, forms."""

    def __init__(self, proxy):
        self.base = f"https://localhost:{proxy.https}"
        self.session = requests.Session()
        self.session.verify = str(proxy.certificate)
        self.session.trust_env = False
        self.session.headers["Accept-Encoding"] = "gzip"

    def get(self, path, node=""):
        """Ask a node for a page."""
        return self.session.get(self.base + path, headers={"X-Test-Node": node}, timeout=30)

    def send(self, page, action, node="", files=None, **fields):
        """Fill in the form of `page` that goes to `action`, and send it to a node.

        Returns the first answer: a redirect is not followed.
        """
        reader = FormReader()
        reader.feed(page.text)
        hidden = next(fields for path, fields in reader.forms if path == action)
        headers = {"X-Test-Node": node, "Referer": page.url}
        return self.session.post(
            self.base + action,
            data=hidden | fields,
            files=files,
            headers=headers,
            timeout=30,
            allow_redirects=False,
        )

    def sign_in(self, login, password, node=""):
        """Type address and password at a node, and return the answer."""
        page = self.get("/accounts/login/", node)
        return self.send(page, "/accounts/login/", node, login=login, password=password)
