"""Pages load when they are asked for: the first is there before what only the others need."""

import subprocess
import sys

from django.urls import URLPattern

from segue.web import loading, urls

HEAVY = ("numpy", "phonenumbers", "icalendar", "segue.detect", "segue.formats.mime")


def test_every_address_leads_to_a_view() -> None:
    lost = []
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        assert isinstance(pattern.callback, loading.Later)
        try:
            pattern.callback.load()
        except (AttributeError, ModuleNotFoundError) as error:
            lost.append(f"{pattern.pattern}: {error}")
    assert lost == []


def test_today_needs_nothing_that_reads_mail() -> None:
    seen = f"import sys, segue.server.asgi, segue.server.urls; sys.exit([m for m in {HEAVY} if m in sys.modules] or 0)"
    told = subprocess.run([sys.executable, "-c", seen + "\n"], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
