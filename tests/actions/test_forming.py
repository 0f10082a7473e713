"""Purposes that seem to form are pointed at to every member, who can wave them aside."""

from datetime import timedelta

import pytest

from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.forming import bring_back, look_for_forming, wave_aside
from segue.actions.posting import take_back
from segue.actions.reading import read_waiting
from segue.queries.forming import forming_page, posts_shown
from segue.store.models import Community, Forming, Post
from tests.cast import NOW
from tests.spaces import Spaces, say

LATER = NOW + timedelta(days=1)


def look(spaces: Spaces) -> Forming:
    say(spaces.thread, spaces.members["Mona"], "I like this idea, count me in.", NOW)
    read_waiting()
    assert look_for_forming(NOW)
    return Forming.objects.get()


def test_what_forms_is_found_once_and_again_when_somebody_writes(spaces: Spaces) -> None:
    row = look(spaces)
    assert row.theme == "What if one evening a week stayed open?"
    assert "nobody was asked to do" in row.why[0]
    assert spaces.posts[1] in posts_shown(row)
    assert not look_for_forming(NOW)
    say(spaces.thread, spaces.members["Emil"], "We should have one evening a week, yes.", LATER)
    read_waiting()
    assert look_for_forming(LATER)
    again = Forming.objects.get()
    assert (again.id, again.found_at) == (row.id, row.found_at)
    assert again.strength > row.strength


def test_what_is_found_no_more_goes(spaces: Spaces) -> None:
    look(spaces)
    Post.objects.filter(id=spaces.posts[1].id).update(hidden_at=NOW)
    Community.objects.update(looked_at=None)
    look_for_forming(LATER)
    assert not Forming.objects.exists()


@pytest.mark.parametrize("name", ["Emil", "Cleo", "Mona", "Stellan"])
def test_every_member_sees_it_and_may_wave_it_aside(spaces: Spaces, name: str) -> None:
    row = look(spaces)
    assert forming_page(spaces.asker(name), spaces.community.id).found[0].forming == row
    wave_aside(spaces.asker(name), row.id, NOW, source="web")
    page = forming_page(spaces.asker(name), spaces.community.id)
    assert (page.found, [each.forming for each in page.waved]) == ([], [row])


def test_words_that_are_gone_tell_nothing_any_more(spaces: Spaces) -> None:
    row, emil = look(spaces), spaces.asker("Emil")
    assert forming_page(emil, spaces.community.id).found[0].theme == row.theme
    take_back(spaces.asker("Cleo"), spaces.posts[1].id, NOW, source="web")
    [left] = forming_page(emil, spaces.community.id).found
    assert "one evening a week" not in left.theme
    assert spaces.posts[1] not in left.posts
    Post.objects.update(hidden_at=NOW)
    assert forming_page(emil, spaces.community.id).found == []


def test_what_was_waved_aside_stays_away_when_more_comes(spaces: Spaces) -> None:
    row = look(spaces)
    wave_aside(spaces.asker("Emil"), row.id, NOW, source="web")
    say(spaces.thread, spaces.members["Emil"], "We should have one evening a week, yes.", LATER)
    read_waiting()
    look_for_forming(LATER)
    assert [each.waved_at for each in Forming.objects.all()] == [NOW]


def test_waving_aside_is_undone_or_taken_back_by_another(spaces: Spaces) -> None:
    row = look(spaces)
    wave_aside(spaces.asker("Emil"), row.id, NOW, source="web")
    wave_aside(spaces.asker("Cleo"), row.id, LATER, source="web")
    row.refresh_from_db()
    assert row.waved_by == spaces.members["Emil"]
    undo(spaces.asker("Emil"), LATER, source="web")
    row.refresh_from_db()
    assert row.waved_at is None
    with pytest.raises(Refused):
        bring_back(spaces.asker("Cleo"), row.id, LATER, source="web")
    wave_aside(spaces.asker("Emil"), row.id, NOW, source="web")
    bring_back(spaces.asker("Cleo"), row.id, LATER, source="web")
    row.refresh_from_db()
    assert (row.waved_at, row.waved_by) == (None, None)


@pytest.mark.parametrize("name", ["Ada", "Bo", "Chiara", "Tim"])
def test_who_is_not_in_it_is_told_that_it_is_not_there(spaces: Spaces, name: str) -> None:
    row = look(spaces)
    for verb in (wave_aside, bring_back):
        with pytest.raises(NotFound):
            verb(spaces.asker(name), row.id, NOW, source="web")
    with pytest.raises(Community.DoesNotExist):
        forming_page(spaces.asker(name), spaces.community.id)
    row.refresh_from_db()
    assert row.waved_at is None


def test_who_only_reads_a_public_community_judges_nothing(spaces: Spaces) -> None:
    row = look(spaces)
    Community.objects.update(admission=Community.Admission.PUBLIC)
    assert forming_page(spaces.asker("Bo"), spaces.community.id).found[0].forming == row
    assert forming_page(None, spaces.community.id).found[0].forming == row
    with pytest.raises(Refused):
        wave_aside(spaces.asker("Bo"), row.id, NOW, source="web")
