"""WhatsApp's text exports: stamps of many languages, the order of dates, long messages, what is no message."""

from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.formats import sniff, whatsapp
from segue.formats.chatstamps import Order, orders, stamp_of
from segue.formats.records import ChatRecord, SetAside

DAY, MONTH, YEAR = Order.DAY_FIRST, Order.MONTH_FIRST, Order.YEAR_FIRST
IOS = (
    "[07.03.26, 21:20:00] Book club: \u200eMessages and calls are end-to-end encrypted.\n"
    "[07.03.26, 21:22:39] Amara Osei: Could you send the list\n"
    "by Friday?\n\n"
    "Thanks: A.\n"
    "\u200e[07.03.26, 21:23:01] Ada: \u200e<attached: 00000012-LIST.pdf>\n"
    "[07.03.26, 21:23:40] Ada: Here it is \u200e<This message was edited>\n"
    "[07.03.26, 21:24:00] Amara Osei: \u200eimage omitted\n"
    "[07.03.26, 21:24:01] Amara Osei: \u200eThis message was deleted.\n"
    "[07.03.26, 21:24:02] \u200eAda added Dai\n"
)
ANDROID = (
    "28/3/2025, 9:28\u202fp.\u00a0m. - Los mensajes y las llamadas están cifrados de extremo a extremo.\n"
    "28/3/2025, 9:29\u202fp.\u00a0m. - Amara: ¿Me mandas la lista?\n"
    "28/3/2025, 9:29\u202fp.\u00a0m. - Amara: ¿Me mandas la lista?\n"
    "28/3/2025, 12:05\u202fa.\u00a0m. - +34 600 00 00 00: <Multimedia omitido>\n"
    "29/3/2025, 10:00\u202fa.\u00a0m. - Ada cambió el asunto de “Club: uno” a “Club: dos”\n"
    "29/3/2025, 10:01\u202fa.\u00a0m. - Ada: \u200eIMG-1.jpg (archivo adjunto)\nmira\n"
)


def chat(text: str, order: Order = DAY) -> list[ChatRecord]:
    items = list(whatsapp.read(BytesIO(text.encode()), order, "chat.txt"))
    assert all(isinstance(each, ChatRecord) for each in items), items
    return [each for each in items if isinstance(each, ChatRecord)]


@pytest.mark.parametrize(
    ("stamp", "order", "moment"),
    [
        ("[07.03.26, 21:22:39] A: x", DAY, datetime(2026, 3, 7, 21, 22, 39)),
        ("\u200e[07.03.26, 21:22:39] A: x", DAY, datetime(2026, 3, 7, 21, 22, 39)),
        ("28/3/2025, 9:29\u202fp.\u00a0m. - A: x", DAY, datetime(2025, 3, 28, 21, 29)),
        ("12/31/20, 12:05\u202fAM - A: x", MONTH, datetime(2020, 12, 31, 0, 5)),
        ("12/31/20, 12:05 pm - A: x", MONTH, datetime(2020, 12, 31, 12, 5)),
        ("31/12/2020 à 23:59 - A: x", DAY, datetime(2020, 12, 31, 23, 59)),
        ("31.12.2020 klo 23.59 - A: x", DAY, datetime(2020, 12, 31, 23, 59)),
        ("31-12-20 23:59 - A: x", DAY, datetime(2020, 12, 31, 23, 59)),
        ("2020-12-31 23:59 - A: x", YEAR, datetime(2020, 12, 31, 23, 59)),
        ("2020. 12. 31. 23:59 - A: x", YEAR, datetime(2020, 12, 31, 23, 59)),
        ("[2020/12/31 下午11:59:59] A: x", YEAR, datetime(2020, 12, 31, 23, 59, 59)),
        ("[٣١/١٢/٢٠٢٠, ١١:٥٩:٥٩ م] A: x", DAY, datetime(2020, 12, 31, 23, 59, 59)),
    ],
)
def test_stamps(stamp: str, order: Order, moment: datetime) -> None:
    found = stamp_of(stamp)
    assert found is not None
    assert found.moment(order) == moment
    assert found.rest == "A: x"
    assert sniff.kind_of(stamp.encode()) == "whatsapp"
    assert whatsapp.survey(BytesIO(stamp.encode())).orders == (order,)


