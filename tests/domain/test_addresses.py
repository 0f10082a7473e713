"""What an address tells by itself."""

import pytest

from segue.domain.addresses import canonical, organisation, robot_reason


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("Amara@Example.ORG", "amara@example.org"),
        ("amara+lists@example.org", "amara@example.org"),
        ("a.m.ara+x@gmail.com", "amara@gmail.com"),
        ("am.ara@googlemail.com", "amara@gmail.com"),
        ("am.ara@example.org", "am.ara@example.org"),
        ("+49@example.org", "+49@example.org"),
        ("<amara@example.org>", "amara@example.org"),
    ],
)
def test_one_mailbox_has_one_spelling(written: str, one: str) -> None:
    assert canonical(written) == one
    assert canonical(one) == one


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("a@enron.com", "enron.com"),
        ("a@americas.bank.example", "bank.example"),
        ("a@cs.univ.ac.uk", "univ.ac.uk"),
        ("a@univ.ac.uk", "univ.ac.uk"),
        ("a@gmail.com", ""),
        ("a@yahoo.co.uk", ""),
        ("a@worldnet.att.net", ""),
        ("a@localhost", ""),
        ("nobody", ""),
        ("", ""),
    ],
)
def test_an_organisation_is_no_provider_open_to_anybody(address: str, domain: str) -> None:
    assert organisation(address) == domain


@pytest.mark.parametrize(
    "local",
    [
        "no-reply",
        "noreply",
        "do_not_reply",
        "donotreply",
        "orders.no-reply",
        "mailer-daemon",
        "postmaster",
        "notifications",
        "newsletter",
        "no.address",
        "bounces+123-ab",
        "owner-ksummit",
        "ksummit-request",
        "reply+abcdefghijklmn",
        "imceanotes-+22dan+22",
    ],
)
def test_machines_and_lists_are_no_persons(local: str) -> None:
    assert robot_reason(f"{local}@example.org")
    assert robot_reason(f"{local.upper()}@example.org")


@pytest.mark.parametrize(
    "local", ["amara.osei", "renoreply", "alerta", "norbert", "info", "r.smith", "notifyer", "reply"]
)
def test_people_are_no_machines(local: str) -> None:
    assert robot_reason(f"{local}@example.org") is None
