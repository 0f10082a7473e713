"""A mail on its way to the writer: what the database takes, and what tells its thread."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from segue.actions.intake.mail import Batch, Bundle, Prepared, restored
from segue.actions.intake.preparing import prepare, prepare_mail
from segue.formats.records import RawMail, SetAside
from tests.actions.imports.letters import ADA, AMARA, letter


def prepared(data: bytes) -> Prepared:
    outcome = prepare_mail(RawMail(0, len(data), len(data), data))
    assert isinstance(outcome, Prepared)
    return outcome


def test_the_columns_of_a_mail() -> None:
    mail = prepared(letter(1, AMARA, ADA, "Re: Offer", "I will send it by Friday.", answers=[7, 8]))
    assert mail.sender == ("amara@asante.example", "Amara Osei", "")
    assert mail.recipients == (("ada@lindqvist.example", "Ada Lindqvist", "to"),)
    assert mail.sent_at == "2026-11-02 09:01:00"
    assert json.loads(mail.parents) == ["7@letters.example", "8@letters.example"] or len(mail.refs) == 3
    assert [act[0] for act in mail.acts] == ["promise"]
    assert mail.clues == ()


def test_a_mail_that_names_no_other_has_clues() -> None:
    kinds = {kind for _, kind in prepared(letter(1, subject="Re: Offer", text="> " + "word " * 9 + "\nYes.")).clues}
    assert kinds == {"r", "q"}
    assert "s" in {kind for _, kind in prepared(letter(1, subject="Offer")).clues}


def test_newsletters_promise_nothing_and_have_no_thread() -> None:
    mail = prepared(letter(1, text="We will send you ten more by Friday.", Precedence="bulk"))
    assert (mail.bulk, mail.acts, mail.clues) == ("bulk", (), ())


def test_a_batch_crosses_as_plain_values_and_comes_back() -> None:
    data = letter(1)
    batch = Batch(1, mails=[RawMail(0, len(data), len(data), data), RawMail(9, 10, 1, b"\n")])
    first, second = restored(prepare(Bundle([batch]))[0])
    assert first == prepared(data)
    assert isinstance(second, SetAside)


@given(st.binary(max_size=600), st.sampled_from([b"From: a@b.example\nSubject: ", b"Content-Type: text/html\n\n", b""]))
def test_whatever_the_bytes_a_mail_is_storable_or_set_aside(noise: bytes, start: bytes) -> None:
    outcome = prepare_mail(RawMail(0, 1, 1, start + noise))
    if isinstance(outcome, Prepared):
        texts = [
            outcome.subject,
            outcome.body,
            outcome.message_id,
            outcome.parents,
            outcome.attachments,
            *(outcome.sender or ()),
        ]
        assert all("\0" not in text and text.encode() for text in texts if text)
        assert "\\ud" not in outcome.parents + outcome.attachments
        assert len(outcome.subject) <= 998
