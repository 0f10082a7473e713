"""A visit: a request by somebody who is signed in, with who asks and when.

Every page of the application is a view marked `page`; what can also be submitted is marked `form`. Those of communities
and teams, which guests see too, are marked `space_page` and `space_form`; what anybody may read, also somebody who is
not signed in, is marked `open_page`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from segue.queries.members import asker_of
from segue.store.models import Asker

Args = ParamSpec("Args")


class Visit(HttpRequest):
    """A request of somebody who is signed in. `now` is UTC; their zone is active while the view runs."""

    asker: Asker
    now: datetime


class OpenVisit(HttpRequest):
    """A request of anybody: `asker` is None for who is not signed in."""

    asker: Asker | None
    now: datetime


clock: Callable[[], datetime] = timezone.now
"""Where a visit reads the time; tests set it."""

View = Callable[Concatenate[Visit, Args], HttpResponseBase]
OpenView = Callable[Concatenate[OpenVisit, Args], HttpResponseBase]
DjangoView = Callable[..., HttpResponseBase]


def page(view: View[Args]) -> DjangoView:
    """A view that shows something and changes nothing."""
    return require_safe(_visited(view))


def form(view: View[Args]) -> DjangoView:
    """A view that shows a form and takes it."""
    return require_http_methods(["GET", "HEAD", "POST"])(_visited(view))


def space_page(view: View[Args]) -> DjangoView:
    """The same as `page`, for guests too."""
    return require_safe(_visited(view, guests=True))


def space_form(view: View[Args]) -> DjangoView:
    """The same as `form`, for guests too."""
    return require_http_methods(["GET", "HEAD", "POST"])(_visited(view, guests=True))


def open_page(view: OpenView[Args]) -> DjangoView:
    """A view that shows something to anybody, and changes nothing."""

    @wraps(view)
    def with_asker(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        visit = cast(OpenVisit, request)
        visit.asker, visit.now = asker_of(request.user.pk or 0), clock()
        with timezone.override(ZoneInfo(visit.asker.zone if visit.asker else "UTC")):
            return view(visit, *args, **kwargs)

    return require_safe(never_cache(with_asker))


def way_back(visit: HttpRequest) -> str:
    """The page that the form stands on (its `next` field), if it is one of ours; else Today."""
    return _ours(visit.POST.get("next", ""), "/")


def way_on(visit: HttpRequest, otherwise: str) -> str:
    """The page to lead back to that the address names (its `next`), if it is one of ours; else that other one."""
    return _ours(visit.GET.get("next", ""), otherwise)


def _ours(wanted: str, otherwise: str) -> str:
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if safe and wanted.startswith("/") else otherwise


def _visited(view: View[Args], *, guests: bool = False) -> DjangoView:
    @wraps(view)
    def with_asker(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asker = asker_of(request.user.pk or 0)
        if asker is None:
            raise PermissionDenied(_("You are not a member of an organisation here. Ask whoever runs this server."))
        if asker.guest and not guests and request.path == "/":
            return redirect("communities")
        if asker.guest and not guests:
            raise PermissionDenied(_("You are a guest here: communities and teams are open to you, and nothing else."))
        visit = cast(Visit, request)
        visit.asker, visit.now = asker, clock()
        with timezone.override(ZoneInfo(asker.zone)):
            return view(visit, *args, **kwargs)

    return never_cache(login_required(with_asker))
