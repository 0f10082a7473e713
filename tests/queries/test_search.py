"""Search finds what the asker may see, newest first, narrowed as typed."""

from datetime import timedelta

import pytest

from segue.actions.weave import weave_conversations
from segue.queries.search import search
from segue.store.bulk import index_text
from segue.store.models import Message
from tests.cast import NOW, Cast, mail, mark

ASK = "Could you send the outline?"


@pytest.fixture
def talked(cast: Cast) -> list[int]:
    """Amara asks in a team thread; Ada answers later; Dai writes of something else, long ago."""
    asked = mail(cast, "amara@asante.example", "ada@lindqvist.example", f"The pilot budget is near. {ASK}")
    asked.conversation.team = cast.team
    asked.conversation.save()
    mark(asked, ASK)
    weave_conversations(cast.owner, [asked.conversation_id])
    answer = mail(
        cast, "ada@lindqvist.example", "dai@nakamura.example", "Outlines and budgets, the pilot, café.", at=NOW
    )
    old = mail(cast, "dai@nakamura.example", "ada@lindqvist.example", "An outline", at=NOW - timedelta(days=400))
    index_text(list(Message.objects.order_by("id").values_list("id", "subject", "body")))
    return [asked.id, answer.id, old.id]


def found(cast: Cast, text: str, who: str = "owner", **options: object) -> list[int]:
    return [hit.message_id for hit in search(getattr(cast, who), text, **options).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("outline ", [0, 2]),
        ("outlin", [1, 0, 2]),
        ('"pilot budget"', [0]),
        ("cafe", [1]),
        ("from:amara", [0]),
        ("from:me", [1]),
        ("with:dai", [1, 2]),
        ("from:dai outline", [2]),
        ("from:amara@asante.example budget", [0]),
        ("outline before:2026", [2]),
        ("outline after:2026-11-20", [0]),
        ("after:2026-11-20 outlin", [1, 0]),
        ("with:dai outlin", [1, 2]),
        ("after:2026-11-22", [1]),
        ("owed:me", [0]),
        ("owed:them", []),
        ("from:nobody", []),
    ],
)
def test_what_is_typed_is_found_newest_first(cast: Cast, talked: list[int], text: str, which: list[int]) -> None:
    if text == "cafe":
        from django.db import connection

        if connection.vendor == "postgresql":
            pytest.skip("PostgreSQL's 'simple' dictionary keeps diacritics")
    assert found(cast, text) == [talked[index] for index in which]


def test_a_teammate_finds_what_is_shared_and_a_stranger_nothing(cast: Cast, talked: list[int]) -> None:
    assert found(cast, "outline", "teammate") == [talked[0]]
    assert found(cast, "from:amara", "teammate") == [talked[0]]
    assert found(cast, "outline", "stranger") == []


def test_pages_follow_each_other(cast: Cast, talked: list[int]) -> None:
    first = search(cast.owner, "outline", limit=2)
    assert first.more
    assert found(cast, "outline", older_than=first.hits[-1].message_id) == [talked[2]]


def test_the_best_may_come_first(cast: Cast, talked: list[int]) -> None:
    assert set(found(cast, "outline", best=True)) == set(talked)


@pytest.mark.parametrize(
    "text", ['"', "()", "from:", "before:yesterday", "owed:you", "a OR b", "NEAR(x y)", "%", "'x", "-", "*"]
)
def test_nothing_typed_breaks_it(cast: Cast, talked: list[int], text: str) -> None:
    search(cast.owner, text)


def test_what_was_not_understood_is_told(cast: Cast) -> None:
    assert search(cast.owner, "x before:yesterday owed:you").odd == ("before:yesterday", "owed:you")
    assert search(cast.owner, "x in:readers").odd == search(cast.owner, "in:readers").odd == ("in:readers",)
