"""Topics, dates and news: kept and undone, the owner's alone, in the export, gone with whoever is forgotten."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from segue.actions import closing, exports, identity
from segue.actions import maintaining as verbs
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.forget import forget
from segue.actions.today import refresh
from segue.domain.conversations import HonestClose, Who
from segue.queries import maintaining as queries
from segue.queries.today import as_of, shown
from segue.store.models import Connection, Conversation, Exchange, News, Occasion, Participant, Person, TalkMark, Topic
from tests.actions.test_exports import emptied
from tests.actions.test_forget import everything
from tests.cast import LATER, NOW, Cast, mail


def topic(cast: Cast, name: str = "grid storage", said: str = "at lunch") -> Topic:
    return verbs.note_topic(cast.owner, cast.amara.id, name, NOW, source="web", said=said)


def news(cast: Cast, about: str = "Grid storage") -> News:
    return verbs.note_news(cast.owner, about, NOW, source="web", link="https://example.org/grid/", note="new figures")


def test_a_topic_is_one_however_it_is_written_and_is_undone(cast: Cast) -> None:
    topic(cast)
    verbs.note_topic(cast.owner, cast.amara.id, "Grid  Storage", LATER, source="web")
    (line,) = queries.keeping_of(cast.owner, cast.amara.id, LATER).topics
    assert (line.name, line.said, line.at) == ("grid storage", "at lunch", LATER)
    assert line.id
    verbs.drop_topic(cast.owner, line.id, LATER, source="web")
    assert not Topic.objects.exists()
    for _ in range(3):
        undo(cast.owner, LATER, source="web")
    assert not Topic.objects.exists()
    with pytest.raises(Refused, match="has a name"):
        topic(cast, " ")


def test_what_was_marked_in_a_talk_is_a_topic_with_its_source(cast: Cast) -> None:
    talk = Conversation.objects.create(owner=cast.ada, medium="call", first_at=NOW, last_at=NOW)
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.amara)
    for kind, fate in (("topic", ""), ("topic", "dropped"), ("idea", "")):
        TalkMark.objects.create(
            owner=cast.ada, conversation=talk, client_id=f"{kind}{fate}", kind=kind, text=f"{kind} {fate}".strip(),
            at=NOW, edited_at=NOW, fate=fate,
        )  # fmt: skip
    (line,) = queries.keeping_of(cast.owner, cast.amara.id, NOW).topics
    assert (line.id, line.name, line.conversation_id) == (None, "topic", talk.id)


def test_a_date_comes_round_and_is_in_today(cast: Cast) -> None:
    verbs.note_occasion(cast.owner, cast.amara.id, "birthday", 11, 23, NOW, source="web", year=1980)
    (line,) = queries.keeping_of(cast.owner, cast.amara.id, NOW).occasions
    assert line.next_on == NOW.date()
    refresh(cast.owner, NOW)
    (row,) = shown(cast.owner, NOW).rows
    assert row == as_of(cast.owner, NOW).rows[0]
    assert (row.rule, row.what) == ("date that matters", "Say hello to Amara Osei: birthday")
    assert as_of(cast.owner, NOW + timedelta(days=365)).rows[0].rule == "date that matters"
    for month, day in ((2, 30), (13, 1), (0, 1)):
        with pytest.raises(Refused, match="not a date"):
            verbs.note_occasion(cast.owner, cast.amara.id, "x", month, day, NOW, source="web")


def test_news_is_for_those_on_whose_mind_its_topic_is_until_it_was_passed_on(cast: Cast) -> None:
    topic(cast, "grid storage in Ghana")
    item = news(cast)
    assert item.title == "example.org/grid"
    refresh(cast.owner, LATER)
    (row,) = shown(cast.owner, LATER).rows
    assert row == as_of(cast.owner, LATER).rows[0]
    assert (row.rule, row.news_id) == ("news", item.id)
    (line,) = queries.news_lines(cast.owner, LATER)
    assert line.people == ((cast.amara, ""),)
    verbs.forwarded(cast.owner, item.id, cast.amara.id, LATER, source="web")
    refresh(cast.owner, LATER)
    assert shown(cast.owner, LATER).rows == as_of(cast.owner, LATER).rows == ()
    verbs.left(cast.owner, item.id, cast.amara.id, LATER, source="web")
    assert queries.news_lines(cast.owner, LATER)[0].people == ((cast.amara, "left"),)
    undo(cast.owner, LATER, source="web")
    undo(cast.owner, LATER, source="web")
    refresh(cast.owner, LATER)
    assert len(shown(cast.owner, LATER).rows) == 1
    verbs.drop_news(cast.owner, item.id, LATER, source="web")
    refresh(cast.owner, LATER)
    assert shown(cast.owner, LATER).rows == ()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"topic": " ", "title": "x"}, "a topic"),
        ({"topic": "x"}, "a title or a link"),
        ({"topic": "x", "link": "javascript:alert(1)"}, "begins with https"),
    ],
)
def test_news_needs_something_to_read(cast: Cast, given: dict[str, str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        verbs.note_news(cast.owner, now=NOW, source="web", **given)  # type: ignore[arg-type]


def test_after_a_close_neither_dates_nor_news_ask(cast: Cast) -> None:
    topic(cast)
    news(cast)
    verbs.note_occasion(cast.owner, cast.amara.id, "birthday", 11, 24, NOW, source="web")
    closing.close(cast.owner, cast.with_amara.id, HonestClose(Who.BOTH, "no fit"), NOW, source="web")
    assert as_of(cast.owner, NOW + timedelta(days=1, hours=3)).rows == ()
    assert queries.news_lines(cast.owner, LATER)[0].people == ()
    assert queries.drifting(cast.owner, NOW + timedelta(days=900)) == []


def test_who_i_am_losing_touch_with(cast: Cast) -> None:
    Person.objects.filter(id=cast.amara.id).update(last_at=NOW - timedelta(days=50))
    Connection.objects.filter(person=cast.amara).update(cadence_ideal_days=30, cadence_longest_days=45)
    Connection.objects.filter(person=cast.dai).update(written_first_at=NOW - timedelta(days=400))
    for days in range(100, 170, 10):
        said = mail(
            cast, "dai@nakamura.example", "ada@lindqvist.example", "Hello", at=NOW - timedelta(days=days)
        )  # fmt: skip
        Exchange.objects.create(owner=cast.ada, connection=cast.dai.connection, message=said, out=False)
    Person.objects.filter(id=cast.dai.id).update(last_at=NOW - timedelta(days=100))
    topic(cast)
    found = queries.drifting(cast.owner, NOW)
    assert [(each.name, each.losing.loss.name, each.topics) for each in found] == [
        ("Amara Osei", "LONGEST", ("grid storage",)),
        ("Dai Nakamura", "USUAL", ()),
    ]
    assert queries.drifting(cast.teammate, NOW) == queries.drifting(cast.stranger, NOW) == []


def test_all_of_it_is_the_owners_alone(cast: Cast) -> None:
    noted, item = topic(cast), news(cast)
    occasion = verbs.note_occasion(cast.owner, cast.amara.id, "birthday", 11, 24, NOW, source="web")
    attempts: list[Callable[..., object]] = [
        partial(verbs.note_topic, person_id=cast.amara.id, name="x"),
        partial(verbs.drop_topic, topic_id=noted.id),
        partial(verbs.note_occasion, person_id=cast.amara.id, what="x", month=1, day=1),
        partial(verbs.drop_occasion, occasion_id=occasion.id),
        partial(verbs.drop_news, news_id=item.id),
        partial(verbs.forwarded, news_id=item.id, person_id=cast.amara.id),
    ]
    for asker in (cast.teammate, cast.stranger):
        for attempt in attempts:
            with pytest.raises(NotFound):
                attempt(asker, now=NOW, source="web")
        kept = queries.keeping_of(asker, cast.amara.id, NOW)
        assert (kept.topics, kept.occasions) == ((), ())
        assert queries.news_lines(asker, NOW) == []
        assert queries.topic_names(asker) == []


def test_two_who_are_one_keep_what_was_known_of_both(cast: Cast) -> None:
    topic(cast)
    verbs.note_topic(cast.owner, cast.dai.id, "sails", NOW, source="web")
    identity.merge(cast.owner, cast.amara.id, cast.dai.id, LATER, source="web")
    assert set(queries.topics_of(cast.owner, [cast.amara.id])[cast.amara.id]) == {"grid storage", "sails"}
    undo(cast.owner, LATER, source="web")
    assert queries.topics_of(cast.owner, [cast.dai.id])[cast.dai.id] == ["sails"]


def test_an_export_gives_it_back(cast: Cast, tmp_path: Path) -> None:
    topic(cast)
    item = news(cast)
    verbs.note_occasion(cast.owner, cast.amara.id, "birthday", 3, 14, NOW, source="web", year=1980)
    verbs.left(cast.owner, item.id, cast.amara.id, NOW, source="web")
    exports.write(cast.owner, tmp_path / "one", NOW, source="cli")
    owner = emptied()
    exports.restore(owner, tmp_path / "one", NOW, source="cli")
    assert Topic.objects.get(owner=owner.member_id).said == "at lunch"
    assert Occasion.objects.get(owner=owner.member_id).year == 1980
    assert queries.news_lines(owner, NOW)[0].people[0][1] == "left"


@pytest.mark.django_db(transaction=True)
def test_who_is_forgotten_takes_it_along(cast: Cast) -> None:
    topic(cast, said="Amara Osei looks into it")
    item = news(cast, "Amara Osei's grids")
    verbs.note_occasion(cast.owner, cast.amara.id, "the day Amara began", 3, 14, NOW, source="web")
    verbs.note_topic(cast.owner, cast.dai.id, "works with Amara Osei", NOW, source="web")
    verbs.forwarded(cast.owner, item.id, cast.amara.id, NOW, source="web")
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    assert "osei" not in everything()
    assert "looks into it" not in everything()
    assert "the day" not in everything()