@pytest.mark.parametrize(
    "line", ["Ann: at 12:30 - maybe", "[00:01:02] Ann: a transcript", "1/2 cup - sugar", "", "- x"]
)
def test_no_stamp(line: str) -> None:
    assert stamp_of(line) is None
    assert sniff.kind_of(line.encode()) is None


def test_a_chat_of_a_phone_with_seconds() -> None:
    asked, sent, said, picture = chat(IOS)
    assert asked.text == "Could you send the list\nby Friday?\n\nThanks: A."
    assert (asked.speaker, asked.at) == ("Amara Osei", datetime(2026, 3, 7, 21, 22, 39))
    assert (sent.text, sent.attachments) == ("", ("00000012-LIST.pdf",))
    assert said.text == "Here it is"
    assert (picture.text, picture.attachments) == ("", ("image omitted",))
    data = IOS.encode()
    assert data[asked.position : asked.after].decode().startswith("[07.03.26, 21:22:39]")
    assert data[asked.after :].decode().startswith("\u200e[07.03.26, 21:23:01]")


def test_a_chat_of_a_phone_without_seconds() -> None:
    first, again, picture, with_words = chat(ANDROID)
    assert (first.text, first.again, again.again) == ("¿Me mandas la lista?", 0, 1)
    assert (picture.speaker, picture.text, picture.attachments) == ("+34 600 00 00 00", "", ("Multimedia omitido",))
    assert (with_words.text, with_words.attachments) == ("mira", ("IMG-1.jpg",))
    assert set(whatsapp.survey(BytesIO(ANDROID.encode())).speakers) == {"Amara", "+34 600 00 00 00", "Ada"}


def stamps(*dates: str) -> tuple[Order, ...]:
    return orders(found for date in dates if (found := stamp_of(f"{date}, 10:00 - A: x")))


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("3/4/25", "3/13/25"), (MONTH,)),
        (("3/4/25", "13/4/25"), (DAY,)),
        (("1/3/25", "2/3/25", "1/4/25"), (DAY,)),  # as month first it would be Jan 3, Feb 3, Jan 4
        (("3/4/25", "4/5/25"), (DAY, MONTH)),
        (("3/4/25",), (DAY, MONTH)),
        (("3.4.25", "4.5.25"), (DAY,)),
        (("2025-04-03",), (YEAR,)),
    ],
)
def test_the_order_of_dates_is_decided_over_the_whole_chat_or_asked(
    dates: tuple[str, ...], expected: tuple[Order, ...]
) -> None:
    assert stamps(*dates) == expected


def test_what_is_no_date_is_set_aside_and_the_rest_read() -> None:
    text = "begins below\n" + IOS + "[31.02.26, 10:00:00] Ada: never\n[08.03.26, 10:00:00] Ada: on\n"
    items = list(whatsapp.read(BytesIO(text.encode()), DAY, "chat.txt"))
    aside = [each for each in items if isinstance(each, SetAside)]
    assert [each.reason for each in aside] == ["text before the first message of a chat", "a date that there is not"]
    assert text.encode()[aside[1].position :].decode().startswith("[31.02.26")
    assert isinstance(items[-1], ChatRecord)


names = st.text(st.characters(categories=("L",)), min_size=1, max_size=20)
words = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=60).map(str.strip).filter(bool)
spoken = st.tuples(st.datetimes(datetime(2010, 1, 1), datetime(2035, 1, 1)), names, words)


@given(st.lists(spoken, min_size=1, max_size=12))
def test_whoever_writes_in_a_decided_order_is_read_so(said: list[tuple[datetime, str, str]]) -> None:
    said = sorted(said)
    for order, form in ((DAY, "%d/%m/%Y"), (MONTH, "%m/%d/%Y"), (YEAR, "%Y-%m-%d")):
        text = "".join(f"{at.strftime(form)}, {at:%H:%M} - {who}: x{what}\n" for at, who, what in said)
        assert order in whatsapp.survey(BytesIO(text.encode())).orders
        records = chat(text, order)
        assert [each.at for each in records] == [at.replace(second=0, microsecond=0) for at, _, _ in said]
        assert text.encode()[: records[-1].after] == text.encode()
