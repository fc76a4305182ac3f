from django.apps import AppConfig


class TicketsConfig(AppConfig):
    """The work; imports customers, accounts and core."""

    name = "tickets"

    def ready(self):
        from tickets.trail import sources  # noqa: F401  (registers itself)
