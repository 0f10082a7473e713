"""Teams in the browser, by plain forms."""

import pytest
from django.template.loader import render_to_string

from segue.domain.commitments import Move, State
from segue.store.models import Decision, Problem, Team, TeamCommitment
from tests.spaces import Spaces
from tests.web.conftest import SignedIn
from tests.web.test_boards import text


def test_a_team_asks_promises_and_is_done(spaces: Spaces, signed_in: SignedIn) -> None:
    tim, tove = signed_in(spaces.members["Tim"]), signed_in(spaces.members["Tove"])
    here = f"/teams/{spaces.team.id}/"
    assert "Evening" in text(tim, "/teams/")
    assert "Nobody waits for anybody" in text(tim, here)
    told = {"other": spaces.members["Tove"].id, "what": "Have keys made", "due": "2026-12-01"}
    assert tim.post(f"{here}ask/", told)["Location"] == here
    row = TeamCommitment.objects.get()
    page = f"/team-commitments/{row.id}/"
    assert "You are waited for" in text(tove, here)
    assert "Promise it" in text(tove, page)
    assert "Promise it" not in text(tim, page)
    tove.post(f"{page}counter/", {"due": "2026-12-04", "words": "The shop is closed"})
    tim.post(f"{page}accept/", {"words": ""})
    assert "The shop is closed" in text(tove, page)
    tove.post(f"{page}problem/", {"text": "No shop open"})
    assert "No shop open" in text(tim, f"{here}flow/")
    tim.post(f"/problems/{Problem.objects.get().id}/solve/", {"solution": "Another shop"})
    tove.post(f"{page}done/", {"words": "Three keys"})
    tim.post(f"{page}satisfied/", {"words": ""})
    assert TeamCommitment.objects.get().state == "kept"
    record = text(tim, f"{here}record/")
    assert "Another shop" in record
    assert "Have keys made" in record
    assert tim.post(f"{page}decline/", {"words": ""}).status_code == 422


@pytest.mark.parametrize("word", [*Move, *State])
def test_every_move_and_state_is_told_in_words(word: Move | State) -> None:
    part = "move" if isinstance(word, Move) else "state"
    told = render_to_string(f"segue/parts/team_{part}.html", {part: str(word)})
    assert told
    assert told != word or word in (State.PROMISED, State.KEPT, State.DECLINED), "these are words"


def test_the_record_tells_how_it_ended_in_words(spaces: Spaces, signed_in: SignedIn) -> None:
    tim, here = signed_in(spaces.members["Tim"]), f"/teams/{spaces.team.id}/"
    tim.post(f"{here}ask/", {"other": spaces.members["Tove"].id, "what": "Have keys made", "due": ""})
    TeamCommitment.objects.update(state=State.CANCELLED)
    assert "taken back" in text(tim, f"{here}record/")
    assert "cancelled" not in text(tim, f"{here}record/")


def test_a_team_decides_and_keeps_why(spaces: Spaces, signed_in: SignedIn) -> None:
    tim, tove = signed_in(spaces.members["Tim"]), signed_in(spaces.members["Tove"])
    here = f"/teams/{spaces.team.id}/"
    tim.post(f"{here}decide/", {"question": "Which evening?", "way": "vote", "options": "Thursday\nFriday"})
    page = f"/decisions/{Decision.objects.get().id}/"
    tove.post(f"{page}speak/", {"stance": "Friday", "words": ""})
    assert tim.post(f"{page}decide/", {"reasons": ""}).status_code == 422
    tim.post(f"{page}decide/", {"reasons": "Tove has the keys then"})
    assert "Tove has the keys then" in text(tove, f"{here}record/")
    assert "Say it" not in text(tove, page)


def test_a_member_of_a_community_opens_a_team_beside_it(spaces: Spaces, signed_in: SignedIn) -> None:
    emil, cleo = signed_in(spaces.members["Emil"]), signed_in(spaces.members["Cleo"])
    circle = f"/communities/{spaces.community.id}/"
    assert "Evening" in text(cleo, circle)
    emil.post(f"/teams/new/?community={spaces.community.id}", {"name": "Doors", "objective": "Open them"})
    made = Team.objects.get(name="Doors")
    cleo.post(f"/teams/{made.id}/join/", {"next": f"/teams/{made.id}/"})
    assert "Open them" in text(cleo, f"/teams/{made.id}/")
    cleo.post(f"/teams/{made.id}/threads/new/", {"subject": "Keys", "words": "Who has them?"})
    assert "Who has them?" in text(emil, f"/threads/{made.threads.get().id}/")
    assert signed_in(spaces.members["Bo"]).get(f"/threads/{made.threads.get().id}/").status_code == 404


@pytest.mark.parametrize("name", ["Ada", "Bo", "Chiara", "Stellan"])
def test_nobody_looks_into_a_team(spaces: Spaces, signed_in: SignedIn, name: str) -> None:
    client, here = signed_in(spaces.members[name]), f"/teams/{spaces.team.id}/"
    assert {client.get(each).status_code for each in (here, f"{here}flow/", f"{here}record/", f"{here}ask/")} == {404}
    assert "Evening" not in text(client, "/teams/")
