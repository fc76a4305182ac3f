from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who works here; imports no other app of ours."""

    name = "accounts"

    def ready(self):
        from accounts import checks, receivers  # noqa: F401  (register themselves)
