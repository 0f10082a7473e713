"""Intent and stages: kept with their steps, undone, the owner's alone, in the export, and gone when forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest

from segue.actions import closing, exports, maintaining, stages, talks
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.forget import forget
from segue.domain.connections import Intent, Series, Stage, Wanted
from segue.domain.conversations import HonestClose, Who
from segue.domain.errors import NotAllowed
from segue.queries.stages import narrow_needs, needs, way_of
from segue.queries.today import as_of
from segue.store.models import Connection, Need, Person, StageMove, Topic
from tests.actions.test_exports import emptied, files
from tests.actions.test_forget import everything
from tests.cast import LATER, NOW, Cast, person

PILOT = Intent("a pilot in March", Wanted.JOINT_ACTION, "readers for the library", Series.WAY, "a pilot partner")


def wish(cast: Cast, intent: Intent = PILOT) -> Connection:
    return stages.set_intent(cast.owner, cast.with_amara.id, intent, NOW, source="web")


def go(cast: Cast, to: Stage, why: str = "") -> Connection:
    return stages.move_stage(cast.owner, cast.with_amara.id, to, NOW, source="web", why=why)


def test_who_could_serve_a_need_is_told_by_title_house_or_offer(cast: Cast) -> None:
    wish(cast, Intent("a cover", need="A book designer", series=Series.FEW))
    nour = person(cast.ada, "Nour Haddad", "nour@haddad.example")
    Person.objects.filter(id=nour.id).update(title="Head of Design", organisation="Haddad AB")
    esi = person(cast.ada, "Esi Mensah", "esi@mensah.example")
    maintaining.note_topic(cast.owner, esi.id, "book binding", NOW, source="web", kind=Topic.Kind.OFFERS)
    maintaining.note_topic(cast.owner, cast.dai.id, "books", NOW, source="web")
    (line,) = needs(cast.owner)
    assert [(each.name, each.why) for each in line.could] == [("Esi Mensah", "book binding")]
    Person.objects.filter(id=nour.id).update(title="Book designer")
    assert len(needs(cast.owner)[0].could) == 2


def test_today_tells_what_rests_on_too_few(cast: Cast) -> None:
    assert narrow_needs(cast.owner, NOW) == ()
    wish(cast)
    assert [each.why.split(";")[0] for each in as_of(cast.owner, NOW).narrow] == [
        "As far as you have noted, only Amara Osei can"
    ]
    esi = person(cast.ada, "Esi Mensah", "esi@mensah.example")
    for who in (cast.dai, esi):
        stages.set_intent(cast.owner, who.connection.id, PILOT, NOW, source="web")
    assert narrow_needs(cast.owner, NOW) == ()
    for minutes in (20, 30):
        talks.log_talk(cast.owner, f"call with Amara {minutes}m", NOW + timedelta(hours=minutes), source="web")
    (told,) = as_of(cast.owner, NOW + timedelta(days=2)).narrow
    assert (told.what, told.next_id) == ("Talk to Dai Nakamura next: a pilot partner", cast.dai.id)
    assert narrow_needs(cast.stranger, NOW + timedelta(days=2)) == ()
    assert narrow_needs(cast.owner, NOW + timedelta(days=20)) == ()
    how = HonestClose(Who.ME, "no fit")
    closing.close(cast.owner, esi.connection.id, how, LATER, source="web")
    assert "only 2 people can" in narrow_needs(cast.owner, LATER)[0].why
    stages.need_found(cast.owner, told.need_id, True, LATER, source="web")
    assert narrow_needs(cast.owner, LATER) == ()


def test_an_intent_is_the_first_stage_and_is_undone_whole(cast: Cast) -> None:
    wish(cast)
    kept = cast.with_amara
    assert (kept.stage, kept.stage_since, kept.wanted) == ("intent", NOW, "joint action")
    assert (kept.intent, kept.for_them, kept.series) == (PILOT.text, PILOT.for_them, "a way to joint action")
    assert kept.need is not None
    assert kept.need.name == "a pilot partner"
    undo(cast.owner, LATER, source="web")
    assert (cast.with_amara.stage, cast.with_amara.intent, cast.with_amara.need) == ("", "", None)
    assert not Need.objects.exists()
    assert not StageMove.objects.exists()


def test_a_need_is_one_however_it_is_written_and_tells_who_else_serves_it(cast: Cast) -> None:
    wish(cast)
    other = cast.dai.connection
    stages.set_intent(cast.owner, other.id, Intent("an introduction", need="A  pilot PARTNER"), NOW, source="web")
    way = way_of(cast.owner, cast.with_amara, NOW)
    assert way.breadth is not None
    assert [each.name for each in way.breadth.others] == ["Dai Nakamura"]
    assert (way.breadth.live, way.breadth.thin) == (2, True)
    closing.close(cast.owner, other.id, HonestClose(Who.ME, "no fit"), NOW, source="web")
    (line,) = needs(cast.owner)
    assert (line.live, len(line.options)) == (1, 2)
    assert needs(cast.teammate) == needs(cast.stranger) == []


def test_a_need_is_found_and_looked_for_again(cast: Cast) -> None:
    need = wish(cast).need
    assert need is not None
    stages.need_found(cast.owner, need.id, True, NOW, source="web")
    assert needs(cast.owner) == []
    assert len(needs(cast.owner, found=True)) == 1
    undo(cast.owner, LATER, source="web")
    assert len(needs(cast.owner)) == 1
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound):
            stages.need_found(asker, need.id, True, NOW, source="web")


def test_the_steps_of_the_way_are_kept_with_their_reasons(cast: Cast) -> None:
    wish(cast)
    with pytest.raises(NotAllowed, match="leaves out relatedness"):
        go(cast, Stage.POSSIBILITIES)
    go(cast, Stage.POSSIBILITIES, "we have known each other for years")
    way = way_of(cast.owner, cast.with_amara, NOW)
    assert [(each.was, each.to, each.why) for each in way.moves] == [
        ("intent", "possibilities", "we have known each other for years"), ("", "intent", ""),
    ]  # fmt: skip
    assert [state for _stage, state in way.steps] == ["been", "ahead", "here", "ahead", "ahead", "ahead"]
    assert [talk.stage for talk in way.ahead] == ["possibilities", "possibilities", "opportunity", "action"]
    undo(cast.owner, LATER, source="web")
    assert cast.with_amara.stage == "intent"


def test_to_close_is_a_close_and_anew_is_anew(cast: Cast) -> None:
    go(cast, Stage.CLOSED, "no fit now")
    assert (cast.with_amara.stage, cast.with_amara.closed_terms) == ("closed", "no fit now")
    with pytest.raises(Refused, match="begin anew"):
        wish(cast)
    go(cast, Stage.RELATEDNESS)
    assert (cast.with_amara.stage, cast.with_amara.closed_at) == ("relatedness", None)


def test_teammate_and_stranger_are_told_that_there_is_no_such_thing(cast: Cast) -> None:
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound):
            stages.set_intent(asker, cast.with_amara.id, PILOT, NOW, source="web")
        with pytest.raises(NotFound):
            stages.move_stage(asker, cast.with_amara.id, Stage.INTENT, NOW, source="web")


def test_words_are_needed(cast: Cast) -> None:
    with pytest.raises(Refused, match="in your words"):
        wish(cast, Intent("  "))


def test_exported_and_restored_it_is_the_same(cast: Cast, tmp_path: Path) -> None:
    wish(cast)
    go(cast, Stage.RELATEDNESS)
    exports.write(cast.owner, tmp_path / "one", NOW, source="cli")
    owner = emptied()
    exports.restore(owner, tmp_path / "one", NOW, source="cli")
    exports.write(owner, tmp_path / "two", NOW, source="cli")
    for name in ("need.jsonl", "stagemove.jsonl"):
        assert files(tmp_path / "one")[name] == files(tmp_path / "two")[name] != ""


def test_an_export_of_before_there_were_stages_is_still_read(cast: Cast, tmp_path: Path) -> None:
    exports.write(cast.owner, tmp_path / "one", NOW, source="cli")
    for name in ("need", "stagemove", "talkmark"):
        (tmp_path / "one" / "state" / f"{name}.jsonl").unlink()
    assert exports.restore(emptied(), tmp_path / "one", NOW, source="cli")["person"] == 2


@pytest.mark.django_db(transaction=True)
def test_who_is_forgotten_is_gone_from_what_i_wanted_of_others_too(cast: Cast) -> None:
    wish(cast)
    esi = person(cast.ada, "Esi Mensah", "esi@mensah.example").connection
    stages.set_intent(cast.owner, esi.id, Intent("to meet Amara Osei", need="friends of Amara Osei"), NOW, source="web")
    stages.move_stage(cast.owner, esi.id, Stage.CLOSED, NOW, source="web", why="Amara Osei took it over")
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    text = everything()
    assert "osei" not in text
    assert "a pilot in march" not in text
