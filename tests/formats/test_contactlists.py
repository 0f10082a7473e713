"""Contacts as tables: LinkedIn's Connections.csv and Google's two sets of columns."""

import pytest

from segue.formats import contactlists, sniff
from segue.formats.records import ContactRecord, Phone, SetAside

LINKEDIN = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see
email addresses for connections who have allowed it."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Nour,Haddad,https://www.linkedin.com/in/nourh,,"Haddad, Sons & Co",Head of Design,12 Mar 2024
Søren,"Kjær, PhD",https://www.linkedin.com/in/skjaer,Soren@Kjaer.example,,,01 Jan 2020
,,,,,,05 May 2019
"""
OLD_GOOGLE = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Nickname,Birthday,Notes,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,"
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Website 1 - Type,Website 1 - Value\n"
    'Ann Q. Lee,Ann,Q.,Lee,,Annie,1980-04-12,"two\nlines",Chess ::: * myContacts,'
    "* Home,ann@x.example ::: ann.lee@y.example,Work,lee@acme.example,Mobile,+1 713 624 9009,"
    ",Acme,Director,Profile,https://x.example\n"
    ",,,,,,,,,,,,,,,,,,,\n"
)
NEW_GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,File As,Organization Name,"
    "Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
    "Mum,,,,,,,,,,,,* myContacts,,,Work Fax,070 123 45 67\n"
    "Tana,,Jones,,,,,Jones AB,Owner,,,,Friends ::: * myContacts,* Work,tana@jones.example,,\n"
)


def read(text: str) -> list[ContactRecord | SetAside]:
    return list(contactlists.read(text.encode(), "list.csv"))


def contacts(text: str) -> list[ContactRecord]:
    return [each for each in read(text) if isinstance(each, ContactRecord)]


def test_linkedin_under_its_notes() -> None:
    nour, soren, gone = read(LINKEDIN)
    assert isinstance(nour, ContactRecord)
    assert isinstance(soren, ContactRecord)
    assert (nour.names, nour.emails, nour.org, nour.title) == (
        ("Nour Haddad",),
        (),
        "Haddad, Sons & Co",
        "Head of Design",
    )
    assert nour.uid == "https://www.linkedin.com/in/nourh"
    assert nour.note.splitlines() == ["Connected on LinkedIn: 12 Mar 2024", "https://www.linkedin.com/in/nourh"]
    assert soren.emails == ("soren@kjaer.example",)
    assert isinstance(gone, SetAside)
    assert LINKEDIN.encode()[gone.position :].startswith(b",,,,,,05 May 2019")


@pytest.mark.parametrize(
    "heading",
    [
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verknüpft am",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté(e) le",
        "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el",
        "First Name;Last Name;URL;Email Address;Company;Position;Connected On",
    ],
)
def test_linkedin_in_other_words_and_saved_again(heading: str) -> None:
    row = "Ann,Lee,https://l.example/ann,ann@x.example,Acme,Director,12 Mar 2024"
    text = f"Notes:\n\n{heading}\n{row.replace(',', ';') if ';' in heading else row}\n"
    (ann,) = contacts(text)
    assert (ann.names, ann.emails, ann.org, ann.title) == (("Ann Lee",), ("ann@x.example",), "Acme", "Director")
    assert sniff.kind_of(text.encode()) == "linkedin"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_google_in_the_old_columns(encoding: str) -> None:
    data = OLD_GOOGLE.encode(encoding)
    assert sniff.kind_of(data[:4096]) == "google-csv"
    (ann,) = contactlists.read(data)
    assert isinstance(ann, ContactRecord)
    assert ann.names == ("Ann Q. Lee", "Annie")
    assert ann.emails == ("ann@x.example", "ann.lee@y.example", "lee@acme.example")
    assert ann.phones == (Phone("+1 713 624 9009", "mobile"),)
    assert (ann.org, ann.title, ann.birthday, ann.note) == ("Acme", "Director", "1980-04-12", "two\nlines")
    assert (ann.urls, ann.categories) == (("https://x.example",), ("Chess",))


def test_google_in_the_new_columns() -> None:
    mum, tana = contacts(NEW_GOOGLE)
    assert (mum.names, mum.phones, mum.emails) == (("Mum",), (Phone("070 123 45 67", "fax"),), ())
    assert (tana.names, tana.emails, tana.org, tana.categories) == (
        ("Tana Jones",),
        ("tana@jones.example",),
        "Jones AB",
        ("Friends",),
    )


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    broken = LINKEDIN.replace('Søren,"Kjær, PhD"', 'Søren,"Kjær')
    nour, aside, gone = read(broken)
    assert isinstance(nour, ContactRecord)
    assert isinstance(aside, SetAside)
    assert "never closed" in aside.reason
    assert broken.encode()[aside.position :].startswith("Søren".encode())
    assert isinstance(gone, SetAside)


@pytest.mark.parametrize(
    "text",
    ["", "a,b,c\n1,2,3\n", "Date,Amount,Name\n2024-01-01,3,Ann\n", "First Name,Last Name,Amount\nAnn,Lee,3\n"],
)
def test_other_tables_are_none(text: str) -> None:
    assert sniff.kind_of(text.encode()) is None
    (aside,) = read(text)
    assert isinstance(aside, SetAside)
