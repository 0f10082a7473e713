"""Accounts are made on the command line or by invitation, never by passers-by; an address is not changed in passing."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import Http404, HttpRequest, HttpResponse


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def no_other_address(request: HttpRequest) -> HttpResponse:
    """In place of allauth's page that would let anybody take on an address that is not theirs."""
    raise Http404
