"""What Today owes its reader after the sample was imported and its logged facts were applied.

It holds for every moment, since the stories count in working days. The order is Today's own business.
"""

from __future__ import annotations

from dataclasses import dataclass

from segue.cli.sample.people import address_of
from segue.domain.today import Rule


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """A row that has to be there: its rule, the person's address, the fact, and words that the evidence quotes."""

    rule: Rule
    person: str
    because: str
    words: str = ""
    settled: bool = False
    """The row asks "did this settle it?" instead."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Somebody with whom there is nothing to do, and the mistake that would bring them up."""

    person: str
    why: str


EXPECTED = (
    ExpectedRow(
        Rule.WRAP_UP,
        address_of("beata"),
        "the video call of three working days ago has a transcript and no ending",
    ),
    ExpectedRow(Rule.PREPARE, address_of("petra"), "a call tomorrow afternoon, and no word of what for"),
    ExpectedRow(
        Rule.ANSWER_OWED,
        address_of("dominic"),
        "asked two working days ago",
        "Could you tell me whether the second day can be a Saturday?",
    ),
    ExpectedRow(
        Rule.ANSWER_OWED,
        address_of("nils"),
        "asked six working days ago",
        "Could you give the opening talk, forty minutes, with or without fish?",
    ),
    ExpectedRow(Rule.MY_PROMISE, address_of("fiona"), "due today", "I'll send you chapter six by"),
    ExpectedRow(
        Rule.MY_PROMISE,
        address_of("tomasz"),
        "due tomorrow",
        "I'll send you the finished facilitator notes by",
    ),
    ExpectedRow(
        Rule.MY_PROMISE,
        address_of("abena"),
        "overdue since four working days",
        "I will send you the evaluation plan by",
    ),
    ExpectedRow(
        Rule.NO_DATE,
        address_of("jonas"),
        "promised by me ten working days ago, without a date",
        "I will look out the old card deck for you.",
    ),
    ExpectedRow(
        Rule.NO_DATE,
        address_of("sanna"),
        "promised by her thirteen working days ago, without a date",
        "I will sketch three covers for you",
    ),
    ExpectedRow(
        Rule.PHONE_THEM,
        address_of("marcus"),
        "his date passed five working days ago; his number stands on his card and in his signature",
        "I will send you the signed letter by",
    ),
    ExpectedRow(
        Rule.PHONE_THEM,
        address_of("olivia"),
        "her date passed eight working days ago, and she has written since, about something else",
        "I'll send you the list of the twelve names by",
        settled=True,
    ),
    ExpectedRow(
        Rule.ONE_REMINDER,
        address_of("yusuf"),
        "asked nine working days ago; an automatic reply is no answer",
        "Could you send me the shift plan for the drivers?",
    ),
    ExpectedRow(
        Rule.LET_IT_BE,
        address_of("helena"),
        "reminded twenty working days ago, in the Sent folder",
        "Could you tell me whether the council has approved the day?",
    ),
    ExpectedRow(
        Rule.GREAT_AND_THEN,
        address_of("wendy"),
        "four mails each way within eight working days, then eight of silence and no next step",
    ),
    ExpectedRow(
        Rule.BOOK_THE_PAIR,
        address_of("chiara"),
        "a board since two working days, and no sessions",
    ),
    ExpectedRow(
        Rule.SEND_SUMMARY,
        address_of("miguel"),
        "an idea is chosen, and the talk about it is the day after tomorrow",
    ),
    ExpectedRow(Rule.CHECK_IN, address_of("greta"), "today is the day agreed for checking in"),
    ExpectedRow(Rule.CLOSE, address_of("ravi"), "the last two talks were rated 2 and 1"),
    ExpectedRow(Rule.KEEP_IN_TOUCH, address_of("joan"), "every sixty days, and the last word is older"),
    ExpectedRow(Rule.OCCASION, address_of("ulrika"), "today is a date that matters to her"),
    ExpectedRow(Rule.NEWS, address_of("oskar"), "something to read for a topic of his"),
    ExpectedRow(Rule.INTRODUCE, address_of("larserik"), "he looks for what Katarzyna can offer, and they never met"),
    ExpectedRow(Rule.AGREED_CONTACT, address_of("noor"), "closed; to be rung on a day that was yesterday"),
    ExpectedRow(
        Rule.THEY_WROTE_AGAIN,
        address_of("victor"),
        "closed by me, and he wrote three working days ago",
        "Would you still be willing to speak with them?",
    ),
)

QUIET = (
    Quiet(address_of("theo"), "asked Abena and me; Abena answered"),
    Quiet(address_of("kimberley"), "asks twice, but I have never written to her"),
    Quiet(address_of("mei"), "promised her proofs for a day that is still to come"),
    Quiet(address_of("claire"), "the talk was wrapped up; her next step is due next week"),
    Quiet(address_of("pelle"), "I declined; the cadence of 120 days has not passed"),
    Quiet(address_of("priya"), "asked, answered, settled"),
    Quiet(address_of("astrid"), "nothing open, and buns are booked"),
    Quiet(address_of("felix"), "the talk was enjoyed, nothing expected"),
    Quiet(address_of("hugh"), "declined twice, which is an answer"),
    Quiet(address_of("bosse"), "asked for a key and withdrew it"),
    Quiet(address_of("edith"), "thanked, and was thanked"),
    Quiet(address_of("gareth"), "all of it finished long ago"),
)
