"""Export: everything the asker owns, as open formats; and an import of it that gives the same state back.

`state/*.jsonl` holds every row (a file per noun, a line per row) and is what `restore` reads. `mail.mbox`,
`contacts.vcf` and `calendar.ics` hold the same for other programs. What a team-mate shares is theirs to export.
`spaces/*.json` tell what they said and did in communities and teams; these are read by nobody here: what was said there
stays there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from segue.actions.deeds import NO_ROWS, deed
from segue.actions.errors import Refused
from segue.actions.today import refresh
from segue.queries.open_formats import write_calendar, write_contacts, write_mail
from segue.queries.own_words import own_words
from segue.store import models as store
from segue.store.bulk import index_text
from segue.store.plain import columns_of, snapshot, values_of

VERSION = 1
MANIFEST = "manifest.json"

# What points at another noun comes after it. Today is left out: it is decided anew.
NOUNS: tuple[type[store.Owned], ...] = (
    store.Person,
    store.Address,
    store.KnownBy,
    store.DoubtfulPair,
    store.NotReturning,
    store.Need,
    store.Connection,
    store.StageMove,
    store.Source,
    store.Import,
    store.SetAside,
    store.Conversation,
    store.Participant,
    store.Board,
    store.Idea,
    store.Opportunity,
    store.Term,
    store.ThreadRef,
    store.Message,
    store.Clue,
    store.Phone,
    store.Recipient,
    store.Exchange,
    store.Mark,
    store.Commitment,
    store.Move,
    store.Reminder,
    store.Plan,
    store.PlanItem,
    store.Dependency,
    store.Issue,
    store.TalkMark,
    store.Rejected,
    store.Learning,
    store.Reader,
    store.Opinion,
    store.Topic,
    store.Occasion,
    store.News,
    store.NewsFate,
    store.Victory,
    store.Introduction,
    store.Event,
)
_BATCH = 500

# Whose they are is whoever restores them; when Today looks again is decided then.
_LEFT_OUT = {"owner_id", "refresh_at"}


def write(asker: store.Asker, directory: Path, now: datetime, *, source: str) -> dict[str, int]:
    """Write all of it into an empty or new directory; returns how many of each noun.

    Refused where the directory holds something already: an export never mixes with an older one.
    """
    if directory.exists() and any(directory.iterdir()):
        raise Refused(f"{directory} is not empty; name a new folder.")
    state = directory / "state"
    state.mkdir(parents=True)
    with transaction.atomic():
        counts = {_name(noun): _write_noun(asker, noun, state) for noun in NOUNS}
        write_mail(asker, directory / "mail.mbox")
        write_contacts(asker, directory / "contacts.vcf")
        write_calendar(asker, directory / "calendar.ics", now)
        _write_spaces(asker, directory / "spaces")
        _write_manifest(asker, directory, now, counts)
    with deed(asker, "export", now, source=source) as change:
        change.text = f"Everything was exported: {counts['message']} messages, {counts['person']} persons."
    return counts


def is_export(path: Path) -> bool:
    """Whether this is a folder that `write` made."""
    try:
        return "segue-export" in json.loads((path / MANIFEST).read_text())
    except (OSError, ValueError):
        return False


def restore(asker: store.Asker, directory: Path, now: datetime, *, source: str) -> dict[str, int]:
    """Read an export back; returns how many of each noun. All of it or nothing is stored.

    Refused where the asker has messages or persons already, or the export is of a later version than this program.
    """
    manifest = json.loads((directory / MANIFEST).read_text())
    if manifest["segue-export"] > VERSION:
        raise Refused("This export was made by a later version of Segue; update first.")
    if any(noun.objects.owned_by(asker).exists() for noun in (store.Message, store.Person, store.Conversation)):
        raise Refused("There is something here already. Restore into a new store (SEGUE_HOME names its folder).")
    with transaction.atomic():
        ids = _Ids()
        counts = {_name(noun): _read_noun(asker, noun, directory / "state", ids) for noun in NOUNS}
        _restore_member(asker, manifest["member"])
    refresh(asker, now)
    return counts


class _Ids:
    """Which id each row has here: the one it had or, where others' rows are here already, one moved past theirs."""

    def __init__(self) -> None:
        self._shift: dict[type[models.Model], int] = {}
        self._messages: dict[int, int] = {}

    @property
    def moved(self) -> bool:
        """Whether any row is known by another id than it was."""
        return any(self._shift.values()) or bool(self._messages)

    def of(self, model: type[models.Model], old: int) -> int:
        """The id here of the row that was `old` there."""
        return self._messages.get(old, old) if model is store.Message else old + self._shift.get(model, 0)

    def give(self, model: type[models.Model], rows: list[dict[str, Any]]) -> None:
        """Set the ids of these rows: messages keep their second, the others move as a whole."""
        if model is store.Message:
            self._move_messages([row["id"] for row in rows])
        elif model not in self._shift:
            self._shift[model] = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0
        for row in rows:
            row["id"] = self.of(model, row["id"])

    def _move_messages(self, ids: list[int]) -> None:
        given = {*ids, *self._messages.values()}
        for old in store.Message.objects.filter(id__in=ids).values_list("id", flat=True):
            new = old + 1
            while new in given or store.Message.objects.filter(id=new).exists():
                new += 1
            self._messages[old] = new
            given.add(new)


