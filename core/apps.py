from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every other app stands on; imports none of them."""

    name = "core"

    def ready(self) -> None:
        from core import checks  # noqa: F401  (registers itself)
