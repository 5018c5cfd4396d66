"""A fictional university to look around in."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
