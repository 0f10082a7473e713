"""A year in the life of Ada Lindqvist, an invented consultant: the mailbox on which everybody first sees Segue.

    write(directory, now)   the mailbox, address book, calendar and transcripts, for any `now`
    logged(now)             what mail cannot know, to be applied after the import
    expected.EXPECTED       the rows that Today then owes

The content is told in stories/*.txt, people.toml, calendar.toml, logged.toml and talks/*.txt. Every person, company,
domain and number in it is invented.
"""

from segue.cli.sample.logged import Logged, logged
from segue.cli.sample.people import ME, people
from segue.cli.sample.writing import SampleCounts, write

OWNER_NAME = people()[ME].name
OWNER_ADDRESSES = (people()[ME].address, *people()[ME].other.values())
OWNER_ZONE = people()[ME].zone

__all__ = ["OWNER_ADDRESSES", "OWNER_NAME", "OWNER_ZONE", "Logged", "SampleCounts", "logged", "write"]
