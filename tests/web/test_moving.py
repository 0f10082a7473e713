"""How a thread reads, asking to move it, and what seems to form, in the browser by plain forms."""

import pytest
from django.test import Client

from segue.actions.forming import look_for_forming
from segue.actions.moving import ask_to_move
from segue.actions.purposes import raise_purpose
from segue.actions.reading import read_waiting
from segue.store.models import Community, Forming, MoveAsk, Thread
from segue.web.reading_words import CONTRASTS
from tests.actions.test_reading import WORK, a_thread
from tests.cast import NOW
from tests.spaces import SAID, Spaces, say
from tests.web.conftest import SignedIn
from tests.web.test_boards import text


@pytest.fixture
def asked(spaces: Spaces) -> MoveAsk:
    """Mona asks to let the thread go on in the team, with all its messages."""
    posts = [post.id for post in spaces.posts]
    return ask_to_move(
        spaces.asker("Mona"), spaces.thread.id, "Late evenings", "They would like **one** evening.", posts, NOW,
        source="web", team_id=spaces.team.id,
    )  # fmt: skip


def test_the_reading_shows_five_contrasts_with_their_words(spaces: Spaces, signed_in: SignedIn) -> None:
    thread = a_thread(spaces, WORK)
    address = f"/threads/{thread.id}/reading/"
    assert "Not read yet" in text(signed_in(spaces.members["Emil"]), address)
    read_waiting()
    page = text(signed_in(spaces.members["Emil"]), address)
    for words in ("Reads plainly as an interaction", "dates and decisions", "by Friday", "How it is read"):
        assert words in page
    assert [str(words) for words in CONTRASTS.values() if str(words) not in page] == []


@pytest.mark.parametrize("name", ["Ada", "Bo", "Chiara", "Tim"])
def test_who_is_not_in_it_finds_none_of_these_pages(
    spaces: Spaces, asked: MoveAsk, signed_in: SignedIn, name: str
) -> None:
    client = signed_in(spaces.members[name])
    here = spaces.thread.id
    pages = [f"/threads/{here}/reading/", f"/threads/{here}/move/", f"/communities/{spaces.community.id}/forming/"]
    for address in [*pages, f"/threads/{here}/stay/"]:
        assert client.post(address).status_code in (404, 405), address
        assert client.get(address).status_code == 404, address
    status = client.get(f"/moves/{asked.id}/").status_code
    assert status == (200 if name == "Tim" else 404)


def test_who_only_reads_a_public_community_is_shown_all_and_offered_nothing(
    spaces: Spaces, signed_in: SignedIn
) -> None:
    Community.objects.update(admission=Community.Admission.PUBLIC)
    bo = signed_in(spaces.members["Bo"])
    assert "What it is for" in text(bo, f"/threads/{spaces.thread.id}/reading/")
    assert "Nothing seems to form here yet" in text(bo, f"/communities/{spaces.community.id}/forming/")
    assert bo.get(f"/threads/{spaces.thread.id}/move/").status_code == 404
    nobody = Client()
    assert "What it is for" in text(nobody, f"/threads/{spaces.thread.id}/reading/")
    assert "Nothing seems to form here yet" in text(nobody, f"/communities/{spaces.community.id}/forming/")
    assert nobody.get(f"/threads/{spaces.thread.id}/move/").status_code == 302


def test_a_thread_is_asked_about_and_moves_once_both_said_yes(spaces: Spaces, signed_in: SignedIn) -> None:
    mona, emil, tim, cleo = (signed_in(spaces.members[name]) for name in ("Mona", "Emil", "Tim", "Cleo"))
    address = f"/threads/{spaces.thread.id}/move/"
    form = text(mona, address)
    assert "Evening" in form
    assert 'value="Opening hours"' not in form  # Emil's words, which those in the team cannot read
    assert 'value="Opening hours"' in text(emil, address)
    given = {"to": spaces.team.id, "subject": "Late evenings", "words": "One **evening**.", "posts": []}
    assert mona.post(address, given | {"words": ""}).status_code == 422
    answer = mona.post(address, given | {"posts": [post.id for post in spaces.posts]})
    page = answer["Location"]
    assert "It waits for who began it, and for those there." in text(mona, page)
    seen = text(tim, page)
    assert "<strong>evening</strong>" in seen
    assert "From a space that you are not in" in seen
    for _name, words in SAID:
        assert words not in seen
    for where in ("/teams/", f"/teams/{spaces.team.id}/"):
        assert f'href="{page}"' in text(tim, where)
    assert f'href="{page}"' in text(emil, "/communities/")
    cleo.post(f"{page}words-yes/", {"next": page})
    assert SAID[1][1] in text(tim, page)
    tim.post(f"{page}yes/", {"next": page})
    assert "It waits for who began it." in text(mona, page)
    emil.post(f"{page}yes/", {"next": page})
    assert "Both sides said yes" in text(tim, page)
    spaces.thread.refresh_from_db()
    assert spaces.thread.fate == Thread.Fate.MOVED


def test_a_no_is_told_and_what_is_refused_too(spaces: Spaces, asked: MoveAsk, signed_in: SignedIn) -> None:
    tim = signed_in(spaces.members["Tim"])
    page = f"/moves/{asked.id}/"
    tim.post(f"{page}no/", {"next": page})
    assert "this is not asked again" in text(tim, page)
    assert "Yes, let it go on there" not in text(tim, page)
    emil = signed_in(spaces.members["Emil"])
    given = {"to": spaces.team.id, "subject": "Late", "words": "Please"}
    again = emil.post(f"/threads/{spaces.thread.id}/move/", given, follow=True)
    assert "They said no once" in again.content.decode()
    assert tim.get(f"{page}yes/").status_code == 404


def test_where_there_is_nowhere_to_go_it_says_so(spaces: Spaces, signed_in: SignedIn) -> None:
    spaces.team.delete()
    page = text(signed_in(spaces.members["Emil"]), f"/threads/{spaces.thread.id}/move/")
    assert "There is nowhere to move it to" in page


def test_what_forms_is_shown_waved_aside_and_brought_back(spaces: Spaces, signed_in: SignedIn) -> None:
    emil = signed_in(spaces.members["Emil"])
    address = f"/communities/{spaces.community.id}/forming/"
    assert "New posts wait to be read" in text(emil, address)
    say(spaces.thread, spaces.members["Mona"], "I like this idea, count me in.", NOW)
    read_waiting()
    assert look_for_forming(NOW)
    row = Forming.objects.get()
    page = text(emil, address)
    raising = f"/communities/{spaces.community.id}/purposes/raise/?forming={row.id}"
    for words in (row.theme, row.why[0], "Wave aside", SAID[1][1], raising):
        assert words.replace("'", "&#x27;") in page
    assert row.theme in text(emil, raising)
    raise_purpose(
        spaces.asker("Emil"), spaces.community.id, "One late evening", [spaces.posts[1].id], NOW, source="web",
        forming_id=row.id,
    )  # fmt: skip
    assert "One late evening" in text(emil, address)
    emil.post(f"/forming/{row.id}/wave-aside/", {"next": address})
    page = text(emil, address)
    assert "by Emil Holm" in page
    assert "Segue last looked" in page
    emil.post(f"/forming/{row.id}/bring-back/", {"next": address})
    assert "Wave aside" in text(emil, address)
    assert emil.get(f"/forming/{row.id}/wave-aside/").status_code == 404
