"""A draft to be taken along as a file that a mail program opens."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from segue.formats import eml
from segue.web.visits import Visit, form


@form
def file(visit: Visit) -> HttpResponse:
    """What stands in the form, as a mail file. Nothing is kept, and nothing is sent."""
    if visit.method != "POST":
        return redirect("today")
    given = {name: visit.POST.get(name, "")[:998] for name in ("to", "name", "in_reply_to")}
    data = eml.write(visit.POST.get("subject", "")[:998], visit.POST.get("text", ""), **given)
    named = {"Content-Disposition": 'attachment; filename="draft.eml"'}
    return HttpResponse(data, content_type="message/rfc822", headers=named)
