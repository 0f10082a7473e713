"""The views, each file of them loaded when one of its pages is first asked for, or all by `load` in a quiet moment.

What hangs on them (reading mail, detection, telephone numbers) takes longer to load than Today takes to show.
"""

from __future__ import annotations

import gc
import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.http import HttpResponseBase

from segue.web import views

View = Callable[..., HttpResponseBase]


class Later:
    """The view of that file and name, a plain function, loaded when it is called."""

    csrf_exempt = False

    def __init__(self, file: str, name: str) -> None:
        self.module, self.name = f"{views.__name__}.{file}", name

    def __call__(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.load()(*args, **kwargs)

    def load(self) -> View:
        """The view itself."""
        view: View = getattr(import_module(self.module), self.name)
        return view


def by_machines(view: Later) -> Later:
    """The same, taken from programs as well, which have no cookie: its address alone says what may be done."""
    view.csrf_exempt = True
    return view


class Views:
    """The views of a file, for addresses to lead to."""

    def __init__(self, file: str) -> None:
        self._file = file

    def __getattr__(self, name: str) -> Later:
        return Later(self._file, name)


def __getattr__(file: str) -> Views:
    return Views(file)


def load() -> None:
    """Load them all.

    What is loaded stays, so the collector of garbage need not go through it again: a tenth of a second now and then.
    """
    for module in pkgutil.iter_modules(views.__path__, f"{views.__name__}."):
        import_module(module.name)
    gc.collect()
    gc.freeze()
