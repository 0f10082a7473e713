"""Whose words a draft is made of: one's own before those that are shipped; and who may have which draft."""

from datetime import timedelta
from pathlib import Path

import pytest

from segue.actions.drafts import make_own
from segue.domain.drafts import Kind, Length
from segue.queries import drafts
from segue.queries.commitments import commitment_of
from segue.store.models import Commitment, Connection, Exchange
from tests.cast import NOW, Cast, mail


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: object) -> Path:
    """An empty folder for one's own words."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "drafts"


def hello(cast: Cast, wish: drafts.Wish = drafts.Wish()) -> drafts.Drafted:  # noqa: B008
    return drafts.for_connection(cast.owner, cast.with_amara.id, Kind.HELLO, wish)


def test_the_shipped_words_hold_until_there_are_own_ones(cast: Cast, home: Path) -> None:
    assert hello(cast).draft.body.startswith("Hello Amara,")
    home.mkdir()
    (home / "en.txt").write_text("[hello]\nDear {whole_name}!\n[nothing]\nHello", "utf-8")
    assert hello(cast).draft.body == "Dear Amara Osei!\n"
    own = drafts.word_files()[0]
    assert own.mine.troubles == ("line 3: there is no draft called nothing",)
    thanks = drafts.for_connection(cast.owner, cast.with_amara.id, Kind.CLOSE, drafts.Wish("en", Length.BRIEF))
    assert thanks.draft.body.startswith("Hello Amara,")


def test_a_copy_is_made_once_and_never_written_over(cast: Cast, home: Path) -> None:
    assert [path.name for path in make_own()] == ["en.txt", "de.txt"]
    (home / "en.txt").write_text("[hello]\nMine", "utf-8")
    assert make_own() == ()
    assert hello(cast).draft.body == "Mine\n"


def test_a_file_of_another_name_adds_a_language(cast: Cast, home: Path) -> None:
    home.mkdir()
    (home / "fr.txt").write_text("[hello]\nBonjour {name|},", "utf-8")
    drafted = hello(cast, drafts.Wish("fr"))
    assert (drafted.draft.body, drafted.languages) == ("Bonjour Amara,\n", ("en", "de", "fr"))


def test_it_is_in_the_language_they_last_wrote_in(cast: Cast) -> None:
    said = mail(cast, "amara@asante.example", "ada@lindqvist.example", "Danke, ich melde mich und wir sehen es an.")
    Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=said, out=False)
    assert hello(cast).language == "de"
    assert hello(cast, drafts.Wish("en")).language == "en"


def test_days_are_written_as_the_language_does(cast: Cast, my_promise: Commitment) -> None:
    shown = commitment_of(cast.owner, my_promise.id)
    german = drafts.for_commitment(cast.owner, shown, Kind.LATE, drafts.Wish("de"))
    assert "27. November 2026" in german.draft.body
    english = drafts.for_commitment(cast.owner, shown, Kind.LATE, drafts.Wish("en"))
    assert "27 November 2026" in english.draft.body
    evening = NOW.replace(hour=23, minute=30) - timedelta(days=1)
    assert drafts.day_in_words(evening, "en", cast.owner) == "23 November 2026"


def test_a_stranger_has_no_draft_and_a_teammate_one_of_what_is_shared(cast: Cast) -> None:
    with pytest.raises(Connection.DoesNotExist):
        drafts.for_connection(cast.stranger, cast.with_amara.id, Kind.HELLO, drafts.Wish())
    with pytest.raises(Connection.DoesNotExist):
        drafts.for_connection(cast.teammate, cast.dai.connection.id, Kind.HELLO, drafts.Wish())
    shared = drafts.for_connection(cast.teammate, cast.with_amara.id, Kind.HELLO, drafts.Wish())
    assert shared.draft.body.rstrip().endswith("Bo Ek")