def _name(noun: type[models.Model]) -> str:
    return noun._meta.model_name or ""


def _write_noun(asker: store.Asker, noun: type[store.Owned], state: Path) -> int:
    count = 0
    with (state / f"{_name(noun)}.jsonl").open("w", encoding="utf-8") as file:
        for row in noun.objects.owned_by(asker).order_by(*_order(noun)).iterator(_BATCH):
            values = {name: value for name, value in snapshot(row).items() if name not in _LEFT_OUT}
            file.write(json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    return count


def _order(noun: type[models.Model]) -> list[str]:
    key = noun._meta.pk
    return list(key.field_names) if isinstance(key, models.CompositePrimaryKey) else ["pk"]


def _write_spaces(asker: store.Asker, directory: Path) -> None:
    directory.mkdir()
    for name, rows in own_words(asker).items():
        told = json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        (directory / f"{name}.json").write_text(told + "\n", encoding="utf-8")


def _write_manifest(asker: store.Asker, directory: Path, now: datetime, counts: dict[str, int]) -> None:
    member = store.Member.objects.select_related("user").get(id=asker.member_id)
    about = {
        "segue-export": VERSION,
        "made_at": now.isoformat(),
        "member": {
            "email": member.user.email,
            "name": member.user.name,
            "zone": member.zone,
            "country": member.country,
            "sent_read_to": member.sent_read_to.isoformat() if member.sent_read_to else None,
        },
        "counts": counts,
    }
    (directory / MANIFEST).write_text(json.dumps(about, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _restore_member(asker: store.Asker, about: dict[str, Any]) -> None:
    read_to = about["sent_read_to"] and datetime.fromisoformat(about["sent_read_to"])
    store.Member.objects.filter(id=asker.member_id).update(
        zone=about["zone"], country=about["country"], sent_read_to=read_to
    )


def _read_noun(asker: store.Asker, noun: type[store.Owned], state: Path, ids: _Ids) -> int:
    count = 0
    path = state / f"{_name(noun)}.jsonl"
    if not path.exists():
        return 0  # written by an earlier version, which did not have this noun
    with path.open(encoding="utf-8") as file:
        for lines in _batches(file):
            rows = [json.loads(line) for line in lines]
            if "id" in rows[0]:
                ids.give(noun, rows)
            noun.objects.bulk_create(_row(asker, noun, row, ids) for row in rows)
            if noun is store.Message:
                index_text(
                    [(row["id"], row["subject"], row["body"]) for row in sorted(rows, key=lambda row: row["id"])]
                )
            count += len(rows)
    return count


def _row(asker: store.Asker, noun: type[store.Owned], columns: dict[str, Any], ids: _Ids) -> store.Owned:
    """A row as it is here: owned by the asker, shared with nobody, pointing at the rows of this store."""
    values = values_of(noun, columns)
    for field in columns_of(noun):
        if isinstance(field, models.ForeignKey) and values.get(field.attname) is not None:
            related = field.related_model
            values[field.attname] = None if related is store.Team else ids.of(related, values[field.attname])
    if noun is store.Event:
        values |= _history(asker, values["changes"]) if not ids.moved else _ONLY_HISTORY
    return noun(**values | {"owner_id": asker.member_id})


# It names rows by ids that they no longer have, or rows that no export holds: it cannot be undone here.
_ONLY_HISTORY: dict[str, Any] = {"changes": [], "connections": [], "noun_id": None}


def _history(asker: store.Asker, changes: list[list[Any]]) -> dict[str, Any]:
    """What a deed did to rows, as it can be undone here: they are the asker's, and shared with nobody."""
    if any(name not in NO_ROWS | _EXPORTED for name, *_ in changes):
        return _ONLY_HISTORY
    return {"changes": [[name, key, *(_here(asker, side) for side in sides)] for name, key, *sides in changes]}


def _here(asker: store.Asker, side: Any) -> Any:
    """The columns of a row before or after a deed; whatever else stands there stays."""
    whose = {"owner_id": asker.member_id, "team_id": None}
    return side | {name: whose[name] for name in whose if name in side} if isinstance(side, dict) else side


_EXPORTED = frozenset(_name(noun) for noun in NOUNS)


def _batches(lines: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(lines, _BATCH)):
        yield batch
