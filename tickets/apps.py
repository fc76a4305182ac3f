from django.apps import AppConfig


class TicketsConfig(AppConfig):
    """The work; imports accounts and customers."""

    name = "tickets"

    def ready(self):
        from tickets import checks  # noqa: F401  (registers itself)
