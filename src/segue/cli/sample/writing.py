"""Write the sample to a directory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from segue.cli.sample.cards import write_cards
from segue.cli.sample.clock import Clock
from segue.cli.sample.diary import write_calendar
from segue.cli.sample.elsewhere import write_elsewhere
from segue.cli.sample.folders import Folders
from segue.cli.sample.letters import Mail
from segue.cli.sample.people import ME, people
from segue.cli.sample.stories import stories
from segue.cli.sample.talks import write_talks

BROKEN_IN = "Book"


@dataclass(frozen=True, slots=True)
class SampleCounts:
    """What was written. `copies` counts mails as stored: a mail in two folders is one message and two copies.

    `people` leaves out the owner and all machines; `broken` is what an import has to set aside.
    """

    people: int
    messages: int
    threads: int
    copies: int
    broken: int
    cards: int
    events: int
    transcripts: int


def write(directory: Path, now: datetime) -> SampleCounts:
    """Write the sample as it stands at `now` (aware): the same bytes for the same moment.

    `directory` is made where needed and should be empty: what an earlier sample left there stays.
    """
    clock = Clock(now)
    mails = sorted((Mail(letter, clock) for letter in stories()), key=lambda mail: mail.moment)
    with Folders(directory) as folders:
        for mail in mails:
            folders.keep(mail)
        folders.keep_broken(BROKEN_IN)
    write_elsewhere(directory / "Elsewhere", clock)
    return SampleCounts(
        people=sum(not person.robot for person in people().values()) - len((ME,)),
        messages=len(mails),
        threads=sum(mail.letter.answers is None for mail in mails),
        copies=folders.copies,
        broken=1,
        cards=write_cards(directory / "contacts.vcf"),
        events=write_calendar(directory / "calendar.ics", clock),
        transcripts=write_talks(directory / "Transcripts", clock),
    )
