"""`segue communities invite`, `follow`, `hide`, `lock`, `block`, `moderation`, `search` and what takes them back."""

import pytest
from django.test import override_settings

from segue.store.models import Letter
from tests.cli.conftest import Json, Segue
from tests.spaces import Spaces


def test_people_are_invited_followed_moderated_and_found(
    spaces: Spaces, segue: Segue, segue_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act_as(name: str) -> None:
        monkeypatch.setenv("SEGUE_AS", spaces.members[name].user.email)

    def verb(*words: object) -> int:
        return segue("communities", *(str(each) for each in words)).exit_code

    here, thread, post = spaces.community.id, spaces.thread.id, spaces.posts[0].id
    act_as("Mona")
    assert verb("invite", here, "nina@new.example") == 4, "no mail server is set"
    with override_settings(EMAIL_HOST="localhost"):
        made = segue_json("communities", "invite", str(here), "nina@new.example", "--kind", "customer")
    assert [each["kind"] for each in made] == ["customer"]
    assert Letter.objects.count() == 1
    assert "nina@new.example" in segue("communities", "invitations", str(here)).stdout
    assert verb("revoke", made[0]["id"]) == 0
    assert segue_json("communities", "invitations", str(here)) == []
    assert "SEGUE_SMTP_HOST" in segue("communities", "follow", "--thread", str(thread)).stdout
    assert verb("follow", here, "--thread", thread) == 4
    assert segue_json("communities", "unfollow", "--thread", str(thread))["follows"] is False
    assert verb("hide", "--post", post) == 4, "a reason is asked for"
    assert verb("hide", "--post", post, "--why", "an insult") == 0
    assert segue_json("communities", "search", "library", "--in", str(here))["hits"] == []
    assert verb("uncover", "--post", post) == 0
    locked = segue("communities", "lock", str(thread), "--why", "cooling down").stdout
    assert locked.startswith("Locked: Opening hours\nThe members can read it")
    assert verb("unlock", thread) == 0
    assert verb("block", here, "cleo diaz", "--why", "spam") == 0
    assert verb("block", here, "Nobody", "--why", "spam") == 3
    assert verb("unblock", here, "cleo@diaz.example") == 0
    act_as("Emil")
    lines = segue_json("communities", "moderation", str(here))["lines"]
    assert [each["verb"] for each in lines] == ["unblock", "block", "unlock", "lock", "show", "hide"]
    assert "an insult" in segue("communities", "moderation", str(here)).stdout
    assert [each["post"] for each in segue_json("communities", "search", "library")["hits"]] == [post]
    assert verb("block", here, "Cleo Diaz", "--why", "spam") == 3
    assert verb("invitations", here) == 3
    act_as("Ada")
    for words in (("moderation", here), ("search", "library", "--in", here), ("hide", "--post", post, "--why", "x")):
        assert verb(*words) == 3
