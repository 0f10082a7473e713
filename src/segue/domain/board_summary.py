"""What came of a board, as the slots of the summary that opens the opportunity talk (`domain.drafts`, SUMMARY)."""

from collections.abc import Iterable, Sequence

from segue.domain.boards import Idea, counted, grouped, ranked
from segue.domain.conversations import Who

HIGHLIGHTS = 3
"""How many of the ideas that were not chosen are told of each side."""


def summary_slots(topic: str, ideas: Sequence[Idea]) -> dict[str, str]:
    """What was chosen and why, what each side brought, the areas: nothing that is not on the board."""
    count = counted(ideas)
    chosen = [f"{idea.text}: {idea.why}" for idea in ranked(ideas) if idea.chosen]
    named = [f"{group.name} ({len(group.ideas)})" for group in grouped(ideas) if group.name]
    return {
        "topic": topic,
        "count": str(count.all),
        "mine": str(count.mine),
        "theirs": str(count.theirs),
        "chosen": _listed(chosen),
        "brought": _highlights(ideas, Who.THEM),
        "kept": _highlights(ideas, Who.ME),
        "areas": _listed(named),
    }


def _highlights(ideas: Sequence[Idea], side: Who) -> str:
    theirs = [idea.text for idea in ranked(ideas) if idea.by is side and not idea.chosen]
    return _listed(theirs[:HIGHLIGHTS])


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
