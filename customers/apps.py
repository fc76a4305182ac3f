from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Who writes to us; imports accounts and core."""

    name = "customers"

    def ready(self):
        from customers import trail  # noqa: F401  (registers itself)
