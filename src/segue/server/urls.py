"""Where each address leads."""

from django.urls import include, path

from segue.web.accounts import no_other_address

urlpatterns = [
    path("accounts/email/", no_other_address),
    path("accounts/", include("allauth.urls")),
    path("", include("segue.web.urls")),
]
