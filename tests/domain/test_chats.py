"""Chats: handles, titles, which of the speakers I am, and where a conversation pauses."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain import chats
from segue.domain.addresses import canonical, organisation, robot_reason


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (("WhatsApp Chat with Amara Osei",), "Amara Osei"),
        (("WhatsApp Chat mit Amara Osei (2)",), "Amara Osei"),
        (("Chat de WhatsApp con Amara",), "Amara"),
        (("Discussion WhatsApp avec Book club",), "Book club"),
        (("WhatsApp-chatt med Amara",), "Amara"),
        (("_chat", "WhatsApp Chat - Amara Osei"), "Amara Osei"),
        (("_chat", "Downloads"), ""),
        (("amara",), "amara"),
    ],
)
def test_what_a_chat_is_called(names: tuple[str, ...], title: str) -> None:
    assert chats.title_of(names) == title


@pytest.mark.parametrize(
    ("speakers", "mine", "title", "me"),
    [
        (["Amara Osei", "Ada L"], ["Ada Lindqvist"], "Amara Osei", "Ada L"),
        (["Amara Osei", "Lindqvist, Ada", "Dai"], ["Ada Lindqvist"], "Club", "Lindqvist, Ada"),
        (["Amara Osei", "Ada"], ["Ada Lindqvist", "ada"], "", "Ada"),
        (["Amara Osei"], ["Ada Lindqvist"], "Amara Osei", ""),
        (["Amara Osei", "Dai"], ["Ada Lindqvist"], "Club", None),
        (["Amara Osei", "Dai", "Esi"], ["Ada Lindqvist"], "Dai", None),
        (["Amara"], ["Ada"], "", None),
    ],
)
def test_which_of_them_i_am(speakers: list[str], mine: list[str], title: str, me: str | None) -> None:
    assert chats.who_am_i(speakers, mine, title) == me


@given(st.text(min_size=1, max_size=60), st.text(max_size=30))
def test_a_handle_is_no_mail_address(name: str, chat: str) -> None:
    handle = chats.handle_of(name, chat)
    assert chats.is_handle(handle)
    assert not chats.is_group(handle) or name.casefold().startswith("group:")
    assert robot_reason(chats.handle_of(name.replace("@", ""))) is None
    assert organisation(chats.handle_of(name.replace("@", ""))) == ""
    assert canonical(chats.handle_of("Amara Osei")) == canonical(chats.handle_of("amara  osei"))


def test_who_is_in_no_address_book_is_known_in_one_chat_alone() -> None:
    assert chats.handle_of("~ Anna", "Club") != chats.handle_of("~ Anna", "School")
    assert chats.handle_of("Anna", "Club") == chats.handle_of("Anna", "School")


def test_a_number_in_place_of_a_name() -> None:
    assert chats.number_of("+49 170 1234567") == "+49 170 1234567"
    assert chats.number_of("Amara 2") == ""


def test_a_conversation_pauses_after_a_long_silence_or_when_it_is_long_over_night() -> None:
    assert not chats.pauses(timedelta(days=13), 10)
    assert chats.pauses(timedelta(days=14), 1)
    assert chats.pauses(timedelta(hours=8), 500)
    assert not chats.pauses(timedelta(hours=7), 1_999)
    assert chats.pauses(timedelta(0), 2_000)
