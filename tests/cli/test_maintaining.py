"""segue touch, topic, occasion, news and forward."""

from datetime import timedelta

from segue.store.models import Connection, Person
from tests.cast import NOW, Cast
from tests.cli.conftest import Json, Segue


def test_topics_and_dates_are_kept_listed_and_dropped(segue: Segue, segue_json: Json, cast: Cast) -> None:
    assert "No topic" in segue("topic", "amara").stdout
    assert segue_json("topic", "amara", "grid", "storage", "--said", "at lunch")[0]["said"] == "at lunch"
    assert "grid storage" in segue("hello", "amara").stdout
    assert segue_json("topic", "amara", "Grid storage", "--drop") == []
    assert segue("topic", "amara", "nothing", "--drop").exit_code == 3
    assert segue("occasion", "amara", "birthday").exit_code == 4
    assert segue_json("occasion", "amara", "birthday", "--on", "2026-03-14")[0]["next"] == "2027-03-14"
    assert "birthday  Sun 14 Mar 2027" in segue("occasion", "amara").stdout
    assert segue_json("occasion", "amara", "birthday", "--drop") == []
    assert segue("occasion", "amara", "birthday", "--drop").exit_code == 3


def test_news_is_passed_on(segue: Segue, segue_json: Json, cast: Cast) -> None:
    segue("topic", "amara", "grid storage")
    said = segue_json("news", "grid", "--link", "https://example.org/grid", "--note", "new figures")
    assert said[0]["people"] == [{"name": "Amara Osei", "fate": ""}]
    id_ = str(said[0]["id"])
    words = segue("forward", id_, "amara").stdout
    assert "https://example.org/grid" in words
    assert "There is no need to answer." in words
    assert f"segue forward {id_} c" in segue("today").stdout
    assert segue_json("forward", id_, "amara", "--done")["fate"] == "forwarded"
    assert "forwarded" in segue("news").stdout
    assert segue("forward", "99", "amara").exit_code == 3
    assert segue_json("news", "--drop", id_) == []


def test_who_is_drifting(segue: Segue, segue_json: Json, cast: Cast) -> None:
    assert "Nobody" in segue("touch").stdout
    Person.objects.filter(id=cast.amara.id).update(last_at=NOW - timedelta(days=50))
    segue("cadence", "amara", "30", "--longest", "45", "--now", (NOW - timedelta(days=90)).isoformat())
    assert Connection.objects.get(person=cast.amara).cadence_longest_days == 45
    (each,) = segue_json("touch")
    assert (each["person"], each["days"], each["wanted_days"], each["past"]) == ("Amara Osei", 50, 45, "longest")
    assert "you wanted at most 45" in segue("touch").stdout
