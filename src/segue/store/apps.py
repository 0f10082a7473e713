"""The Django application that holds the models."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "segue.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
