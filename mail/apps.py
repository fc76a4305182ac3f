from django.apps import AppConfig


class MailConfig(AppConfig):
    """Incoming and outgoing emails; imports tickets, customers, accounts and core."""

    name = "mail"

    def ready(self):
        from mail import checks, trail  # noqa: F401  (register themselves)
        from mail.inbox import ticket_form  # noqa: F401  (registers itself)
