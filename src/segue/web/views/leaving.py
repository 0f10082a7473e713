"""What can be taken along, and who can be forgotten: everything as open formats, and a person redacted everywhere."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render

from segue.actions import exports
from segue.actions.errors import Refused
from segue.actions.forget import forget as redact
from segue.queries.people import person_of
from segue.store.models import Person
from segue.web.forms import ForgetForm
from segue.web.visits import Visit, form


@form
def export(visit: Visit) -> HttpResponseBase:
    """Everything in one archive; unpacked, it is what `segue import` gives back."""
    if visit.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    name = f"segue-{visit.now:%Y-%m-%d}"
    with tempfile.TemporaryDirectory() as folder:
        exports.write(visit.asker, Path(folder) / name, visit.now, source="web")
        archive = shutil.make_archive(f"{folder}/archive", "zip", folder, name)
        # The file outlives its name: it goes when the browser has it.
        return FileResponse(Path(archive).open("rb"), as_attachment=True, filename=f"{name}.zip")


@form
def forget(visit: Visit, person_id: int) -> HttpResponse:
    """Asks first, and offers the export: the one deed that cannot be undone."""
    try:
        person = person_of(visit.asker, person_id)
    except Person.DoesNotExist:
        raise Http404 from None
    if person.redacted_at:
        raise Http404
    given = ForgetForm(visit.POST if visit.method == "POST" else None)
    removed = None
    if visit.method == "POST" and given.is_valid():
        try:
            removed = redact(visit.asker, person_id, visit.now, stay_away=given.cleaned_data["stay_away"], source="web")
        except Refused as refusal:
            given.add_error(None, str(refusal))
    context = {"place": "people", "person": person, "form": given, "removed": removed}
    return render(visit, "segue/forget.html", context, status=422 if given.errors else 200)
