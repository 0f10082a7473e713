"""Persons, lists, robots and mass mail."""

import pytest

from segue.formats.bulk import is_robot, kind, says_so
from segue.formats.records import Address

ANN = Address("Ann", "ann@example.org")


@pytest.mark.parametrize(
    ("fields", "bulk"),
    [
        ({}, ""),
        ({"list-id": ["Kernel <kernel.lists.org>"], "list-post": ["<mailto:k@lists.org>"]}, "list"),
        ({"precedence": ["list"]}, "list"),
        ({"mailing-list": ["contact x-help@lists.org"]}, "list"),
        ({"list-id": ["<news.shop.com>"], "list-unsubscribe": ["<https://x>"], "list-unsubscribe-post": ["x"]}, "bulk"),
        ({"list-unsubscribe": ["<https://x>"]}, "bulk"),
        ({"precedence": ["bulk"]}, "bulk"),
        ({"auto-submitted": ["auto-generated"]}, "robot"),
        ({"auto-submitted": ["no"]}, ""),
        ({"content-type": ["multipart/report; report-type=delivery-status"]}, "robot"),
    ],
)
def test_headers_tell(fields: dict[str, list[str]], bulk: str) -> None:
    found = kind(fields, ANN, "Hello")
    assert found.bulk == bulk
    assert bool(found.reason) == bool(bulk)


@pytest.mark.parametrize(
    "addr",
    [
        "no-reply@shop.com",
        "noreply@x.org",
        "do_not_reply@x.org",
        "MAILER-DAEMON@x.org".lower(),
        "orders-noreply@shop.com",
        "notifications@github.com",
        "calendar-notification@google.com",
        "bounces+12=ann@x.org",
        "jira@company.com",
    ],
)
def test_robots_are_told_by_address(addr: str) -> None:
    assert is_robot(addr)
    assert kind({}, Address("", addr), "").bulk == "robot"


@pytest.mark.parametrize(
    "addr",
    ["ann@example.org", "robert@x.org", "norman.reply@x.org", "alerta.silva@x.org", "botond@x.org", "newsom@x.org"],
)
def test_people_are_not_robots(addr: str) -> None:
    assert not is_robot(addr)
    assert kind({}, Address("", addr), "").bulk == ""


@pytest.mark.parametrize(
    ("fields", "subject"),
    [
        ({"auto-submitted": ["auto-replied"]}, "Re: plan"),
        ({"x-autoreply": ["yes"]}, "Re: plan"),
        ({"content-type": ['text/calendar; method="REPLY"']}, "Accepted: plan"),
        ({}, "Out of Office: Ann"),
        ({}, "Automatische Antwort: Plan"),
        ({}, "Réponse automatique : absente"),
    ],
)
def test_an_absence_note_is_automatic_and_its_sender_a_person(fields: dict[str, list[str]], subject: str) -> None:
    found = kind(fields, ANN, subject)
    assert found.automatic
    assert found.bulk == ""


def test_the_list_is_named() -> None:
    assert kind({"list-id": ["The Kernel <Kernel.Lists.ORG>"]}, ANN, "").list_id == "kernel.lists.org"


@pytest.mark.parametrize(
    "words",
    [
        "To unsubscribe, follow the link.",
        "Reply with UNSUBSCRIBE in the subject line.",
        "If you wish to be removed from our mailing list, tell us.",
        "Please do not reply to this e-mail.",
        "This message was automatically generated.",
        "You are receiving this newsletter because you asked for it.",
    ],
)
def test_mail_to_many_says_so(words: str) -> None:
    assert says_so(f"News of the week.\n\n{words}\n")


@pytest.mark.parametrize(
    "words",
    [
        "Please unsubscribe me.",
        "Could you remove me from the list?",
        "No need to reply to this.",
        "The report is automatically sent to Bo.",
        "The old shelf has to be removed.",
        "Did you subscribe to their newsletter?",
    ],
)
def test_who_speaks_of_lists_is_no_list(words: str) -> None:
    assert says_so(words) == ""
