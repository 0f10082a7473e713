"""What to prepare for a talk, by the stage of the connection: offered, never forced (DESIGN, The stages).

Everything on a sheet is a proposal made from what is known: what each side owes, how the last talk ended, the topics
on their mind. Nothing is invented; where nothing is known the sheet is short.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from segue.domain.connections import Stage


@dataclass(frozen=True, slots=True)
class Owed:
    """Something open between us; `mine`: I am to do it. `who`: the other side, where a talk is with several."""

    id: int
    mine: bool
    what: str
    due: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class LastTalk:
    """The talk before this one; `ending` is empty where it has none, `next_step` where none was agreed."""

    conversation_id: int
    on: date
    ending: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a talk with somebody, or with several `together`."""

    name: str
    stage: Stage | None
    talked_before: bool
    unmet: tuple[str, ...] = ()
    """Of several: those with whom I have not talked yet."""
    owed: tuple[Owed, ...] = ()
    last: LastTalk | None = None
    topics: tuple[str, ...] = ()
    intent: str = ""
    for_them: str = ""
    chosen: tuple[str, ...] = ()
    """Possibilities that were chosen together: what an opportunity talk opens with."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A preparation sheet. `voice_first` says why to talk rather than write; empty where writing is as good."""

    stage: Stage
    what_for: str
    aims: tuple[str, ...]
    agenda: tuple[str, ...]
    questions: tuple[str, ...]
    ending: str
    after: str
    voice_first: str = ""


WHAT_FOR = {
    Stage.RELATEDNESS: "Find common ground before asking for anything.",
    Stage.POSSIBILITIES: "Explore areas, then gather possibilities; choose another day.",
    Stage.OPPORTUNITY: "Agree on one or two possibilities that are worth the effort of both.",
    Stage.ACTION: "Make the plan, or see how it goes: what is done, what is in the way.",
    Stage.MAINTAINED: "Keep the connection alive, with no ask.",
}
AIMS = {
    Stage.RELATEDNESS: ("know whether we fit, as both see it", "a next step, or an honest word and thanks"),
    Stage.POSSIBILITIES: ("ten ideas, none of them judged", "two dates: one to gather, one to choose"),
    Stage.OPPORTUNITY: ("a yes, a no, or a date by which we know",),
    Stage.ACTION: ("a plan that both have said yes to", "new dates for what has slipped"),
    Stage.MAINTAINED: ("hear how they are",),
}
AGENDA = {
    Stage.RELATEDNESS: (
        "who each of us is, and what is on our mind",
        "what we have in common",
        "does it fit, and what follows",
    ),
    Stage.POSSIBILITIES: ("the areas", "ideas, one after the other, none of them judged", "when we choose"),
    Stage.OPPORTUNITY: (
        "what stood out, from each side",
        "need, timing, who decides, what each puts in",
        "outcomes, timing, responsibilities, resources",
        "next steps, before we hang up",
    ),
    Stage.ACTION: ("what is done", "what is in the way, and whose it is", "dates that hold, and dates that move"),
    Stage.MAINTAINED: ("how they are", "what I came across that is theirs"),
}
QUESTIONS = {
    Stage.RELATEDNESS: ("What takes most of your attention these days?", "What would make this talk worth your while?"),
    Stage.POSSIBILITIES: ("Which areas would you like to look at first?", "What has never been tried, and why not?"),
    Stage.OPPORTUNITY: (
        "What is it that you need, and what happens if nothing is done?",
        "By when would it have to be there?",
        "Who decides, and who else has to agree?",
        "What does each of us put in?",
        "What would make it a no?",
    ),
    Stage.ACTION: ("What is in the way?", "What do you need from me, and by when?"),
    Stage.MAINTAINED: ("What has changed since we last talked?",),
}
ENDING = {
    Stage.RELATEDNESS: "The fit, as both see it: a concrete next step, or an honest word and thanks.",
    Stage.POSSIBILITIES: "Ideas, and the day on which you choose among them.",
    Stage.OPPORTUNITY: "Next steps agreed before you hang up: who, what, by when.",
    Stage.ACTION: "What is done, what is due next, and when you look again.",
    Stage.MAINTAINED: "Enjoyed, nothing expected, is a good ending here.",
}
AFTER = {
    Stage.RELATEDNESS: "A word of thanks within a day, with the areas that came up and two times.",
    Stage.POSSIBILITIES: "Thanks, and the ideas as they were said; between the two sessions at least a night.",
    Stage.OPPORTUNITY: "Thanks, and a summary with highlights from each side.",
    Stage.ACTION: "Thanks, and the dates as they now stand.",
    Stage.MAINTAINED: "Thanks; nothing is asked.",
}
_VOICE = (
    "You have not talked with {name} yet. Talk the first time, rather than write: in a voice both hear sooner whether "
    "it fits, and nobody has to read between lines. Mail is for setting it up."
)
_TOPICS, _EACH = 3, 4


