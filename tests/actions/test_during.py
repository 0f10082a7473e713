"""During a talk: the clock, marks that arrive late and twice, notes, a transcript; undone, exported, forgotten."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import md5
from pathlib import Path

import pytest

from segue.actions import booking, during, exports, talks
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.forget import forget
from segue.actions.talking import Gathered
from segue.domain.conversations import Enjoyed, NextStep, Who
from segue.domain.talk_marks import Jotted, Kind
from segue.queries.during import marks_of, offered
from segue.queries.search import search
from segue.store.models import Asker, Commitment, Conversation, Event, Mark, Message, TalkMark
from tests.actions.test_exports import emptied, files
from tests.actions.test_forget import everything
from tests.cast import FRIDAY, LATER, NOW, Cast

SOON = NOW + timedelta(hours=2)
TALK = "Ada Lindqvist: Hello Amara.\nAmara Osei: I will send you the budget by Friday.\nAda Lindqvist: Thank you."


def jot(text: str, kind: Kind = Kind.PROMISE, *, id_: str = "", after: int = 0, dropped: bool = False) -> Jotted:
    return Jotted(id_ or md5(text.encode()).hexdigest(), kind, text, NOW, NOW + timedelta(seconds=after), dropped)


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    booked = booking.book(cast.owner, booking.Booking([cast.amara.id], SOON), NOW, source="web")
    return during.start(cast.owner, booked.id, NOW, source="web")


def keep(cast: Cast, talk: Conversation, *marks: Jotted) -> list[str]:
    return [each.text for each in during.mark(cast.owner, talk.id, marks, NOW, source="web")]


def test_a_talk_that_begins_early_keeps_its_length_and_is_over_when_wrapped_up(cast: Cast, talk: Conversation) -> None:
    assert (talk.started_at, talk.first_at, talk.held_until) == (NOW, NOW, NOW + timedelta(minutes=30))
    again = during.start(cast.owner, talk.id, LATER, source="web")
    assert again.started_at == NOW
    ended = talks.wrap_up(cast.owner, talk.id, Enjoyed(), NOW + timedelta(minutes=10), source="web")
    assert (ended.held_until, ended.ending) == (NOW + timedelta(minutes=10), "enjoyed")


def test_marks_arrive_twice_late_and_in_any_order(cast: Cast, talk: Conversation) -> None:
    one, limit = jot("me: send it", id_="one"), jot("not before March", Kind.LIMIT)
    assert keep(cast, talk, one, limit) == ["me: send it", "not before March"]
    before = Event.objects.count()
    keep(cast, talk, one)
    assert Event.objects.count() == before, "what is known already is no deed"
    assert keep(cast, talk, jot("me: send both", id_="one", after=5)) == ["me: send both", "not before March"]
    assert keep(cast, talk, jot("me: send one", id_="one", after=3))[0] == "me: send both"
    assert keep(cast, talk, jot("x", id_="one", after=9, dropped=True)) == ["not before March"]
    undo(cast.owner, LATER, source="web")
    assert len(marks_of(cast.owner, talk.id)) == 2


def test_a_clock_that_is_wrong_does_not_win_for_ever(cast: Cast, talk: Conversation) -> None:
    keep(cast, talk, jot("from the future", id_="a", after=10**8))
    assert keep(cast, talk, Jotted("a", Kind.IDEA, "corrected", NOW, NOW + timedelta(seconds=30))) == ["corrected"]


@pytest.mark.parametrize("mark", [jot("", id_="a"), jot("words", id_="a" * 41)])
def test_a_mark_needs_words_and_an_id(cast: Cast, talk: Conversation, mark: Jotted) -> None:
    with pytest.raises(Refused, match="A mark needs"):
        keep(cast, talk, mark)


def test_a_transcript_becomes_detected_commitments_with_their_words_and_is_undone_whole(
    cast: Cast, talk: Conversation
) -> None:
    during.add_transcript(cast.owner, talk.id, TALK, NOW, source="web")
    (made,) = Commitment.objects.filter(conversation=talk)
    assert (made.mine, made.by_hand, made.due, made.connection) == (False, False, FRIDAY, cast.with_amara)
    assert made.quote == "I will send you the budget by Friday."
    assert [hit.message_id for hit in search(cast.owner, "budget").hits] == [made.message_id]
    with pytest.raises(Refused, match="known already"):
        during.add_transcript(cast.owner, talk.id, TALK, NOW, source="web")
    undo(cast.owner, LATER, source="web")
    assert not Commitment.objects.exists()
    assert not Message.objects.exists()
    assert not Mark.objects.exists()
    assert not search(cast.owner, "budget").hits
    during.add_transcript(cast.owner, talk.id, TALK, NOW, source="web")
    assert Commitment.objects.filter(conversation=talk).count() == 1


def test_what_a_talk_says_will_be_done_is_offered_and_is_no_commitment(cast: Cast, talk: Conversation) -> None:
    said = "So for the next meeting you're going to be working on the budget"
    lines = ["Ada Lindqvist: Right, that's all.", f"Ada Lindqvist: {said}, Amara.", "Amara Osei: Okay, yeah."]
    during.add_transcript(cast.owner, talk.id, "\n".join(lines), NOW, source="web")
    (spoken,) = offered(cast.owner, talk, NOW.date()).spoken
    assert (spoken.speaker, spoken.words, spoken.owners) == ("Ada Lindqvist", f"{said}, Amara.", "Amara Osei")
    assert spoken.who is Who.THEM
    assert not Commitment.objects.filter(conversation=talk, message=spoken.message_id).exists()
    undo(cast.owner, LATER, source="web")
    assert offered(cast.owner, talk, NOW.date()).spoken == ()


def test_text_without_speakers_is_no_transcript(cast: Cast, talk: Conversation) -> None:
    with pytest.raises(Refused, match="No transcript"):
        during.add_transcript(cast.owner, talk.id, "we talked about this and that", NOW, source="web")


def test_the_wrap_up_makes_steps_of_marks_and_drops_and_rejects(cast: Cast, talk: Conversation) -> None:
    keep(cast, talk, jot("me: send two dates by Friday"), jot("not before March", Kind.LIMIT), jot("tea", Kind.TOPIC))
    during.add_transcript(cast.owner, talk.id, TALK, NOW, source="web")
    given = offered(cast.owner, talk, NOW.date())
    ((promise, word),) = given.promises
    assert word is not None
    assert [each.text for each in given.others] == ["not before March", "tea"]
    limit, tea = given.others
    gathered = Gathered({0: promise.id}, {limit.id: "not before April"}, [tea.id], [given.detected[0].id])
    step = NextStep(word.who, word.what, word.by or FRIDAY)
    talks.wrap_up(cast.owner, talk.id, step, LATER, source="web", rating=4, happened="yes", gathered=gathered)
    talk.refresh_from_db()
    assert (talk.ending, talk.happened, talk.rating) == ("next step", "yes", 4)
    (made,) = Commitment.objects.filter(conversation=talk)
    assert (made.what, made.mine, made.due) == ("send two dates", True, FRIDAY)
    kept = {each.text: (each.fate, each.commitment) for each in TalkMark.objects.all()}
    assert kept == {"send two dates": ("kept", made), "not before April": ("kept", None), "tea": ("dropped", None)}
    undo(cast.owner, LATER, source="web")
    assert set(TalkMark.objects.values_list("fate", flat=True)) == {""}
    assert Commitment.objects.filter(conversation=talk).count() == 1


def test_a_detected_promise_that_is_kept_can_be_the_next_step_itself(cast: Cast, talk: Conversation) -> None:
    during.add_transcript(cast.owner, talk.id, TALK, NOW, source="web")
    given = offered(cast.owner, talk, NOW.date())
    step = given.standing({each.id for each in given.detected})
    assert step is not None
    assert step.who is Who.THEM
    talks.wrap_up(cast.owner, talk.id, step, LATER, source="web")
    assert Commitment.objects.filter(conversation=talk).count() == 1


VERBS: dict[str, Callable[[Asker, int], object]] = {
    "start": lambda asker, id_: during.start(asker, id_, NOW, source="web"),
    "mark": lambda asker, id_: during.mark(asker, id_, [jot("me: send it")], NOW, source="web"),
    "note": lambda asker, id_: during.note(asker, id_, "a thought", NOW, source="web"),
    "transcript": lambda asker, id_: during.add_transcript(asker, id_, TALK, NOW, source="web"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_teammate_and_stranger_are_told_that_there_is_no_such_thing(cast: Cast, talk: Conversation, verb: str) -> None:
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound):
            VERBS[verb](asker, talk.id)
    VERBS[verb](cast.owner, talk.id)


def test_marks_are_the_owners_alone_also_where_the_talk_is_shared(cast: Cast, talk: Conversation) -> None:
    keep(cast, talk, jot("me: send it"))
    assert marks_of(cast.teammate, talk.id) == marks_of(cast.stranger, talk.id) == []


def test_exported_and_restored_marks_are_the_same(cast: Cast, talk: Conversation, tmp_path: Path) -> None:
    keep(cast, talk, jot("me: send two dates by Friday"))
    during.note(cast.owner, talk.id, "a thought", NOW, source="web")
    exports.write(cast.owner, tmp_path / "one", NOW, source="cli")
    owner = emptied()
    exports.restore(owner, tmp_path / "one", NOW, source="cli")
    exports.write(owner, tmp_path / "two", NOW, source="cli")
    assert files(tmp_path / "one")["talkmark.jsonl"] == files(tmp_path / "two")["talkmark.jsonl"] != ""


@pytest.mark.django_db(transaction=True)
def test_who_is_forgotten_is_gone_from_marks_notes_and_sheets(cast: Cast, talk: Conversation) -> None:
    keep(cast, talk, jot("Amara Osei: sends the budget"))
    during.note(cast.owner, talk.id, "Osei likes tea", NOW, source="web")
    sheet = booking.Prepared("thank Amara Osei", "Osei", "who is Osei?", "osei.pdf", "Osei says yes", 40)
    booking.prepare(cast.owner, talk.id, sheet, NOW, source="web")
    during.add_transcript(cast.owner, talk.id, TALK, NOW, source="web")
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    assert "osei" not in everything()
