"""What came of a board, in words: the summary that opens the opportunity talk, with highlights from each side."""

from collections.abc import Iterable, Sequence

from segue.domain.boards import Idea, counted, grouped, ranked
from segue.domain.conversations import Who

HIGHLIGHTS = 3
_TO_SETTLE = "what we want from it, by when, who does what, and what each of us puts in"


def summary(topic: str, ideas: Sequence[Idea], name: str) -> str:
    """A draft to `name`, plain text: what was explored, what was chosen and why, what each side brought.

    For the writer to change: it says nothing that is not on the board.
    """
    count = counted(ideas)
    parts = [
        f"Hello {name}," if name else "Hello,",
        f"before we talk, here is what came of our ideas about “{topic}”: {_so_many(count.all)}"
        f", {count.theirs} of yours and {count.mine} of mine.",
        _chosen([idea for idea in ranked(ideas) if idea.chosen]),
        _highlights("What you brought that I keep thinking of", ideas, Who.THEM),
        _highlights("What I would not lose of mine", ideas, Who.ME),
        _groups(ideas),
        f"When we talk, let us settle {_TO_SETTLE}. What do you see differently? A few lines before then help us both.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _chosen(ideas: Sequence[Idea]) -> str:
    if not ideas:
        return "We have not chosen yet."
    return _listed("We chose", (f"{idea.text} (because {idea.why.rstrip('.')})" for idea in ideas))


def _highlights(title: str, ideas: Sequence[Idea], side: Who) -> str:
    theirs = [idea for idea in ranked(ideas) if idea.by is side and not idea.chosen]
    return _listed(title, (idea.text for idea in theirs[:HIGHLIGHTS])) if theirs else ""


def _groups(ideas: Sequence[Idea]) -> str:
    named = [group for group in grouped(ideas) if group.name]
    return _listed("The areas", (f"{group.name}: {_so_many(len(group.ideas))}" for group in named)) if named else ""


def _listed(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f"{title}:", *(f"- {line}" for line in lines)])


def _so_many(count: int) -> str:
    return f"{count} idea" if count == 1 else f"{count} ideas"
