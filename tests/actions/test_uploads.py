"""Files handed in: kept apart, whatever they are called, and ordered to be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import override_settings

from segue.actions.errors import Refused
from segue.actions.uploads import discard, order
from segue.store.models import Event, Import, Source
from tests.cast import NOW, Cast


@dataclass
class File:
    """An upload with a name of the sender's choice."""

    name: str | None

    def chunks(self) -> Iterator[bytes]:
        yield from (b"one ", b"two")


def test_names_never_lead_out_of_the_folder_nor_hide_each_other(cast: Cast, tmp_path: Path) -> None:
    names = [
        "mail.mbox",
        "mail.mbox",
        "../../../etc/passwd",
        "..",
        "",
        None,
        "C:\\x\\Ärende 1.ics",
        "a\x00b",
        "x" * 500,
    ]
    with override_settings(UPLOADS=tmp_path):
        run = order(cast.owner, [File(name) for name in names], NOW, source="web")
    kept = [Path(path) for path in run.paths]
    assert len({path.resolve() for path in kept}) == len(names)
    assert all(path.resolve().is_relative_to(tmp_path) and path.read_bytes() == b"one two" for path in kept)
    assert kept[0].parent.stat().st_mode & 0o077 == 0
    assert kept[6].name == "Ärende 1.ics"


def test_an_order_waits_and_is_told_in_the_history(cast: Cast, tmp_path: Path) -> None:
    with override_settings(UPLOADS=tmp_path):
        run = order(cast.owner, [File("mail.mbox")], NOW, source="web")
    assert Import.objects.owned_by(cast.owner).get() == run
    assert run.state == Import.State.WAITING
    assert Event.objects.get().text == "To be read: mail.mbox."


def test_nothing_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused):
        order(cast.owner, [], NOW, source="web")


def test_what_was_handed_in_goes_once_read_but_not_while_a_chat_asks(cast: Cast, tmp_path: Path) -> None:
    with override_settings(UPLOADS=tmp_path):
        (path,) = order(cast.owner, [File("chat.txt")], NOW, source="web").paths
        chat = Source.objects.create(owner=cast.ada, name=path, kind="whatsapp", asked="[]")
        discard([path])
        assert Path(path).exists()
        Source.objects.filter(id=chat.id).update(asked="")
        discard([path])
        assert not Path(path).exists()
