from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who works here; imports core."""

    name = "accounts"

    def ready(self):
        from accounts import receivers, trail  # noqa: F401  (register themselves)
