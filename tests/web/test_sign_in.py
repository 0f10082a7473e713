"""Signing in: by a link that works once, by password; sign-up is closed; every page keeps a strict policy."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from segue.actions.accounts import sign_in_link
from tests.cast import Cast


def test_a_link_signs_in_once(cast: Cast) -> None:
    token = sign_in_link(cast.ada.user, timezone.now())
    client = Client()
    assert b"This link signs you in once." in client.get(f"/sign-in/{token}/").content
    assert client.get("/").status_code == 302, "looking at the link must not spend it, nor sign anybody in"
    assert client.post(f"/sign-in/{token}/")["Location"] == "/"
    assert client.get("/").status_code == 200
    again = Client()
    assert b"used" in again.post(f"/sign-in/{token}/", follow=True).content
    assert again.get("/").status_code == 302


def test_a_made_up_link_is_refused_in_words(db: None) -> None:
    assert b"not one of ours" in Client().post("/sign-in/made-up/", follow=True).content


def test_a_password_signs_in(cast: Cast) -> None:
    cast.ada.user.set_password("correct horse battery")
    cast.ada.user.save()
    client = Client()
    wrong = client.post("/accounts/login/", {"login": "ada@lindqvist.example", "password": "no"})
    assert b"not correct" in wrong.content
    right = {"login": "ada@lindqvist.example", "password": "correct horse battery"}
    assert client.post("/accounts/login/", right)["Location"] == "/"


def test_nobody_takes_on_an_address_that_is_not_theirs(cast: Cast, ada: Client) -> None:
    assert ada.post("/accounts/email/", {"email": "boss@asante.example", "action_add": ""}).status_code == 404
    assert ada.post("/accounts/email/", {"email": "boss@asante.example", "action_primary": ""}).status_code == 404
    cast.ada.user.refresh_from_db()
    assert cast.ada.user.email == "ada@lindqvist.example"


def test_nobody_can_sign_up(db: None) -> None:
    client = Client()
    details = {"email": "x@example.org", "password1": "correct horse battery", "password2": "correct horse battery"}
    client.post("/accounts/signup/", details)
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "address", ["/", "/people/", "/search/", "/imports/", "/settings/", "/accounts/2fa/", "/nowhere/"]
)
def test_pages_hold_nothing_inline(address: str, cast: Cast, ada: Client) -> None:
    answer = ada.get(address)
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    page = answer.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son\w+=", page)
