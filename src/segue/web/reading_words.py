"""The words in which pages tell how a thread is read."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from segue.domain.reading import Contrast, Kind

CONTRASTS: Mapping[Contrast, str | Promise] = {
    Contrast.PURPOSE: _("What it is for"),
    Contrast.WHY: _("Why people take part"),
    Contrast.WHO: _("Who can act"),
    Contrast.OBJECTIVE: _("Whether the objective is known"),
    Contrast.DRIVES: _("What drives it"),
}

SIDES: Mapping[tuple[Contrast, Kind], str | Promise] = {
    (Contrast.PURPOSE, Kind.CONVERSATION): _("a topic, to talk about"),
    (Contrast.PURPOSE, Kind.INTERACTION): _("something to be done"),
    (Contrast.WHY, Kind.CONVERSATION): _("because they want to"),
    (Contrast.WHY, Kind.INTERACTION): _("because it has to be done"),
    (Contrast.WHO, Kind.CONVERSATION): _("anybody"),
    (Contrast.WHO, Kind.INTERACTION): _("those who are named"),
    (Contrast.OBJECTIVE, Kind.CONVERSATION): _("it emerges as they talk"),
    (Contrast.OBJECTIVE, Kind.INTERACTION): _("it was known beforehand"),
    (Contrast.DRIVES, Kind.CONVERSATION): _("interest"),
    (Contrast.DRIVES, Kind.INTERACTION): _("dates and decisions"),
}

SURE: Mapping[str, str | Promise] = {"plain": _("plainly so"), "rather": _("rather so"), "open": _("left open")}
