"""Signing in by a link that works once; the forms for password, passkey and codes are allauth's."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from segue.actions.accounts import user_for_token
from segue.actions.errors import Refused

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@sensitive_variables("token")
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a link asks for one press of a button: a mail scanner that opens links must not spend it."""
    if request.method != "POST":
        return render(request, "segue/sign_in.html", {"token": token})
    try:
        user = user_for_token(token, timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("account_login")
    login(request, user, backend=BACKEND)
    return redirect("today")
