"""Whether a thread stays where it is: any member says so, once."""

import pytest

from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.moving import let_stay
from segue.store.models import Community, Thread
from tests.cast import NOW
from tests.spaces import Spaces


@pytest.mark.parametrize("name", ["Emil", "Cleo", "Mona", "Stellan"])
def test_any_member_lets_it_stay_and_takes_it_back(spaces: Spaces, name: str) -> None:
    for _ in range(2):
        assert let_stay(spaces.asker(name), spaces.thread.id, NOW, source="web").fate == Thread.Fate.STAYS
    undo(spaces.asker(name), NOW, source="web")
    spaces.thread.refresh_from_db()
    assert spaces.thread.fate == ""


@pytest.mark.parametrize("name", ["Ada", "Bo", "Chiara", "Tim"])
def test_who_is_not_in_it_says_nothing_to_it(spaces: Spaces, name: str) -> None:
    with pytest.raises(NotFound):
        let_stay(spaces.asker(name), spaces.thread.id, NOW, source="web")
    Community.objects.update(admission=Community.Admission.PUBLIC)
    with pytest.raises((NotFound, Refused)):
        let_stay(spaces.asker(name), spaces.thread.id, NOW, source="web")
    spaces.thread.refresh_from_db()
    assert spaces.thread.fate == ""


def test_what_was_moved_is_not_said_to_stay(spaces: Spaces) -> None:
    Thread.objects.filter(id=spaces.thread.id).update(fate=Thread.Fate.MOVED)
    with pytest.raises(Refused):
        let_stay(spaces.asker("Emil"), spaces.thread.id, NOW, source="web")
