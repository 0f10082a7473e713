"""What members do with a purpose: who may, what is refused, what undo takes back."""

import pytest

from segue.actions.deeds import undo
from segue.actions.errors import Conflict, NotFound, Refused
from segue.actions.purposes import endorse, history_of, object_to, raise_purpose, refine
from segue.domain.errors import NotAllowed
from segue.store.models import Community, Post, Purpose, PurposeMove
from tests.cast import NOW
from tests.spaces import Spaces

OUTSIDE = ["Ada", "Bo", "Chiara", "Tim"]


def raised(spaces: Spaces, by: str = "Emil") -> Purpose:
    ids = [post.id for post in spaces.posts[:2]]
    return raise_purpose(spaces.asker(by), spaces.community.id, " Open  one evening ", ids, NOW, source="web")


def test_a_purpose_is_raised_from_posts_and_taken_back(spaces: Spaces) -> None:
    purpose = raised(spaces)
    assert (purpose.wording, purpose.state, purpose.sources.count()) == ("Open one evening", "raised", 2)
    undo(spaces.asker("Emil"), NOW, source="web")
    assert not Purpose.objects.exists()


@pytest.mark.parametrize("name", OUTSIDE)
def test_who_is_not_in_the_community_is_told_there_is_nothing(spaces: Spaces, name: str) -> None:
    purpose, asker = raised(spaces), spaces.asker(name)
    with pytest.raises(NotFound):
        raised(spaces, by=name)
    with pytest.raises(NotFound):
        endorse(asker, purpose.id, NOW, source="web")
    with pytest.raises(NotFound):
        object_to(asker, purpose.id, "no", NOW, source="web")
    with pytest.raises(NotFound):
        refine(asker, purpose.id, "Another", NOW, source="web")
    assert PurposeMove.objects.count() == 1


@pytest.mark.parametrize("name", ["Stellan", "Mona", "Cleo"])
def test_every_member_may_endorse_and_object(spaces: Spaces, name: str) -> None:
    purpose, asker = raised(spaces), spaces.asker(name)
    assert endorse(asker, purpose.id, NOW, source="web").state == "endorsed"
    with pytest.raises(Refused, match="already"):
        endorse(asker, purpose.id, NOW, source="web")
    history = history_of(object_to(asker, purpose.id, "Who locks up?", NOW, source="web"))
    assert (history.endorsed_by, history.objected_by) == (frozenset(), {asker.member_id})


def test_who_raised_it_does_not_endorse_it_alone(spaces: Spaces) -> None:
    with pytest.raises(NotAllowed):
        endorse(spaces.asker("Emil"), raised(spaces).id, NOW, source="web")


def test_in_a_public_community_who_has_not_joined_reads_and_no_more(spaces: Spaces) -> None:
    purpose = raised(spaces)
    Community.objects.update(admission="public")
    with pytest.raises(Refused, match="Join"):
        endorse(spaces.asker("Bo"), purpose.id, NOW, source="web")


def test_every_wording_stays_in_the_history(spaces: Spaces) -> None:
    purpose = raised(spaces)
    assert refine(spaces.asker("Cleo"), purpose.id, "Open on Thursdays", NOW, source="web").wording.endswith("days")
    said = PurposeMove.objects.order_by("id").values_list("words", flat=True)
    assert list(said) == ["Open one evening", "Open on Thursdays"]
    undo(spaces.asker("Cleo"), NOW, source="web")
    assert Purpose.objects.get().wording == "Open one evening"


def test_undo_takes_back_the_latest_move_alone(spaces: Spaces) -> None:
    purpose = raised(spaces)
    endorse(spaces.asker("Cleo"), purpose.id, NOW, source="web")
    endorse(spaces.asker("Emil"), purpose.id, NOW, source="web")
    with pytest.raises(Conflict):
        undo(spaces.asker("Cleo"), NOW, source="web")
    assert history_of(Purpose.objects.get()).state == "endorsed"


def test_hidden_posts_are_no_source_and_words_are_needed(spaces: Spaces) -> None:
    Post.objects.filter(id=spaces.posts[0].id).update(hidden_at=NOW)
    with pytest.raises(NotFound):
        raised(spaces)
    with pytest.raises(Refused, match="at least one"):
        raise_purpose(spaces.asker("Emil"), spaces.community.id, "Open", [], NOW, source="web")
    with pytest.raises(Refused, match="sentence"):
        raise_purpose(spaces.asker("Emil"), spaces.community.id, " ", [spaces.posts[1].id], NOW, source="web")
