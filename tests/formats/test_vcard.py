"""vCards of three versions in, 4.0 out."""

from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.formats import vcard
from segue.formats.charsets import tidy
from segue.formats.records import ContactRecord, Phone, SetAside


def card(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def contact(data: bytes) -> ContactRecord:
    (found,) = vcard.read(data)
    assert isinstance(found, ContactRecord), found
    return found


def test_a_card_of_version_3() -> None:
    found = contact(
        card(
            "FN:Ann Lee",
            "N:Lee;Ann;Q.;;",
            "NICKNAME:Annie",
            "EMAIL;TYPE=INTERNET:Ann@X.org",
            "TEL;TYPE=CELL,VOICE:+1 713 624 9009",
            "TEL;TYPE=WORK;TYPE=FAX:713-624-9617",
            "ORG:Acme\\, Inc.;Sales",
            "TITLE:Director",
            "URL:https://x.org",
            "NOTE:one\\ntwo",
            "BDAY:--0412",
            "CATEGORIES:friends,chess",
            "UID:1",
        )
    )
    assert found.names == ("Ann Lee", "Ann Q. Lee", "Annie")
    assert found.emails == ("ann@x.org",)
    assert found.phones == (Phone("+1 713 624 9009", "mobile"), Phone("713-624-9617", "fax"))
    assert (found.org, found.title, found.uid) == ("Acme, Inc., Sales", "Director", "1")
    assert (found.urls, found.note, found.birthday) == (("https://x.org",), "one\ntwo", "--0412")
    assert found.categories == ("friends", "chess")
    assert "NICKNAME:Annie" in found.raw


def test_a_card_of_version_2_with_bare_parameters_and_quoted_printable() -> None:
    found = contact(
        card(
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6=",
            "rg;;;",
            "TEL;CELL;PREF:0171 123456",
            "TEL;WORK;FAX:030 123456",
            "PHOTO;JPEG;ENCODING=BASE64:",
            " /9j/4AAQSkZJRg==",
            "",
            "EMAIL;INTERNET:j@x.org",
            version="2.1",
        )
    )
    assert found.names == ("Jörg Müller",)
    assert found.phones == (Phone("0171 123456", "mobile"), Phone("030 123456", "fax"))
    assert found.emails == ("j@x.org",)


def test_a_card_of_version_4() -> None:
    found = contact(card("FN:Ann", 'TEL;VALUE=uri;TYPE="voice,home":tel:+1-418-656-9254;ext=102', version="4.0"))
    assert found.phones == (Phone("+1-418-656-9254 ext. 102", "home"),)


def test_apple_labels_tell_the_kind() -> None:
    found = contact(card("FN:Ann", "item1.TEL:123456", "item1.X-ABLabel:_$!<Work>!$_"))
    assert found.phones == (Phone("123456", "work"),)


def test_a_broken_card_spoils_no_other() -> None:
    data = card("FN:One") + card("EMAIL:not an address") + card("FN:Two") + b"BEGIN:VCARD\r\nFN:Cut off"
    found = list(vcard.read(data, "book"))
    assert [getattr(one, "names", None) for one in found] == [("One",), None, ("Two",), None]
    assert isinstance(found[-1], SetAside)
    assert data[found[-1].position :].startswith(b"BEGIN:VCARD\r\nFN:Cut")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no vCard"),
        (card("KIND:group", "FN:Team"), "a group"),
        (card("NOTE:nothing else"), "without name"),
    ],
)
def test_set_aside(data: bytes, reason: str) -> None:
    (found,) = vcard.read(data)
    assert isinstance(found, SetAside)
    assert reason in found.reason


WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30).map(tidy)


@given(
    names=st.lists(WORDS, min_size=1, max_size=3, unique=True),
    org=WORDS,
    note=st.lists(WORDS, min_size=1, max_size=3).map("\n".join),
    kind=st.sampled_from(["mobile", "work", "home", "fax", "other"]),
)
def test_what_is_written_is_read_again(names: list[str], org: str, note: str, kind: str) -> None:
    before = ContactRecord(
        names=tuple(names), emails=("ann@x.org",), phones=(Phone("+17136249009", kind),), org=org, note=note, uid="u"
    )
    text = vcard.write([before])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    after = contact(text.encode())
    for field in ("emails", "phones", "uid"):
        assert getattr(after, field) == getattr(before, field)
    assert "".join(after.org.split()) == "".join(org.split())
    assert "".join(after.note.split()) == "".join(note.split())


@pytest.mark.parametrize(
    "parameter", ["TYPE=WOR" + "TZID=" * 60, "TYPE=a" + ",a" * 60, "TYPE=" + "=" * 60, 'X="' + "," * 60]
)
@pytest.mark.parametrize("after", [":", '"x:', ";"])
def test_no_parameter_takes_long(parameter: str, after: str) -> None:
    begun = thread_time()
    assert contact(card("FN:Amara Osei", f"TEL;{parameter}{after}+46 8 123 456 78")).names == ("Amara Osei",)
    assert thread_time() - begun < 0.5
