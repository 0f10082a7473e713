"""Joining, inviting, following and moderating in the browser, by plain forms."""

import re

import pytest
from django.core import signing
from django.test import Client

from segue.actions.following import follow_thread
from segue.actions.letters import send_letters
from segue.store.models import Belonging, Community, Follow, Letter, Member, Post
from tests.actions.test_joining import Box, box
from tests.actions.test_moving import ask, yes
from tests.cast import NOW
from tests.spaces import Spaces
from tests.web.conftest import SignedIn
from tests.web.test_boards import text

__all__ = ["box"]


def test_an_invited_customer_joins_and_speaks_without_an_account(
    spaces: Spaces, signed_in: SignedIn, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    mona, here = signed_in(spaces.members["Mona"]), f"/communities/{spaces.community.id}/"
    mona.post(f"{here}invitations/", {"emails": "nina@new.example, not-an-address", "kind": "customer"})
    assert not Letter.objects.exists()
    mona.post(f"{here}invitations/", {"emails": "nina@new.example", "kind": "customer"})
    assert "nina@new.example" in text(mona, f"{here}invitations/")
    link = re.search(r"/join/[^/\s]+/", Letter.objects.get().text)
    assert link
    nina = Client()
    page = text(nina, link.group())
    assert "Purposes are looked for here" in page
    assert "as a guest: no account is needed" in page
    assert not Member.objects.filter(user__email="nina@new.example").exists(), "opening it changes nothing"
    assert nina.post(link.group(), {"name": "Nina Nowak"})["Location"] == here
    nina.post(f"/threads/{spaces.thread.id}/reply/", {"words": "Hello from outside"})
    assert "Hello from outside" in text(mona, f"/threads/{spaces.thread.id}/")
    assert Client().get(link.group()).status_code == 200
    assert Client().post(link.group(), {"name": "Somebody else"})["Location"].startswith("/accounts/login/")
    assert send_letters(NOW.replace(year=NOW.year + 1))


def test_somebody_from_outside_asks_for_a_link(spaces: Spaces, box: Box) -> None:
    here, nobody = f"/communities/{spaces.community.id}/ask/", Client()
    assert nobody.get(here).status_code == 404
    Community.objects.update(admission="public")
    assert "Join" in text(nobody, f"/communities/{spaces.community.id}/")
    answer = nobody.post(here, {"email": "nina@new.example", "name": "Nina"})
    again = nobody.post(here, {"email": spaces.members["Emil"].user.email, "name": "Emil"})
    assert "a link is on its way" in answer.content.decode()
    assert answer.content.decode().count("notice") == again.content.decode().count("notice")
    assert "a link is on its way" in nobody.post("/communities/sign-in/", {"email": "x@y.example"}).content.decode()


def test_word_of_a_thread_ends_by_one_click_without_a_cookie(spaces: Spaces, signed_in: SignedIn) -> None:
    emil = signed_in(spaces.members["Emil"])
    emil.post(f"/threads/{spaces.thread.id}/follow/")
    assert Follow.objects.count() == 1
    emil.post(f"/threads/{spaces.thread.id}/follow/")
    assert not Follow.objects.exists()
    row = follow_thread(spaces.asker("Emil"), spaces.thread.id, NOW, source="web")
    link = f"/unfollow/{signing.dumps(row.id, salt='segue.unfollow')}/"
    program = Client(enforce_csrf_checks=True)
    assert "Opening hours" in text(program, link)
    assert Follow.objects.count() == 1, "opening it changes nothing"
    program.post(link, {"List-Unsubscribe": "One-Click"})
    assert not Follow.objects.exists()
    assert "no more mail" in text(program, link)
    assert program.get("/unfollow/forged/").status_code == 404


def test_a_moderator_is_led_to_the_same_words_in_another_space(spaces: Spaces, signed_in: SignedIn) -> None:
    Community.objects.update(admission="public")
    row = ask(spaces, "Mona")
    yes(spaces, "Emil", row)
    made = yes(spaces, "Tim", row).made
    assert made is not None
    mona, tim = signed_in(spaces.members["Mona"]), signed_in(spaces.members["Tim"])
    mona.post(f"/posts/{spaces.posts[0].id}/moderate/hide/", {"why": "an insult"})
    page = text(mona, f"/threads/{spaces.thread.id}/")
    assert "The same words still stand in another space" in page
    assert "See them there" not in page
    assert "A moderator has hidden the same words" in text(tim, f"/threads/{made.id}/")
    spaces.team.members.add(spaces.members["Mona"])
    assert f"/threads/{made.id}/?post=" in text(mona, f"/threads/{spaces.thread.id}/")


def test_a_moderator_hides_with_a_reason_that_members_read(spaces: Spaces, signed_in: SignedIn) -> None:
    mona, cleo = signed_in(spaces.members["Mona"]), signed_in(spaces.members["Cleo"])
    first, here = spaces.posts[0], f"/communities/{spaces.community.id}/"
    assert mona.post(f"/posts/{first.id}/moderate/hide/", {"why": ""}).status_code == 422
    mona.post(f"/posts/{first.id}/moderate/hide/", {"why": "an insult"})
    page = text(cleo, f"/threads/{spaces.thread.id}/")
    assert "closes at six" not in page
    assert "Hidden by a moderator" in page
    assert "an insult" in text(cleo, f"{here}moderation/")
    row = Belonging.objects.get(member=spaces.members["Cleo"])
    mona.post(f"{here}members/{row.id}/block/", {"why": "spam"})
    assert cleo.get(here).status_code == 404
    for name in ("Emil", "Ada", "Bo", "Chiara"):
        client = signed_in(spaces.members[name])
        assert client.post(f"/posts/{first.id}/moderate/show/", {"why": ""}).status_code == 404
        assert client.get(f"{here}members/{row.id}/unblock/").status_code == 404
    assert Post.objects.get(id=first.id).hidden_at
