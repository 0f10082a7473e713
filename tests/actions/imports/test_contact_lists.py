"""LinkedIn's and Google's lists become persons: once, with what is known of them, and the doubtful are asked."""

from pathlib import Path

from segue.actions import imports
from segue.store.models import Connection, DoubtfulPair, Person, SetAside
from tests.actions.imports.letters import ADA, letter, mbox
from tests.actions.imports.state import state_of
from tests.cast import NOW, Cast

HEAD = 'Notes:\n"Some are missing."\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n'
NOUR = "Nour,Haddad,https://www.linkedin.com/in/nour,,Haddad AB,Head of Design,12 Mar 2024\n"
GOOGLE = "First Name,Last Name,File As,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"


def read(cast: Cast, *paths: Path) -> imports.Account:
    return imports.run(cast.owner, paths, NOW, workers=0, mine=["ada@lindqvist.example"])


def linkedin(path: Path, *rows: str) -> Path:
    path.write_text(HEAD + "".join(rows))
    return path


def test_a_contact_without_address_is_a_person(cast: Cast, tmp_path: Path) -> None:
    account = read(cast, linkedin(tmp_path / "Connections.csv", NOUR, ",,,,,,1 Jan 2020\n"))
    nour = Person.objects.get(name="Nour Haddad")
    assert (account.persons, account.set_aside) == (1, 1)
    assert (nour.title, nour.organisation) == ("Head of Design", "Haddad AB")
    assert nour.notes.startswith("Connected on LinkedIn: 12 Mar 2024")
    assert Connection.objects.filter(person=nour).count() == 1
    assert SetAside.objects.get().source.name.endswith("Connections.csv")


def test_a_later_list_adds_only_what_is_new(cast: Cast, tmp_path: Path) -> None:
    path = linkedin(tmp_path / "Connections.csv", NOUR)
    read(cast, path)
    before = state_of(cast.ada.id)
    assert read(cast, path).new == 0
    assert state_of(cast.ada.id) == before
    read(cast, linkedin(path, "Tana,Jones,https://www.linkedin.com/in/tana,,,,1 May 2026\n", NOUR))
    assert Person.objects.filter(name__in=["Nour Haddad", "Tana Jones"]).count() == 2


def test_what_i_noted_by_hand_stays(cast: Cast, tmp_path: Path) -> None:
    path = linkedin(tmp_path / "Connections.csv", NOUR)
    read(cast, path)
    Person.objects.filter(name="Nour Haddad").update(notes="met in Lund", title="Owner", source="hand")
    read(cast, linkedin(path, NOUR.replace("12 Mar", "13 Mar")))
    nour = Person.objects.get(name="Nour Haddad")
    assert (nour.notes, nour.title) == ("met in Lund", "Owner")


def test_one_of_the_same_name_in_my_mail_is_asked_about(cast: Cast, tmp_path: Path) -> None:
    read(cast, mbox(tmp_path / "Inbox.mbox", [letter(1, "Nour Haddad <nour@haddad.example>", ADA)]))
    account = read(cast, linkedin(tmp_path / "Connections.csv", NOUR))
    assert account.doubtful == 1
    assert DoubtfulPair.objects.get().rule == "same name elsewhere"
    assert Person.objects.filter(name="Nour Haddad").count() == 2


def test_google_contacts_are_known_by_address_or_by_name_and_number(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text(GOOGLE + "Amara,Osei,,Work,amara@asante.example,,\nMum,,,,,Mobile,+46 70 123 45 67\n")
    before = Person.objects.count()
    assert read(cast, path).persons == 2
    assert Person.objects.count() == before + 1
    path.write_text(path.read_text() + "Mum,,,,,Mobile,0046701234567\n")
    read(cast, path)
    assert Person.objects.count() == before + 1
