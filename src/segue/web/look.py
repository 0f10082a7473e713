"""How the application looks in this browser: theme, density, single keys. Kept in a cookie, never in the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qs, urlencode

from django.http import HttpRequest, HttpResponse

COOKIE = "segue-look"
YEAR = 60 * 60 * 24 * 365

CHOICES = {"theme": ("system", "light", "dark"), "density": ("comfortable", "compact"), "keys": ("on", "off")}


@dataclass(frozen=True, slots=True)
class Look:
    """What the visitor chose; the first of each is what a new browser gets."""

    theme: str = "system"
    density: str = "comfortable"
    keys: str = "on"

    @classmethod
    def chosen_by(cls, values: dict[str, str]) -> Self:
        """The choices among `values`; what is missing or unknown stays as it comes."""
        return cls(**{name: values[name] for name, known in CHOICES.items() if values.get(name) in known})

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """What this browser's cookie says."""
        cookie = parse_qs(request.COOKIES.get(COOKIE, ""))
        return cls.chosen_by({name: values[-1] for name, values in cookie.items()})

    def keep(self, response: HttpResponse, *, secure: bool) -> None:
        """Write the cookie; a script may read it, to change the theme without a page load."""
        value = urlencode({name: getattr(self, name) for name in CHOICES})
        response.set_cookie(COOKIE, value, max_age=YEAR, samesite="Lax", secure=secure)
