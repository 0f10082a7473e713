"""Whom somebody means who types a name, an address or a number."""

import pytest

from segue.queries.names import persons_called
from tests.cast import Cast, person


@pytest.fixture
def diallo(cast: Cast) -> None:
    person(cast.ada, "Amara Diallo", "amara@diallo.example")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Amara Osei", ["Amara Osei"]),
        ("amara osei", ["Amara Osei"]),
        ("osei", ["Amara Osei"]),
        ("am os", ["Amara Osei"]),
        ("amara", ["Amara Diallo", "Amara Osei"]),
        ("mara", []),
        ("AMARA@asante.example", ["Amara Osei"]),
        ("nobody@asante.example", []),
        ("", []),
        ("#987654", []),
    ],
)
def test_who_is_meant(cast: Cast, diallo: None, words: str, names: list[str]) -> None:
    assert sorted(each.name for each in persons_called(cast.owner, words)) == names


def test_a_number_is_exact(cast: Cast) -> None:
    assert persons_called(cast.owner, f"#{cast.dai.id}") == [cast.dai]
    assert persons_called(cast.owner, str(cast.dai.id)) == [cast.dai]


def test_a_teammate_finds_whom_they_may_see_but_may_not_change_them(cast: Cast) -> None:
    assert persons_called(cast.teammate, "amara") == [cast.amara]
    assert persons_called(cast.teammate, "amara", own=True) == []
    assert persons_called(cast.teammate, "dai") == []
    assert persons_called(cast.stranger, "amara") == []
