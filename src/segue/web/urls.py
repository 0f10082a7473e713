"""The addresses of the web application."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
