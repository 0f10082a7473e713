"""Every noun that there is, also one that was added yesterday: seen by whom it concerns, taken along, and forgotten."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from segue.actions import exports, identity
from segue.actions.deeds import undo
from segue.actions.forget import forget
from segue.store import models as store
from segue.store.access import Asker
from segue.store.bulk import index_text
from segue.store.plain import snapshot
from tests.cast import NOW, Cast
from tests.one_of_each import NO_WORDS, NOT_OWNED, OTHERS_OWN, fill, nouns, texts

NOT_EXPORTED = {
    store.TodayRow: "decided anew from the facts",
}
WORDS = "Amara Osei, amara@asante.example, said so"


def name_of(model: type[models.Model]) -> str:
    return model._meta.model_name or ""


def test_each_noun_belongs_to_somebody_or_is_named_here() -> None:
    others = {name_of(model) for model in apps.get_app_config("store").get_models() if model not in nouns()}
    assert others == NOT_OWNED


# --- seen by whom it concerns ---


def seen_by(asker: Asker, made: dict[type[models.Model], models.Model]) -> set[str]:
    return {name_of(noun) for noun in nouns() if noun.objects.visible_to(asker).filter(pk=made[noun].pk).exists()}


def test_a_stranger_sees_none_of_it_and_changes_none(cast: Cast) -> None:
    made = fill(cast, WORDS)
    store.Team.objects.create(organisation=cast.chiara.organisation, name="Away").members.set([cast.chiara])
    assert seen_by(cast.owner, made) == {name_of(noun) for noun in nouns()}
    assert seen_by(cast.stranger, made) == set()
    for noun in nouns():
        assert noun.objects.owned_by(cast.owner).filter(pk=made[noun].pk).exists(), name_of(noun)
        for asker in (cast.stranger, cast.teammate):
            assert not noun.objects.owned_by(asker).exists(), name_of(noun)


def test_a_teammate_sees_what_is_shared_and_nothing_else(cast: Cast) -> None:
    made = fill(cast, WORDS)
    assert seen_by(cast.teammate, made) == set()
    for noun in nouns():
        if issubclass(noun, store.Shareable):
            noun.objects.filter(pk=made[noun].pk).update(team=cast.team)
    assert seen_by(cast.teammate, made) == {name_of(noun) for noun in nouns() if noun.team_path}
    assert seen_by(cast.stranger, made) == set()


# --- taken along ---


def test_each_noun_is_exported_or_left_out_for_a_reason() -> None:
    assert {*exports.NOUNS, *NOT_EXPORTED} == {*nouns()}
    assert len(exports.NOUNS) == len(set(exports.NOUNS))


def test_what_points_at_another_noun_comes_after_it() -> None:
    for place, noun in enumerate(exports.NOUNS):
        for field in noun._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model in exports.NOUNS:
                assert exports.NOUNS.index(field.related_model) <= place, f"{name_of(noun)}.{field.name}"


def test_each_column_of_each_noun_comes_back(cast: Cast, tmp_path: Path) -> None:
    def columns(row: models.Model) -> dict[str, Any]:
        # Whose it is and when Today looks again follow from where it is restored.
        return {name: value for name, value in snapshot(row).items() if name not in ("owner_id", "refresh_at")}

    made = fill(cast, WORDS)
    before = {noun: columns(made[noun]) for noun in exports.NOUNS}
    exports.write(cast.owner, tmp_path / "out", NOW, source="cli")
    for noun in (store.TodayRow, *reversed(exports.NOUNS)):
        noun.objects.owned_by(cast.owner).delete()
    exports.restore(cast.owner, tmp_path / "out", NOW, source="cli")
    for noun, was in before.items():
        row = noun.objects.owned_by(cast.owner).filter(pk=made[noun].pk).first()
        assert row is not None, name_of(noun)
        assert columns(row) == was, name_of(noun)


# --- two who are one ---

GOES_WITH_WHO_IS_MERGED = {
    store.Person: "it is the one who goes",
    store.Connection: "what it holds is filled into the other's",
    store.TodayRow: "decided anew from the facts",
    store.DoubtfulPair: "of one with themselves nothing is asked",
    store.Introduction: "nobody is introduced to themselves",
}


def test_whatever_hangs_on_a_person_moves_with_them_and_back(cast: Cast) -> None:
    made = fill(cast, WORDS)
    before = {noun: [snapshot(row) for row in noun.objects.order_by("pk")] for noun in nouns()}
    identity.merge(cast.owner, cast.dai.id, made[store.Person].pk, NOW, source="web")
    gone = {noun for noun in nouns() if not noun.objects.filter(pk=made[noun].pk).exists()}
    assert gone <= {*GOES_WITH_WHO_IS_MERGED, store.Exchange}, {name_of(noun) for noun in gone}
    undo(cast.owner, NOW, source="web")
    for noun, rows in before.items():
        if noun not in (store.Event, store.TodayRow, store.Connection):
            assert [snapshot(row) for row in noun.objects.order_by("pk")] == rows, name_of(noun)


# --- forgotten ---


def test_whatever_is_said_to_hold_no_words_exists() -> None:
    named = {name for noun in nouns() for name, _ in texts(noun)}
    assert {*NO_WORDS, *OTHERS_OWN} <= named


@pytest.mark.django_db(transaction=True)
def test_every_text_of_every_noun_forgets(cast: Cast) -> None:
    fill(cast, WORDS)
    index_text(list(store.Message.objects.values_list("id", "subject", "body")))
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    for noun in nouns():
        for row in noun.objects.all():
            told = json.dumps(snapshot(row), ensure_ascii=False).lower()
            for trace in ("osei", "asante"):
                assert trace not in told, f"{name_of(noun)}: {told}"