def stage_for(stage: Stage | None) -> Stage:
    """The stage that a talk serves by itself: the first talk of an intent is about relatedness."""
    return Stage.RELATEDNESS if stage in (None, Stage.INTENT, Stage.CLOSED) else stage


def together(each: Sequence[Known]) -> Known:
    """What is known before a talk with several: what any of them brings; the stage and the wish are the first's."""
    first, *others = each
    if not others:
        return first
    last = [known.last for known in each if known.last]
    return replace(
        first,
        name=all_of([known.name for known in each]),
        talked_before=all(known.talked_before for known in each),
        unmet=tuple(known.name for known in each if not known.talked_before),
        owed=tuple(replace(owed, who=known.name) for known in each for owed in known.owed),
        last=max(last, key=lambda talk: talk.on, default=None),
        topics=tuple(_in_turn([known.topics for known in each])),
        chosen=tuple(dict.fromkeys(idea for known in each for idea in known.chosen)),
    )


def all_of(names: Sequence[str]) -> str:
    """Names in a sentence: "Amara, Dai and Esi"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _in_turn(lists: Iterable[Iterable[str]]) -> Iterable[str]:
    """One of each in turn, each once."""
    return dict.fromkeys(word for row in zip_longest(*lists) for word in row if word)


def sheet(known: Known) -> Sheet:
    """The sheet for the next talk."""
    stage = stage_for(known.stage)
    return Sheet(
        stage,
        WHAT_FOR[stage],
        (*AIMS[stage], *([known.intent] if known.intent and stage is not Stage.RELATEDNESS else [])),
        (*_first(known), *AGENDA[stage]),
        (*_from_topics(known), *_from_what_is_owed(known), *QUESTIONS[stage]),
        ENDING[stage],
        AFTER[stage],
        "" if known.talked_before else _VOICE.format(name=_given(known.unmet or (known.name,))),
    )


def _first(known: Known) -> tuple[str, ...]:
    """What is taken up again before anything new."""
    told = []
    if known.last and known.last.next_step:
        told.append(f"what we agreed last time: {known.last.next_step}")
    if known.chosen:
        told.append(f"what we chose: {'; '.join(known.chosen)}")
    return tuple(told)


def _from_topics(known: Known) -> tuple[str, ...]:
    return tuple(f"How does it stand with “{topic}”?" for topic in known.topics[:_TOPICS])


def _from_what_is_owed(known: Known) -> tuple[str, ...]:
    """Their open promises as questions; my own are for me to open with."""
    theirs = dict.fromkeys((owed.what, owed.who) for owed in known.owed if not owed.mine)
    asked = ((what, f" ({_given([who])})" if who else "") for what, who in list(theirs)[:_EACH])
    return tuple(f"Where are we with “{what}”?{whose}" for what, whose in asked)


def _given(names: Sequence[str]) -> str:
    return all_of([name.split(" ")[0] for name in names])
