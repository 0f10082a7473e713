"""Mail decoded: ordinary, old, broken and hostile."""

import time
from datetime import UTC, datetime

import pytest

from segue.formats import mime, parts
from segue.formats.records import Address, KnownMail, MailRecord, RawMail, SetAside

SENT = datetime(2021, 5, 3, 8, 15, tzinfo=UTC)


def parsed(data: bytes | str) -> MailRecord:
    record = mime.parse(data if isinstance(data, bytes) else data.encode())
    assert isinstance(record, MailRecord), record
    return record


def test_an_ordinary_mail() -> None:
    record = parsed(
        "Message-ID: <1@x.org>\nDate: Mon, 3 May 2021 10:15:00 +0200\nFrom: Ann Lee <Ann@x.org>\n"
        'To: "Ray, Bob" <bob@y.org>, carl@y.org\nCc: Dora <dora@y.org>\nReply-To: office@x.org\n'
        "Subject: =?utf-8?q?Caf=C3=A9?= plan\nIn-Reply-To: <0@y.org>\nReferences: <a@y.org>\n <0@y.org>\n"
        "\nI will send it by Friday.\n\nAnn\n\nOn Sun, 2 May 2021 Bob wrote:\n> Can you?\n"
    )
    assert record.message_id == "1@x.org"
    assert record.date == SENT
    assert record.zone_minutes == 120
    assert record.sender == Address("Ann Lee", "ann@x.org")
    assert record.to == (Address("Ray, Bob", "bob@y.org"), Address("", "carl@y.org"))
    assert record.cc == (Address("Dora", "dora@y.org"),)
    assert record.reply_to == (Address("", "office@x.org"),)
    assert record.subject == "Café plan"
    assert record.in_reply_to == ("0@y.org",)
    assert record.references == ("a@y.org", "0@y.org")
    assert record.own_text == "I will send it by Friday."
    assert record.body[slice(*record.signature)] == "Ann"
    assert (record.bulk, record.automatic) == ("", False)


HEAD = "From: a@x.org\nDate: Mon, 3 May 2021 10:15:00 +0000\n"
PLAIN = "Content-Type: text/plain; charset=utf-8\n\n"
HTML = "Content-Type: text/html; charset=utf-8\n\n"


def multipart(kind: str, *pieces: str) -> str:
    body = "".join(f"--bb\n{piece}\n" for piece in pieces)
    return f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=bb\n\n{body}--bb--\n"


@pytest.mark.parametrize(
    ("data", "body"),
    [
        (multipart("alternative", f"{PLAIN}Plain words", f"{HTML}<b>Rich words</b>"), "Plain words"),
        (multipart("mixed", f"{HTML}<p>Rich</p>", "Content-Type: image/png\n\nxx"), "Rich"),
        (multipart("mixed", f"{PLAIN}One", f"{PLAIN}Two"), "One\nTwo"),
        (multipart("mixed", f"{HTML}<p>{'Long text. ' * 20}</p>", f"{PLAIN}-- \nlist"), ("Long text. " * 20).strip()),
        (f"{HEAD}{HTML}<p>Hello</p>", "Hello"),
        (f"{HEAD}Content-Transfer-Encoding: base64\n{PLAIN}SGVsbG8=", "Hello"),
        (f"{HEAD}Content-Transfer-Encoding: base64\n{PLAIN}SGVsbG8gd29ybGQ!!!=\n\n-- \nlist footer", None),
        (f"{HEAD}Content-Transfer-Encoding: quoted-printable\n{PLAIN}caf=C3=A9 =XX ok=\n!", "café =XX ok!"),
        (f"{HEAD}Content-Type: text/enriched\n\nHello", "Hello"),
        (multipart("mixed", f"{PLAIN}Hello").replace("--bb--\n", ""), "Hello"),
        (HEAD + "\n", ""),
    ],
)
def test_bodies(data: str, body: str | None) -> None:
    record = parsed(data)
    assert body is None or record.body.strip() == body


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("", "Grüße".encode()),
        ("; charset=us-ascii", "Grüße".encode("latin-1")),
        ("; charset=iso-8859-1", "Grüße".encode()),
        ("; charset=unknown-8bit", "Grüße".encode()),
        ("; charset=no-such", "Grüße".encode()),
        ("; charset*=utf-8''utf-8", "Grüße".encode()),
    ],
)
def test_charsets_told_wrongly(charset: str, data: bytes) -> None:
    assert parsed(HEAD.encode() + f"Content-Type: text/plain{charset}\n\n".encode() + data).body == "Grüße"


