from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Demo data, made through the verbs of the other apps."""

    name = "demo"
