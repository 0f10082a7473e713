"""Copies of one mail are told by their bytes, whatever their folders added."""

from __future__ import annotations

import pytest

from segue.actions.intake.copies import Copies
from segue.actions.intake.mail import Batch
from segue.formats.records import RawMail
from tests.actions.imports.letters import letter

FIRST = letter(1, text="Shall we meet?")


def noted(*mails: bytes) -> frozenset[int]:
    batch = Batch(1, mails=[RawMail(place, place + 1, 1, data) for place, data in enumerate(mails)])
    return Copies().note(batch).copies


def test_a_copy_is_told_by_its_bytes() -> None:
    again = b"X-Folder: Sent\n" + FIRST.replace(b"<1@", b"<other@")
    assert noted(FIRST, letter(2), again) == {2}


@pytest.mark.parametrize(
    "other",
    [
        FIRST.replace(b"09:01", b"09:02"),
        FIRST.replace(b"amara@", b"dai@"),
        FIRST.replace(b"Matter", b"Case"),
        FIRST.replace(b"Shall", b"Will"),
        FIRST.replace(b"\n", b"\r\n"),
        b"",
    ],
)
def test_another_date_author_subject_or_text_is_another_mail(other: bytes) -> None:
    assert other != FIRST
    assert noted(FIRST, other) == frozenset()


def test_copies_are_told_from_batch_to_batch() -> None:
    copies = Copies()
    first, second = (Batch(number, mails=[RawMail(0, 1, 1, FIRST)]) for number in (1, 2))
    assert copies.note(first).copies == frozenset()
    assert copies.note(second).copies == {0}
