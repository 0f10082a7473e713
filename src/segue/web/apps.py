"""The Django application of the web entrance: templates, static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "segue.web"
    label = "web"