def test_eight_bit_headers_are_read() -> None:
    text = "From: Jürgen <j@x.org>\nSubject: Grüße\n\n"
    for data in (text.encode(), text.encode("latin-1")):
        record = parsed(data)
        assert (record.sender, record.subject) == (Address("Jürgen", "j@x.org"), "Grüße")


def test_names_of_attachments() -> None:
    record = parsed(
        multipart(
            "mixed",
            f"{PLAIN}See the plan",
            "Content-Type: application/pdf; name*0*=utf-8''pl%C3%A4; name*1=ne.pdf\n\nxx",
            'Content-Type: text/plain\nContent-Disposition: attachment; filename="notes.txt"\n\nsecret notes',
            "Content-Type: message/rfc822\n\nFrom: z@x.org\nSubject: inner\n\nInner words",
        )
    )
    assert record.attachments == ("pläne.pdf", "notes.txt")
    assert record.body == "See the plan"


@pytest.mark.parametrize(
    ("header", "moment"),
    [
        ("Date: Mon, 3 May 2021 10:15:00 +0200\n", SENT),
        ("Received: from a by b; Mon, 3 May 2021 10:15:00 +0200 (CEST)\n", SENT),
        (
            "Date: Fri, 1 Jan 2038 00:00:00 +0000\nReceived: from a by b; Mon, 3 May 2021 10:15:00 +0200\n",
            SENT,
        ),
        (
            "Date: garbage\nReceived: garbage; also\nReceived: x; 3 May 2021 08:15 GMT\n",
            SENT,
        ),
        ("Date: Thu, 1 Jan 1970 00:00:00 +0000\n", None),
        ("", None),
    ],
)
def test_when_a_mail_was_sent(header: str, moment: datetime | None) -> None:
    assert parsed(f"From: a@x.org\n{header}\nHello").date == moment


def test_mbox_tells_the_moment_where_the_mail_does_not() -> None:
    raw = RawMail(0, 0, 0, b"From: a@x.org\n\nHi", envelope="From a@x.org Mon May  3 08:15:00 2021")
    record = mime.read(raw)
    assert isinstance(record, MailRecord)
    assert record.date == SENT


def test_of_a_copy_only_what_it_is_known_by_is_read() -> None:
    raw = RawMail(7, 9, 2, f"{HEAD}Subject: Plan\n\nI will send it.\n".encode())
    record = mime.read(raw)
    assert isinstance(record, MailRecord)
    known = KnownMail(7, record.digest, record.date, record.zone_minutes, record.sender)
    assert mime.read_head(raw) == known
    assert isinstance(mime.read_head(RawMail(0, 1, 1, b"nothing")), SetAside)


def test_copies_in_several_folders_have_one_digest() -> None:
    copies = [
        f"Message-ID: <{number}@x>\nX-Folder: {number}\n{HEAD}Subject: {subject}\n\nI will{space}send it.\n"
        for number, subject, space in ((1, "Plan", " "), (2, "Plan", "\n"), (3, "RE: Plan", "  "))
    ]
    assert len({parsed(copy).digest for copy in copies}) == 1
    assert parsed(copies[0]).digest != parsed(copies[0].replace("send", "lend")).digest
    assert len(parsed(copies[0]).digest) == 16


def test_exchange_keeps_names_in_fields_of_its_own() -> None:
    record = parsed(
        "From: m.lokay@x.com\nTo: b.h@x.com, c@y.com\nBcc: c@y.com, d@y.com\n"
        "X-From: Lokay, Michelle </O=ENRON/CN=MLOKAY>\nX-To: Hernandez, Bert </O=ENRON/CN=BH>, Carl <c@y.com>\n\nHi"
    )
    assert record.sender == Address("Lokay, Michelle", "m.lokay@x.com")
    assert record.to == (Address("Hernandez, Bert", "b.h@x.com"), Address("Carl", "c@y.com"))
    assert record.bcc == (Address("", "d@y.com"),)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"just some words\nand more\n", b"\0\0\0", b"\xff\xfe\x00"])
