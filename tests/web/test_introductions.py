"""Introductions in the browser: two who fit, each asked, and the mail to both."""

from django.test import Client

from segue.store.models import Introduction
from tests.cast import Cast


def note(ada: Client, person_id: int, topic: str, kind: str) -> None:
    ada.post(f"/people/{person_id}/topics/", {"topic": topic, "kind": kind, "next": "/"})


def page(ada: Client) -> str:
    return ada.get("/introductions/").content.decode()


def test_two_who_fit_are_asked_one_after_the_other(cast: Cast, ada: Client) -> None:
    assert "Nobody yet." in page(ada)
    note(ada, cast.amara.id, "a printer", "needs")
    note(ada, cast.dai.id, "printer", "offers")
    assert "looks for it" in ada.get(f"/people/{cast.amara.id}/").content.decode()
    assert "Amara Osei looks for “a printer”; Dai Nakamura can offer it." in page(ada)
    here, there = cast.with_amara.id, cast.dai.connection.id
    to_amara, to_dai = f"/introductions/{here}/{there}", f"/introductions/{there}/{here}"
    words = ada.get(f"{to_amara}/draft/").content.decode()
    assert "somebody I think you would like to meet: Dai Nakamura" in words
    home = {"next": "/introductions/"}
    told = ada.post(f"{to_amara}/done/", home, follow=True).content.decode()
    assert "Amara Osei was asked whether to meet Dai Nakamura." in told
    assert "Ends by itself:" in told
    ada.post(f"{to_amara}/said-yes/", home)
    ada.post(f"{to_dai}/done/", home)
    ada.post(f"{to_dai}/said-yes/", home)
    assert "both said yes" in page(ada)
    mail = ada.get(f"{to_amara}/draft/").content.decode()
    assert "you both said that you would like to meet" in mail
    assert "mailto:amara@asante.example,dai@nakamura.example" in mail
    assert "See Today" not in mail


def test_two_i_think_of_are_named(cast: Cast, ada: Client) -> None:
    refused = ada.post("/introductions/", {"one": "Amara", "other": "Nobody"})
    assert refused.status_code == 422
    assert "Nobody of yours is called that." in refused.content.decode()
    ada.post("/introductions/", {"one": "Amara", "other": "Dai", "why": "books", "next": "/introductions/"})
    assert Introduction.objects.get().why == "books"
    assert "nobody asked yet" in page(ada)
    again = ada.post("/introductions/", {"one": "Amara", "other": "Amara", "next": "/introductions/"}, follow=True)
    assert "Name two different people." in again.content.decode()
