"""The words in which the permission matrix is written.

    Row("ticket", GET, LOGIN, 404, 200, 200, pk="ticket")
    Row("take", POST, LOGIN, 404, 302, 302, htmx=(LOGIN, 404, 200, 200), pk="ticket", data={…})

A row is one URL name and one method, then what four people are answered, in this order: nobody
signed in, an agent of another group, an agent of the group that holds the ticket, an admin.
`htmx` says it again for requests of htmx, where that differs. The other keywords are the URL's own
and name attributes of `tests.permissions.scene.Scene`; `data` is the form, a dict or a function of
the scene.

GET or POST that has no row must be answered 405; so must PUT, PATCH and DELETE.
"""

GET, POST = "GET", "POST"
LOGIN = "sign in first"
"""A redirect to the sign-in page: 302, or for htmx the header that leaves the page."""


class Row:
    """One URL name and method, and the expected answer to each person.

    `csrf=False` marks a POST that a foreign page may send (there should be none).
    `status=None` for a person means: whatever below 500; only for pages that are not ours.
    """

    def __init__(self, name, method, *plain, htmx=None, data=None, **kwargs):
        if len(plain) != 4 or len(htmx or plain) != 4:
            raise ValueError(f"{name}: say what all four people are answered")
        self.name, self.method, self.data, self.kwargs = name, method, data, kwargs
        self.expected = {False: plain, True: htmx or plain}

    def __str__(self):
        return f"{self.method} {self.name}"


class Wildcard:
    """All names that begin with `prefix`: other people's pages, whose answers we only bound.

    `allowed` gives, for the same four people, the set of statuses that a GET may be answered;
    LOGIN among them. `reason` says why they have no rows.
    """

    def __init__(self, prefix, *allowed, reason):
        if len(allowed) != 4 or not reason:
            raise ValueError(f"{prefix}: say what all four people may be answered, and why")
        self.prefix, self.allowed, self.reason = prefix, allowed, reason

    def __str__(self):
        return self.prefix