def test_what_is_no_mail_is_set_aside(data: bytes) -> None:
    found = mime.parse(data, source="box", position=7)
    assert isinstance(found, SetAside)
    assert (found.source, found.position) == ("box", 7)
    assert found.reason


NEST = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2000))
HOSTILE = {
    "deep nesting": HEAD + NEST + PLAIN + "x",
    "mails in mails": HEAD + "Content-Type: message/rfc822\n\n" * 2000 + "x",
    "many parts": HEAD + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 20_000,
    "a long header": HEAD + "X-A: " + "a" * 2_000_000 + "\n\nx",
    "many headers": HEAD + "X-A: b\n" * 100_000 + "\nx",
    "many recipients": HEAD + "To: " + ", ".join(f"p{n} <p{n}@x.org>" for n in range(20_000)) + "\n\nx",
    "open quote": HEAD + 'To: "' + "a, " * 200_000 + "\n\nx",
    "open comments": HEAD + "To: " + "(" * 200_000 + "\n\nx",
    "encoded words": HEAD + "Subject: " + "=?utf-8?q?a?= " * 50_000 + "\n\nx",
    "half words": HEAD + "Subject: " + "=?" * 200_000 + "\n\nx",
    "spaces": HEAD + "Subject: x" + " " * 500_000 + "\n\nx",
    "references": HEAD + "References: " + "<a@b> " * 100_000 + "\n\nx",
    "folds": HEAD + "Subject: x" + "\n y" * 100_000 + "\n\nx",
    "one line": HEAD + "\n" + "word " * 400_000,
    "boundaries": HEAD + "Content-Type: multipart/mixed; boundary=" + "x" * 100_000 + "\n\n--x\n",
    "parameters": HEAD + "Content-Type: text/plain" + "; a=b" * 50_000 + "\n\nx",
}


@pytest.mark.parametrize("way", ["quickly", "carefully"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_is_read_in_bearable_time(name: str, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "carefully":
        monkeypatch.setattr(parts, "quick", lambda data: None)
    begun = time.process_time()
    assert isinstance(mime.parse(HOSTILE[name].encode()), MailRecord | SetAside)
    assert time.process_time() - begun < 10


def test_a_list_and_gmails_labels_are_told() -> None:
    record = parsed(f'{HEAD}List-Id: <l.x.org>\nX-Gmail-Labels: Inbox,"To do"\n\nHi')
    assert (record.bulk, record.list_id, record.labels) == ("list", "l.x.org", ("Inbox", "To do"))


def test_subjects_are_compared_without_what_mail_programs_add() -> None:
    assert mime.plain_subject("Re: AW: [kernel] Fwd: The  Plan") == "the plan"


@pytest.mark.parametrize("way", ["quickly", "carefully"])
def test_a_name_given_whole_and_in_pieces_is_read_whole(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "carefully":
        monkeypatch.setattr(parts, "quick", lambda data: None)
    twice = "attachment; filename=\"plan.pdf\"; filename*0*=utf-8''pl; filename*1*=%C3%A4n.pdf"
    record = parsed(
        f'{HEAD}Content-Type: multipart/mixed; boundary="b"; name=x; name*0="; y"; name*1=z\n\n'
        f"--b\n\nHi\n--b\nContent-Type: application/pdf\nContent-Disposition: {twice}\n\nx\n--b--\n"
    )
    assert (record.body.strip(), record.attachments) == ("Hi", ("plan.pdf",))


def test_a_comma_in_an_encoded_name_divides_nothing() -> None:
    hans, bea = "=?utf-8?Q?M=C3=BCller=2C_Hans?= <hans@x.org>", "=?utf-8?Q?B=C3=A9a_=28sales=29?= <bea@x.org>"
    found = mime.parse(f"From: {hans}\nTo: {hans}, {bea}\n\nHi".encode())
    assert isinstance(found, MailRecord)
    assert found.to == (Address("Müller, Hans", "hans@x.org"), Address("Béa (sales)", "bea@x.org"))
    assert found.sender == found.to[0]
