"""What a transcript states becomes a mark by a yes, never by itself; a no stays a no; undone and forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest

from segue.actions import booking, detections, during, exports, talks
from segue.actions.deeds import undo
from segue.actions.errors import NotFound
from segue.actions.forget import forget
from segue.actions.maintaining import note_topic
from segue.actions.talking import Gathered
from segue.domain.conversations import Enjoyed
from segue.queries.during import FEW_REMARKS, Suggested, marks_of, offered, suggestions_in
from segue.store.models import Commitment, Conversation, Event, Mark, TalkMark
from tests.actions.test_exports import emptied, files
from tests.actions.test_forget import everything
from tests.cast import LATER, NOW, Cast

SAID = """Ada Lindqvist: Hello Amara, good to see you again.
Amara Osei: Well um our budget stops at at 20k, you know.
Ada Lindqvist: Okay, so we go with the second vendor.
Amara Osei: What if we ran it in two schools at once?
Ada Lindqvist: Yes. And we should talk about pricing next time.
Amara Osei: I will send you the list by Friday."""


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    booked = booking.book(cast.owner, booking.Booking([cast.amara.id], NOW + timedelta(hours=2)), NOW, source="web")
    during.start(cast.owner, booked.id, NOW, source="web")
    return during.add_transcript(cast.owner, booked.id, SAID, NOW, source="web")


def suggested(cast: Cast, talk: Conversation) -> dict[str, Suggested]:
    return {each.kind: each for each in suggestions_in(cast.owner, talk.id)}


def test_what_is_stated_is_suggested_with_its_words_and_is_no_mark_yet(cast: Cast, talk: Conversation) -> None:
    told = {kind: (each.speaker, each.what) for kind, each in suggested(cast, talk).items()}
    assert told == {
        "limit": ("Amara Osei", "our budget stops at 20k"),
        "decision": ("Ada Lindqvist", "we go with the second vendor"),
        "idea": ("Amara Osei", "we ran it in two schools at once"),
        "topic": ("Ada Lindqvist", "pricing"),
    }
    assert suggested(cast, talk)["limit"].words == "Well um our budget stops at at 20k, you know."
    assert marks_of(cast.owner, talk.id) == []
    assert Commitment.objects.filter(conversation=talk, kind="promise").count() == 1, "and no promise"
    assert next(iter(offered(cast.owner, talk, NOW.date()).suggested)).kind == "limit"


def test_a_yes_makes_a_mark_like_one_by_a_key_and_is_undone(cast: Cast, talk: Conversation) -> None:
    limit = suggested(cast, talk)["limit"]
    detections.confirm(cast.owner, limit.mark_id, LATER, source="web")
    (mark,) = marks_of(cast.owner, talk.id)
    assert (mark.kind, mark.text, mark.fate) == ("limit", limit.what, "")
    assert mark.at == Mark.objects.get(id=limit.mark_id).message.sent_at
    assert Event.objects.latest("id").text == f"Marked: {limit.what}"
    assert "limit" not in suggested(cast, talk)
    detections.confirm(cast.owner, limit.mark_id, LATER, source="web")
    assert len(marks_of(cast.owner, talk.id)) == 1
    undo(cast.owner, LATER, source="web")
    assert marks_of(cast.owner, talk.id) == []
    assert "limit" in suggested(cast, talk)


def test_a_no_never_returns_also_where_the_transcript_is_read_anew(cast: Cast, talk: Conversation) -> None:
    read = Event.objects.latest("id")
    detections.reject_mark(cast.owner, suggested(cast, talk)["idea"].mark_id, LATER, source="web")
    assert "idea" not in suggested(cast, talk)
    assert Event.objects.latest("id").text.startswith("Not so: What if we")
    undo(cast.owner, LATER, source="web")
    assert "idea" in suggested(cast, talk)
    undo(cast.owner, LATER, source="web", event_id=read.id)
    assert not suggested(cast, talk)
    during.add_transcript(cast.owner, talk.id, SAID, NOW, source="web")
    detections.reject_mark(cast.owner, suggested(cast, talk)["idea"].mark_id, LATER, source="web")
    other = booking.book(cast.owner, booking.Booking([cast.amara.id], NOW + timedelta(1)), NOW, source="web")
    Mark.objects.all().delete()
    talk.messages.all().delete()
    again = during.add_transcript(cast.owner, other.id, SAID, NOW, source="web")
    assert set(suggested(cast, again)) == {"limit", "decision", "topic"}


def test_not_true_of_what_was_marked_drops_the_mark(cast: Cast, talk: Conversation) -> None:
    limit = suggested(cast, talk)["limit"]
    detections.confirm(cast.owner, limit.mark_id, LATER, source="web")
    detections.reject_mark(cast.owner, limit.mark_id, LATER, source="web")
    assert marks_of(cast.owner, talk.id) == []
    undo(cast.owner, LATER, source="web")
    assert len(marks_of(cast.owner, talk.id)) == 1


def test_the_wrap_up_takes_refuses_and_leaves(cast: Cast, talk: Conversation) -> None:
    said = suggested(cast, talk)
    gathered = Gathered(taken=[said["decision"].mark_id, said["topic"].mark_id], refused=[said["idea"].mark_id])
    talks.wrap_up(cast.owner, talk.id, Enjoyed(), LATER, source="web", gathered=gathered)
    assert [(each.kind, each.fate) for each in marks_of(cast.owner, talk.id)] == [
        ("decision", "kept"),
        ("topic", "kept"),
    ]
    assert set(suggested(cast, talk)) == {"limit"}, "what was left is still there on the page of the talk"
    undo(cast.owner, LATER, source="web")
    assert set(suggested(cast, talk)) == {"limit", "decision", "idea", "topic"}
    assert not TalkMark.objects.exists()


def test_a_yes_after_the_ending_is_kept_at_once(cast: Cast, talk: Conversation) -> None:
    talks.wrap_up(cast.owner, talk.id, Enjoyed(), LATER, source="web")
    detections.confirm(cast.owner, suggested(cast, talk)["limit"].mark_id, LATER, source="web")
    assert TalkMark.objects.get().fate == "kept"


def test_a_topic_that_is_kept_of_somebody_is_found_where_it_is_named(cast: Cast, talk: Conversation) -> None:
    note_topic(cast.owner, cast.amara.id, "grid storage", NOW, source="web")
    other = booking.book(cast.owner, booking.Booking([cast.amara.id], NOW + timedelta(1)), NOW, source="web")
    during.add_transcript(cast.owner, other.id, "Amara Osei: so the grid storage people wrote.", NOW, source="web")
    (each,) = suggestions_in(cast.owner, other.id)
    assert (each.kind, each.what, each.words) == ("topic", "grid storage", "so the grid storage people wrote.")


def test_no_more_than_a_few_are_shown_at_once_the_surest_first(cast: Cast, talk: Conversation) -> None:
    lines = [f"Amara Osei: maybe we could paint room {number} in blue" for number in range(40)]
    during.add_transcript(cast.owner, talk.id, "\n".join(lines), NOW, source="web")
    found = suggestions_in(cast.owner, talk.id)
    assert len(found.few) == FEW_REMARKS
    assert len(tuple(found)) == 30
    assert {each.kind for each in found.few[:3]} == {"limit", "decision", "topic"}


def test_teammate_and_stranger_see_and_judge_nothing(cast: Cast, talk: Conversation) -> None:
    limit = suggested(cast, talk)["limit"]
    for asker in (cast.teammate, cast.stranger):
        assert not tuple(suggestions_in(asker, talk.id))
        for verb in (detections.confirm, detections.reject_mark, detections.not_sure):
            with pytest.raises(NotFound):
                verb(asker, limit.mark_id, LATER, source="web")


def test_marks_of_another_talk_are_not_taken(cast: Cast, talk: Conversation) -> None:
    other = booking.book(cast.owner, booking.Booking([cast.amara.id], NOW + timedelta(1)), NOW, source="web")
    during.start(cast.owner, other.id, NOW, source="web")
    gathered = Gathered(taken=[suggested(cast, talk)["limit"].mark_id])
    talks.wrap_up(cast.owner, other.id, Enjoyed(), LATER, source="web", gathered=gathered)
    assert not TalkMark.objects.exists()


def test_exported_and_restored_they_are_the_same(cast: Cast, talk: Conversation, tmp_path: Path) -> None:
    detections.confirm(cast.owner, suggested(cast, talk)["limit"].mark_id, LATER, source="web")
    exports.write(cast.owner, tmp_path / "one", NOW, source="cli")
    owner = emptied()
    exports.restore(owner, tmp_path / "one", NOW, source="cli")
    exports.write(owner, tmp_path / "two", NOW, source="cli")
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert one["talkmark.jsonl"] == two["talkmark.jsonl"] != ""
    assert one["mark.jsonl"] == two["mark.jsonl"] != ""


@pytest.mark.django_db(transaction=True)
def test_who_is_forgotten_is_gone_from_what_was_suggested(cast: Cast) -> None:
    booked = booking.book(cast.owner, booking.Booking([cast.amara.id], NOW + timedelta(1)), NOW, source="web")
    said = "Ada Lindqvist: So we go with Osei for the second year.\nAmara Osei: My limit is 20k, says Amara Osei."
    during.add_transcript(cast.owner, booked.id, said, NOW, source="web")
    for each in suggestions_in(cast.owner, booked.id):
        detections.confirm(cast.owner, each.mark_id, LATER, source="web")
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    assert "osei" not in everything()
