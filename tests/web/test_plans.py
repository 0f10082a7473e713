"""A plan in the browser, all by plain forms; on paper, as Markdown and as tasks."""

from django.test import Client

from segue.store.models import Plan
from tests.cast import NOW, Cast


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def opened(ada: Client, cast: Cast) -> str:
    """The address of a new plan with Amara."""
    answer = ada.post(f"/connections/{cast.with_amara.id}/plan/", {"name": "loan of readers"})
    assert answer["Location"] == f"/plans/{Plan.objects.get().id}/"
    return str(answer["Location"])


def test_from_the_first_item_to_the_last(cast: Cast, ada: Client) -> None:
    address = opened(ada, cast)
    assert "What is the first thing" in text(ada, address)
    ada.post(f"{address}add/", {"what": "print", "side": "them", "due": "2026-11-27"})
    ada.post(f"{address}add/", {"what": "hand out", "side": "me", "due": ""})
    first, second = Plan.objects.get().items.order_by("id")
    ada.post(
        f"/plan-items/{second.id}/change/",
        {"what": "hand out", "side": "both", "due": "2026-11-26", "needs": [first.id], "metric": "sixty children"},
    )
    page = text(ada, address)
    assert "only due on 27 Nov" in page
    assert "sixty children" in page
    assert "waits for" in page
    ada.post(f"/plan-items/{first.id}/done/")
    assert "waits for" not in text(ada, address)
    ada.post(f"{address}finish/")
    assert Plan.objects.get().state == "open"
    ada.post(f"/plan-items/{second.id}/drop/")
    ada.post(f"{address}finish/")
    assert Plan.objects.get().state == "finished"


def test_checking_in_and_what_was_changed(cast: Cast, ada: Client) -> None:
    address = opened(ada, cast)
    ada.post(f"{address}follow-up/", {"on": NOW.date().isoformat(), "every_days": "14", "way": "a call"})
    assert "Check in with Amara Osei: loan of readers" in text(ada, "/")
    ada.post(f"{address}add/", {"what": "print", "side": "them", "due": ""})
    assert "What is open, as I have it:\n- print" in text(ada, f"{address}check-in/")
    ada.post(f"{address}checked-in/")
    assert "Check in with" not in text(ada, "/")
    page = text(ada, f"{address}changes/")
    assert "Ada Lindqvist" in page
    assert "check_in_on: 2026-11-23 → 2026-12-07" in page


def test_an_issue_has_an_owner_and_an_outcome(cast: Cast, ada: Client) -> None:
    address = opened(ada, cast)
    ada.post(f"{address}issue/", {"text": "no ink", "by": "them"})
    issue = Plan.objects.get().issues.get()
    assert f"/issues/{issue.id}/settle/" in text(ada, address)
    ada.post(f"/issues/{issue.id}/settle/", {"outcome": "bought"})
    assert "bought" in text(ada, address)


def test_as_files(cast: Cast, ada: Client) -> None:
    address = opened(ada, cast)
    ada.post(f"{address}add/", {"what": "print", "side": "them", "due": "2026-11-27"})
    assert "**1. print** (Amara Osei)" in text(ada, f"{address}plan.md")
    tasks = ada.get(f"{address}plan.ics")
    assert tasks["Content-Type"] == "text/calendar"
    assert b"SUMMARY:print" in tasks.content


def test_today_checks_in_with_one_press(cast: Cast, ada: Client) -> None:
    address = opened(ada, cast)
    ada.post(f"{address}follow-up/", {"on": NOW.date().isoformat(), "every_days": "14", "way": ""})
    assert f'formaction="{address}checked-in/"' in text(ada, "/")
