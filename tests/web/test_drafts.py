"""The page of a draft: languages, lengths, and taking it along as a file."""

from django.test import Client

from tests.cast import Cast


def test_a_draft_is_taken_as_a_file_as_it_was_changed(cast: Cast, ada: Client) -> None:
    page = ada.get(f"/connections/{cast.with_amara.id}/draft/").content.decode()
    assert "Hello Amara," in page
    assert "?in=de" in page
    given = {"to": "amara@asante.example", "name": "Amara Osei", "subject": "Hello", "text": "Dear Amara,\r\nchanged"}
    taken = ada.post("/draft.eml", given)
    assert taken["Content-Type"] == "message/rfc822"
    assert b"To: Amara Osei <amara@asante.example>" in taken.content
    assert taken.content.endswith(b"Dear Amara,\r\nchanged\r\n")
    assert ada.get("/draft.eml").status_code == 302


def test_it_comes_in_german_too(cast: Cast, ada: Client) -> None:
    page = ada.get(f"/connections/{cast.with_amara.id}/draft/?in=de").content.decode()
    assert "Guten Tag Amara Osei," in page
    assert 'aria-current="true"' in page
    assert ada.get(f"/connections/{cast.with_amara.id}/draft/?in=../../etc&length=9").status_code == 200


def test_the_settings_tell_where_the_words_lie(cast: Cast, ada: Client) -> None:
    assert "drafts/en.txt" in ada.get("/settings/").content.decode()
