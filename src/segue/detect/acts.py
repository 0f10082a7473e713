"""What a sentence does: the acts that detection tells apart, and one act found in a message."""

from dataclasses import dataclass
from datetime import date

#: Acts that commitments are made of, or moved by.
ACTS = (
    "promise",
    "offer",
    "request",
    "question",
    "proposal",
    "acceptance",
    "decline",
    "counter",
    "report",
    "satisfied",
    "withdrawal",
)

#: In talk alone: an utterance that states what somebody will do afterwards. It makes no commitment by itself.
ACTION_ITEM = "action_item"

#: Not an act: the message is in a language that is not read.
NOT_READ = "not read"

#: Look-alikes that are told apart so that they are *not* taken for one of ACTS.
WEAK = ("weak_promise", "weak_request", "third_party")


@dataclass(frozen=True, slots=True)
class Act:
    """One act of one sentence, with the words it rests on.

    `start` and `end` are character offsets into the text that was given to `detect`.
    `owner` is who will act: "author", "we", "addressee", or the addresses or names of those who are called upon, with
    ", " between them.
    `due` is a day in the sender's zone; `due_text` the words it was read from, as written.
    `due_kind` is "hard" ("by Friday"), "soft" ("hopefully Friday"), "conditional" or "".
    `object_span` holds the earlier sentence that "will do" speaks of, where there is one.
    """

    act: str
    confidence: float
    shown: bool
    asked: bool
    start: int
    end: int
    owner: str = "author"
    for_whom: str = ""
    due: date | None = None
    due_text: str | None = None
    due_kind: str = ""
    what: str = ""
    object_span: tuple[int, int] | None = None
    condition: str = ""
