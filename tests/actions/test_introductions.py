"""Introductions: the owner's alone, kept and undone, seen in mail and talks, gone with whoever is forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest

from segue.actions import closing, connections, exports, identity, introductions, maintaining
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.forget import forget
from segue.actions.today import refresh
from segue.domain.conversations import HonestClose, Who
from segue.domain.introductions import Said, State
from segue.domain.today import Rule
from segue.queries import drafts, today
from segue.queries import introductions as queries
from segue.store.models import Address, Conversation, Introduction, Message, Participant, Recipient, Topic
from tests.actions.test_exports import emptied
from tests.cast import NOW, Cast, mail, person

DAY = timedelta(days=1)
MINE = "ada@lindqvist.example"


def both(cast: Cast) -> tuple[int, int]:
    return cast.amara.id, cast.dai.id


def noted(cast: Cast) -> None:
    needs, offers = Topic.Kind.NEEDS, Topic.Kind.OFFERS
    maintaining.note_topic(cast.owner, cast.amara.id, "a printer", NOW, source="web", kind=needs, said="who prints?")
    maintaining.note_topic(cast.owner, cast.dai.id, "printer", NOW, source="web", kind=offers)


def state(cast: Cast, at: timedelta = timedelta(0)) -> State:
    row = queries.latest_between(cast.owner, *both(cast))
    assert row is not None
    return queries.line_of(cast.owner, row, NOW + at).state


def agreed(cast: Cast) -> None:
    one, other = both(cast)
    introductions.asked(cast.owner, one, other, NOW, source="web", why="books")
    introductions.answered(cast.owner, one, other, Said.YES, NOW, source="web")
    introductions.asked(cast.owner, other, one, NOW, source="web")
    introductions.answered(cast.owner, other, one, Said.YES, NOW, source="web")


def test_each_is_asked_and_says_yes(cast: Cast) -> None:
    agreed(cast)
    row = Introduction.objects.get()
    assert (row.one_said, row.other_said, row.why) == ("yes", "yes", "books")
    assert state(cast) is State.AGREED
    with pytest.raises(Refused):
        introductions.asked(cast.owner, cast.dai.id, cast.amara.id, NOW, source="web")


@pytest.mark.parametrize("who", ["teammate", "stranger"])
def test_nobody_else_introduces_my_people(cast: Cast, who: str) -> None:
    other = getattr(cast, who)
    for verb in (introductions.propose, introductions.asked, introductions.left):
        with pytest.raises(NotFound):
            verb(other, *both(cast), NOW, source="web")
    with pytest.raises(NotFound):
        introductions.answered(other, *both(cast), Said.YES, NOW, source="web")
    introductions.propose(cast.owner, *both(cast), NOW, source="web", why="secret")
    assert queries.lines(other, NOW) == []
    assert queries.suggestions(other, NOW) == []


def test_every_step_can_be_taken_back(cast: Cast) -> None:
    agreed(cast)
    for expected in (State.ASKED, State.ASKED, State.ASKED):
        undo(cast.owner, NOW, source="web")
        assert state(cast) is expected
    undo(cast.owner, NOW, source="web")
    assert not Introduction.objects.exists()


def test_a_mail_to_both_and_their_own_word_are_seen(cast: Cast) -> None:
    agreed(cast)
    sent = mail(cast, MINE, "amara@asante.example", "Meet Dai.", at=NOW + DAY)
    assert state(cast, 3 * DAY) is State.AGREED
    dai = Address.objects.get(addr="dai@nakamura.example")
    Recipient.objects.create(owner=cast.ada, message=sent, address=dai, role="to")
    assert state(cast, 3 * DAY) is State.INTRODUCED
    assert state(cast) is State.AGREED  # it had not been sent then
    wrote = mail(cast, "dai@nakamura.example", MINE, "Hello Amara.", at=NOW + 2 * DAY)
    amara = Address.objects.get(addr="amara@asante.example")
    Recipient.objects.create(owner=cast.ada, message=wrote, address=amara, role="to")
    assert state(cast, 3 * DAY) is State.ACQUAINTED


def test_a_talk_with_both_is_seen(cast: Cast) -> None:
    introductions.propose(cast.owner, *both(cast), NOW, source="web")
    talk = Conversation.objects.create(owner=cast.ada, medium="call", first_at=NOW + DAY, last_at=NOW + DAY)
    for who in (cast.amara, cast.dai):
        Participant.objects.create(owner=cast.ada, conversation=talk, person=who)
    assert state(cast) is State.PROPOSED
    assert state(cast, 2 * DAY) is State.ACQUAINTED


def test_a_request_ends_by_itself(cast: Cast) -> None:
    introductions.asked(cast.owner, *both(cast), NOW, source="web")
    assert state(cast, 13 * DAY) is State.ASKED
    assert state(cast, 14 * DAY) is State.EXPIRED
    introductions.propose(cast.owner, *both(cast), NOW + 20 * DAY, source="web")
    assert Introduction.objects.count() == 2


def test_two_who_fit_are_suggested_until_they_know_each_other_or_i_let_it_be(cast: Cast) -> None:
    noted(cast)
    (found,) = queries.suggestions(cast.owner, NOW)
    assert (found.one, found.other, found.match.meets_a_need) == (cast.amara, cast.dai, True)
    assert queries.why_of(cast.owner, cast.dai.id, cast.amara.id, NOW) == "a printer"
    seen = mail(cast, "amara@asante.example", MINE, "With Dai.")
    copy = Recipient.objects.create(
        owner=cast.ada, message=seen, address=Address.objects.get(addr="dai@nakamura.example"), role="cc"
    )
    assert queries.suggestions(cast.owner, NOW) == []
    copy.delete()
    introductions.left(cast.owner, *both(cast), NOW, source="web")
    assert queries.suggestions(cast.owner, NOW) == []


def test_who_is_of_one_house_is_not_suggested(cast: Cast) -> None:
    noted(cast)
    esi = person(cast.ada, "Esi Mensah", "esi@asante.example")
    maintaining.note_topic(cast.owner, esi.id, "printer", NOW, source="web", kind=Topic.Kind.OFFERS)
    assert [each.other for each in queries.suggestions(cast.owner, NOW)] == [cast.dai]


def test_today_says_what_comes_next(cast: Cast) -> None:
    noted(cast)
    assert rows(cast, NOW) == {cast.with_amara.id: "Introduce Amara Osei and Dai Nakamura? Ask Amara Osei first"}
    introductions.asked(cast.owner, *both(cast), NOW, source="web")
    assert rows(cast, NOW) == {}
    introductions.answered(cast.owner, *both(cast), Said.YES, NOW, source="web")
    assert rows(cast, NOW) == {cast.dai.connection.id: "Ask Dai Nakamura whether to meet Amara Osei"}
    introductions.asked(cast.owner, cast.dai.id, cast.amara.id, NOW, source="web")
    introductions.answered(cast.owner, cast.dai.id, cast.amara.id, Said.YES, NOW, source="web")
    assert rows(cast, NOW) == {cast.with_amara.id: "Introduce Amara Osei and Dai Nakamura to each other"}


def rows(cast: Cast, now: object) -> dict[int, str]:
    refresh(cast.owner, now)  # type: ignore[arg-type]
    kept, then = today.shown(cast.owner, now), today.as_of(cast.owner, now)  # type: ignore[arg-type]
    told = {each.connection_id: each.what for each in kept.rows if each.rule is Rule.INTRODUCE}
    assert told == {each.connection_id: each.what for each in then.rows if each.rule is Rule.INTRODUCE}
    return told


def test_after_a_close_nobody_is_asked_about_them(cast: Cast) -> None:
    noted(cast)
    dai = cast.dai.connection.id
    how = HonestClose(Who.ME, "no fit")
    assert rows(cast, NOW) == {cast.with_amara.id: "Introduce Amara Osei and Dai Nakamura? Ask Amara Osei first"}
    closing.close(cast.owner, dai, how, NOW, source="web")
    assert rows(cast, NOW) == {}
    undo(cast.owner, NOW, source="web")
    introductions.asked(cast.owner, *both(cast), NOW, source="web")
    introductions.answered(cast.owner, *both(cast), Said.YES, NOW, source="web")
    assert rows(cast, NOW) == {dai: "Ask Dai Nakamura whether to meet Amara Osei"}
    closing.close(cast.owner, cast.with_amara.id, how, NOW, source="web")
    assert rows(cast, NOW) == {}
    (line,) = queries.lines(cast.owner, NOW)
    assert (line.over, line.ask, line.until) == (True, None, None)
    with pytest.raises(Refused, match="It is closed with Amara Osei"):
        introductions.asked(cast.owner, cast.dai.id, cast.amara.id, NOW, source="web")
    with pytest.raises(Refused, match="begin anew first"):
        introductions.propose(cast.owner, *both(cast), NOW, source="web")
    connections.reopen(cast.owner, cast.with_amara.id, NOW, source="web")
    assert rows(cast, NOW) == {dai: "Ask Dai Nakamura whether to meet Amara Osei"}


def test_the_question_names_the_other_and_tells_nothing_they_said(cast: Cast) -> None:
    noted(cast)
    here, there = cast.with_amara.id, cast.dai.connection.id
    asked = drafts.for_introduction(cast.owner, here, there, "a printer", drafts.Wish(), agreed=False)
    assert "Dai Nakamura" in asked.draft.body
    assert "a printer" in asked.draft.body
    assert asked.recipients == "amara@asante.example"
    other = drafts.for_introduction(cast.owner, there, here, "a printer", drafts.Wish("de"), agreed=False)
    assert "who prints?" not in other.draft.body
    to_both = drafts.for_introduction(cast.owner, here, there, "a printer", drafts.Wish(), agreed=True)
    assert to_both.recipients == "amara@asante.example,dai@nakamura.example"


def test_merged_and_taken_along(cast: Cast, tmp_path: Path) -> None:
    esi = person(cast.ada, "Esi Mensah", "esi@mensah.example")
    introductions.propose(cast.owner, esi.id, cast.dai.id, NOW, source="web")
    introductions.propose(cast.owner, esi.id, cast.amara.id, NOW, source="web")
    identity.merge(cast.owner, cast.amara.id, esi.id, NOW, source="web")
    assert list(Introduction.objects.values_list("one_id", "other_id")) == [both(cast)]
    undo(cast.owner, NOW, source="web")
    assert Introduction.objects.count() == 2
    exports.write(cast.owner, tmp_path / "out", NOW, source="cli")
    owner = emptied()
    exports.restore(owner, tmp_path / "out", NOW, source="cli")
    assert Introduction.objects.filter(owner=owner.member_id).count() == 2


def test_forgotten_with_either_of_them(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("segue.actions.forget.scrub", lambda: None)
    esi = person(cast.ada, "Esi Mensah", "esi@mensah.example")
    introductions.propose(cast.owner, *both(cast), NOW, source="web")
    introductions.propose(cast.owner, esi.id, cast.dai.id, NOW, source="web", why="Amara Osei thinks so")
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="web")
    assert "Amara" not in Introduction.objects.get().why
    assert not Message.objects.filter(body__contains="Amara").exists()
