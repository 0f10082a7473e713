"""Communities and threads in the browser, by plain forms."""

import pytest
from django.test import Client

from segue.actions.posting import begin_thread
from segue.store.models import Belonging, Community, Post, Thread
from tests.cast import NOW
from tests.spaces import Spaces
from tests.web.conftest import SignedIn
from tests.web.test_boards import text


def public(spaces: Spaces) -> Community:
    Community.objects.filter(id=spaces.community.id).update(admission=Community.Admission.PUBLIC)
    return Community.objects.get(id=spaces.community.id)


def test_a_community_is_begun_and_talked_in(spaces: Spaces, signed_in: SignedIn) -> None:
    bo = signed_in(spaces.members["Bo"])
    assert "Open to everybody" not in text(bo, "/communities/")
    told = {"name": "Walkers", "topic": "Walking to work", "about": "On **foot**.", "admission": "invitation"}
    made = bo.post("/communities/new/", told)
    community = Community.objects.get(name="Walkers")
    assert made["Location"] == f"/communities/{community.id}/"
    page = bo.get(made["Location"]).content.decode()
    for words in ("<strong>foot</strong>", "Purposes are looked for here", "Whoever operates the server", "1 member"):
        assert words in page
    begun = bo.post(f"/communities/{community.id}/threads/new/", {"subject": "Rain", "words": "What *then*?"})
    thread = Thread.objects.get(subject="Rain")
    assert begun["Location"] == f"/threads/{thread.id}/"
    said = bo.post(f"/threads/{thread.id}/reply/", {"words": "An umbrella."})
    assert said.status_code == 302
    page = bo.get(f"/threads/{thread.id}/").content.decode()
    assert "<em>then</em>" in page
    assert "An umbrella." in page
    bo.post(f"/communities/{community.id}/change/", told | {"topic": "Walking"})
    assert Community.objects.get(id=community.id).topic == "Walking"


def test_own_words_are_set_right_and_taken_back_by_nobody_else(spaces: Spaces, signed_in: SignedIn) -> None:
    emil, mona = signed_in(spaces.members["Emil"]), signed_in(spaces.members["Mona"])
    first = spaces.posts[0].id
    assert mona.get(f"/posts/{first}/edit/").status_code == 404
    assert mona.post(f"/posts/{first}/take-back/").status_code == 404
    emil.post(f"/posts/{first}/edit/", {"words": "It closes at five."})
    assert "It closes at five." in text(mona, f"/threads/{spaces.thread.id}/")
    emil.post(f"/posts/{first}/take-back/")
    assert "Taken back by who said it." in text(mona, f"/threads/{spaces.thread.id}/")


@pytest.mark.parametrize("name", ["Ada", "Bo", "Chiara", "Tim"])
def test_who_is_not_in_it_finds_nothing_and_can_do_nothing(spaces: Spaces, signed_in: SignedIn, name: str) -> None:
    client, here = signed_in(spaces.members[name]), spaces.community.id
    pages = [f"/communities/{here}/", f"/communities/{here}/members/", f"/communities/{here}/change/"]
    pages += [f"/communities/{here}/threads/new/", f"/threads/{spaces.thread.id}/"]
    assert {client.get(address).status_code for address in pages} == {404}
    assert "Readers" not in text(client, "/communities/")
    before = Post.objects.count()
    for address in (f"/communities/{here}/join/", f"/threads/{spaces.thread.id}/reply/"):
        assert client.post(address, {"words": "Hello"}).status_code == 404
    assert Post.objects.count() == before


def test_anybody_reads_what_is_public_and_joins_with_an_account(spaces: Spaces, signed_in: SignedIn) -> None:
    here = public(spaces)
    nobody = Client()
    assert "Readers" in text(nobody, "/communities/")
    page = text(nobody, f"/threads/{spaces.thread.id}/")
    assert "after seven" in page
    assert "Say it" not in page
    assert "Sign in" in page
    assert nobody.post(f"/threads/{spaces.thread.id}/reply/", {"words": "Hello"}).status_code == 302
    bo = signed_in(spaces.members["Bo"])
    assert "Join Readers" in text(bo, f"/threads/{spaces.thread.id}/")
    bo.post(f"/communities/{here.id}/join/", {"next": f"/communities/{here.id}/"})
    assert "Begin a thread" in text(bo, f"/communities/{here.id}/")
    bo.post(f"/communities/{here.id}/join/", {"next": f"/communities/{here.id}/"})
    assert "You are in this community already." in text(bo, f"/communities/{here.id}/")
    chiara = signed_in(spaces.members["Chiara"])
    assert chiara.get(f"/communities/{here.id}/").status_code == 404


def test_a_guest_has_communities_and_nothing_else(spaces: Spaces, signed_in: SignedIn) -> None:
    cleo = signed_in(spaces.members["Cleo"])
    assert cleo.get("/")["Location"] == "/communities/"
    page = text(cleo, f"/threads/{spaces.thread.id}/")
    assert "Say it" in page
    assert "Pipeline" not in page
    assert cleo.get("/people/").status_code == 403
    assert cleo.get("/communities/new/").status_code == 404


def test_a_steward_appoints_and_closes(spaces: Spaces, signed_in: SignedIn) -> None:
    stellan, emil = signed_in(spaces.members["Stellan"]), signed_in(spaces.members["Emil"])
    here = f"/communities/{spaces.community.id}/"
    row = Belonging.objects.get(community=spaces.community, member=spaces.members["Emil"])
    emil.post(f"{here}members/{row.id}/role/", {"role": "steward"})
    assert Belonging.objects.get(id=row.id).role == "member"
    assert "Appoint" not in text(emil, f"{here}members/")
    stellan.post(f"{here}members/{row.id}/role/", {"role": "moderator", "next": f"{here}members/"})
    assert "employee, moderator" in text(stellan, f"{here}members/")
    stellan.post(f"{here}close/")
    assert "it can be read, and nothing is added" in text(emil, here)
    assert emil.get(f"{here}threads/new/").status_code == 404
    stellan.post(f"{here}reopen/")
    assert emil.get(f"{here}threads/new/").status_code == 200


def test_long_threads_and_many_threads_come_page_by_page(spaces: Spaces, signed_in: SignedIn) -> None:
    asker = spaces.asker("Emil")
    for number in range(31):
        begin_thread(asker, f"Thread {number}", "Words.", NOW, source="test", community_id=spaces.community.id)
    emil = signed_in(spaces.members["Emil"])
    first = emil.get(f"/communities/{spaces.community.id}/")
    older = first.context["known"].next
    assert "Opening hours" in text(emil, f"/communities/{spaces.community.id}/?after={older}")
    assert emil.get(f"/communities/{spaces.community.id}/?after=nonsense").status_code == 200
