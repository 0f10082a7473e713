"""Topics, dates, news and who is drifting, in the browser."""

from datetime import timedelta

from django.test import Client

from segue.store.models import Connection, News, Occasion, Person, Topic
from tests.cast import NOW, Cast


def test_topics_and_dates_on_a_persons_page(cast: Cast, ada: Client) -> None:
    home = {"next": f"/people/{cast.amara.id}/"}
    ada.post(f"/people/{cast.amara.id}/topics/", home | {"topic": "grid storage", "said": "at lunch"})
    given = home | {"what": "birthday", "on": "1980-03-14"}
    page = ada.post(f"/people/{cast.amara.id}/dates/", given, follow=True).content.decode()
    for words in ("grid storage", "at lunch", "birthday", "since</", "1980"):
        assert words.rstrip("</") in page
    topic, occasion = Topic.objects.get(), Occasion.objects.get()
    assert (occasion.month, occasion.day, occasion.year) == (3, 14, 1980)
    assert "I remembered what you said about grid storage" in _hello(cast, ada)
    ada.post(f"/topics/{topic.id}/drop/", home)
    ada.post(f"/dates/{occasion.id}/drop/", home)
    assert not Topic.objects.exists()
    assert not Occasion.objects.exists()


def test_a_teammate_sees_none_of_it(cast: Cast, ada: Client, signed_in: object) -> None:
    ada.post(f"/people/{cast.amara.id}/topics/", {"topic": "grid storage"})
    page = signed_in(cast.bo).get(f"/people/{cast.amara.id}/").content.decode()  # type: ignore[operator]
    assert "Amara" in page
    assert "grid storage" not in page


def test_news_is_kept_and_passed_on(cast: Cast, ada: Client) -> None:
    ada.post(f"/people/{cast.amara.id}/topics/", {"topic": "grid storage"})
    refused = ada.post("/news/", {"topic": "grid", "link": "javascript:x"})
    assert refused.status_code == 422
    ada.post("/news/", {"topic": "grid", "link": "https://example.org/grid", "title": "New figures", "next": "/news/"})
    page = ada.get("/news/").content.decode()
    assert "New figures" in page
    assert "Amara Osei" in page
    act = f"/news/{News.objects.get().id}/{cast.with_amara.id}"
    assert "https://example.org/grid" in ada.get(f"{act}/draft/").content.decode()
    assert "forwarded" in ada.post(f"{act}/done/", {"next": "/news/"}, follow=True).content.decode()


def test_who_is_drifting(cast: Cast, ada: Client) -> None:
    assert "Nobody, as far as your mail tells." in ada.get("/touch/").content.decode()
    Person.objects.filter(id=cast.amara.id).update(last_at=NOW - timedelta(days=50))
    ada.post(f"/connections/{cast.with_amara.id}/cadence/", {"days": "30", "longest": "45"})
    kept = Connection.objects.get(person=cast.amara)
    assert (kept.cadence_ideal_days, kept.cadence_longest_days) == (30, 45)
    page = ada.get("/touch/").content.decode()
    assert "You wanted at most 45 days." in page
    assert "Say hello" in page


def _hello(cast: Cast, ada: Client) -> str:
    return ada.get(f"/connections/{cast.with_amara.id}/hello/").content.decode()
