"""segue draft and drafts: words to take along, as text, JSON or a mail file."""

from pathlib import Path

import pytest

from segue.store.models import Commitment
from tests.cast import Cast
from tests.cli.conftest import Json, Segue


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: object) -> Path:
    """An empty folder for one's own words."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def test_a_close_comes_in_three_lengths_and_two_languages(segue: Segue, segue_json: Json, cast: Cast) -> None:
    told = {length: segue_json("draft", "amara", "--as", "close", "--length", length) for length in ("brief", "full")}
    assert len(told["brief"]["draft"]) < len(told["full"]["draft"])
    german = segue("draft", "amara", "--as", "recruiter-no", "--in", "de").stdout
    assert german.startswith("Subject: Ihre Bewerbung")
    assert "Guten Tag Amara Osei," in german


def test_a_draft_is_written_as_a_mail_file(segue: Segue, cast: Cast, my_promise: Commitment, home: Path) -> None:
    file = home / "late.eml"
    assert "Written" in segue("draft", str(my_promise.id), "--as", "late", "--eml", str(file)).stdout
    data = file.read_bytes()
    assert b"To: Amara Osei <amara@asante.example>" in data
    assert b"X-Unsent: 1" in data


def test_a_draft_is_a_link_for_the_mail_program(segue: Segue, segue_json: Json, my_promise: Commitment) -> None:
    link = segue("draft", str(my_promise.id), "--as", "late", "--mailto").stdout.strip()
    assert link.startswith("mailto:amara@asante.example?subject=A%20new%20date")
    assert segue_json("draft", str(my_promise.id), "--as", "late")["mailto"] == link


def test_a_check_in_names_the_plan_and_what_is_open(segue: Segue) -> None:
    segue("plan", "Amara", "--open", "loan of readers")
    segue("plan-item", "Amara", "print labels", "--by", "Fri")
    told = segue("draft", "Amara", "--as", "check-in").stdout
    assert "Subject: loan of readers" in told
    assert "- print labels" in told


def test_a_reminder_is_no_draft_like_others(segue: Segue, request_of_amara: Commitment) -> None:
    refused = segue("draft", str(request_of_amara.id), "--as", "remind")
    assert refused.exit_code == 4
    assert "never a second" in refused.stderr
    assert segue("draft", "amara", "--as", "late").exit_code == 4
    assert segue("draft", "999").exit_code == 3
    assert segue("draft", "t999").exit_code == 3


def test_where_ones_own_words_lie_is_told(segue: Segue, segue_json: Json, cast: Cast, home: Path) -> None:
    assert str(home / "drafts" / "de.txt") in segue("drafts").stdout
    assert str(home / "drafts") in segue("doctor").stdout
    assert len(segue_json("drafts", "--own")["made"]) == 2
    (home / "drafts" / "en.txt").write_text("[hullo]\n", "utf-8")
    assert "there is no draft called hullo" in segue("doctor").stdout
    assert segue_json("drafts")["files"][0]["troubles"] == ["line 1: there is no draft called hullo"]
