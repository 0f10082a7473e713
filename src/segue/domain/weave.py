"""From what was said in a conversation to the commitments in it: who asked, promised and delivered what.

A conversation is always read whole and in the order of time, so the outcome is the same in whatever order its
messages were imported. Moves are inferred from words (DESIGN, Commitments); nobody is asked to classify what
they say. A promise between two others is left where it is: a mark on the conversation.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from segue.domain import cues
from segue.domain.bearing import asks_for_a_yes, bears, is_request, overlap, points_back_to, repeats, says_the_same
from segue.domain.commitments import TABLE, DatedMove, Move, Side, State, apply
from segue.domain.utterances import ME, STRANGER, Kind, Said, Utterance, Woven, WovenMove

# Among more than these nobody in To knows that they are meant; among very many, nobody is.
_FEW, _MANY = 3, 25
_ANSWERED_WITHIN = timedelta(days=3)
_REMINDED_AFTER = timedelta(hours=20)

_Fits = Callable[[Woven], bool]
_Bears = Callable[[Said, Woven], bool]
_Step = tuple[Side, Move, _Fits | None]


def weave(thread: Iterable[Utterance], parties: Mapping[str, int]) -> list[Woven]:
    """The commitments of a conversation. `parties` knows addresses, names and given names in lower case.

    Those of whom no more than the name is known may stand there as STRANGER: what is put to them is put to nobody else.
    """
    loom = _Loom(parties)
    for utterance in sorted(thread, key=lambda each: each.id):
        if utterance.by is not None:
            loom.read(utterance)
    return [each for each in loom.woven if ME in (pair := (each.performer, each.requester)) and STRANGER not in pair]


def fingerprint(message_digest: bytes, act: str, words: str) -> bytes:
    """What a rejected detection is known by in any later import: the message, the act, and the words."""
    plain = re.sub(r"\W+", " ", words).strip().lower()
    return hashlib.blake2b(b"\0".join((message_digest, act.encode(), plain.encode())), digest_size=16).digest()


class _Loom:
    """What has been read of the conversation so far."""

    def __init__(self, parties: Mapping[str, int]) -> None:
        self.parties = parties
        self.woven: list[Woven] = []
        self._sent: dict[tuple[object, ...], datetime] = {}

    def read(self, utterance: Utterance) -> None:
        if self._sent_twice(utterance):
            return
        reminded = self._note_reminder(utterance)
        if not reminded:
            self._note_answers(utterance)
        for said in sorted(utterance.said, key=lambda each: (each.start, each.act)):
            if not (reminded and said.act in ("request", "question")) and not cues.idle(
                said.act, said.words, utterance.count
            ):
                _HANDLERS.get(said.act, _Loom._ignore)(self, utterance, said)
        self._note_delivery(utterance)

    def _sent_twice(self, utterance: Utterance) -> bool:
        """Whether its author said these words to the same just before: one mail that is stored twice."""
        words = tuple(said.words for said in utterance.said)
        mail = (utterance.by, utterance.to, words)
        before = self._sent.get(mail)
        self._sent[mail] = utterance.at
        return bool(words) and before is not None and utterance.at - before < _REMINDED_AFTER

    def _note_answers(self, utterance: Utterance) -> None:
        for each in self.woven:
            if each.answered_at is None and _answers(utterance, each):
                each.answered_at = utterance.at

    def _note_reminder(self, utterance: Utterance) -> bool:
        """Whether this message is a reminder of what its author asked before and nobody answered."""
        waiting = [each for each in self.woven if _may_be_reminded(each, utterance)]
        hint = cues.REMINDER.search(utterance.opening) or any(
            cues.REMINDER.search(said.words) for said in utterance.said
        )
        found = [each for each in waiting if hint or any(repeats(said, each) for said in utterance.said)]
        for each in found:
            each.reminded = each.reminded or (utterance.at, utterance.id)
        return bool(found)

    def _note_delivery(self, utterance: Utterance) -> None:
        """Something attached, or "here is": what its author had promised those who received it to send is delivered."""
        if not (utterance.delivers or cues.HERE_IT_IS.search(utterance.opening)):
            return
        first = cues.FIRST_SENTENCE.match(" ".join(utterance.opening.split()))
        said, owed = Said("report", 0, 0, first[0] if first else ""), []
        for each in self.woven:
            if (
                each.performer == utterance.by
                and utterance.reaches(each.requester)
                and cues.SENDING.search(each.said.words)
                and _can(each, Side.B, Move.REPORT)
            ):
                owed.append(each)
        # What it speaks of; where it speaks of none of them, the one asked for last, if this is the answer to it.
        last = [each for each in owed[-1:] if utterance.at - each.moves[-1].made.at <= _ANSWERED_WITHIN]
        for each in [each for each in owed if says_the_same(said, each)] or (
            last if utterance.replies or utterance.delivers else []
        ):
            self._move(each, Side.B, Move.REPORT, utterance, said)

    def _requested(self, utterance: Utterance, said: Said) -> None:
        for performer, named in self._asked(utterance, said):
            only_word = said.act == "question" or cues.VAGUE.match(said.words)
            if (only_word and self._asked_already(utterance, performer)) or self._asked_so(utterance, said, performer):
                continue
            self._begin(Kind(said.act), Move.REQUEST, utterance, said, performer, _author(utterance), named)

    def _proposed(self, utterance: Utterance, said: Said) -> None:
        if "?" in said.words:
            for performer, named in self._asked(utterance, said):
                if not self._asked_already(utterance, performer):
                    self._begin(Kind.QUESTION, Move.REQUEST, utterance, said, performer, _author(utterance), named)

    def _promised(self, utterance: Utterance, said: Said) -> None:
        author = _author(utterance)
        if self._moved_by_the_same_words(utterance, said):
            return
        given = [each for each in self.woven if each.performer == author and each.state in _PROMISED]
        repeated = self._latest(said, given, repeats) or self._latest(said, given, points_back_to)
        asked = [each for each in self.woven if each.performer == author and _can(each, Side.B, Move.PROMISE)]
        waiting = self._latest(said, asked, bears)
        if repeated is not None and (waiting is None or repeats(said, repeated)):
            if said.due and said.due != repeated.said.due:
                self._move(repeated, Side.B, Move.COUNTER, utterance, said)
        elif waiting is not None:
            waiting.promised = said
            self._move(waiting, Side.B, Move.PROMISE, utterance, said)
        else:
            for requester in self._whom(utterance):
                self._begin(Kind.PROMISE, Move.PROMISE, utterance, said, author, requester, named=True)

    def _moved_by_the_same_words(self, utterance: Utterance, said: Said) -> bool:
        """A sentence that moved a date ("running late, it will be Monday") makes no promise besides."""
        return any(
            each.message_id == utterance.id and each.made.move is Move.COUNTER and each.words == said.words
            for woven in self.woven
            for each in woven.moves
        )

    def _offered(self, utterance: Utterance, said: Said) -> None:
        for requester in self._whom(utterance):
            self._begin(Kind.OFFER, Move.OFFER, utterance, said, _author(utterance), requester, named=True)

    def _accepted(self, utterance: Utterance, said: Said) -> None:
        steps = (
            (Side.B, Move.REPORT, asks_for_a_yes),
            (Side.B, Move.PROMISE, is_request),
            (Side.A, Move.ACCEPT, None),
        )
        self._first_that_fits(utterance, said, *steps)

    def _declined(self, utterance: Utterance, said: Said) -> None:
        steps = ((Side.B, Move.DECLINE, None), (Side.A, Move.DECLINE, None), (Side.A, Move.REJECT, None))
        self._first_that_fits(utterance, said, *steps, (Side.B, Move.RENEGE, None))

    def _countered(self, utterance: Utterance, said: Said) -> None:
        self._first_that_fits(
            utterance,
            said,
            (Side.B, Move.COUNTER, None),
            (Side.A, Move.ASK_ANOTHER_DATE, None),
            (Side.A, Move.COUNTER, None),
        )

    def _reported(self, utterance: Utterance, said: Said) -> None:
        self._first_that_fits(utterance, said, (Side.B, Move.REPORT, None))

    def _satisfied(self, utterance: Utterance, said: Said) -> None:
        self._first_that_fits(utterance, said, (Side.A, Move.SATISFIED, None))

    def _withdrew(self, utterance: Utterance, said: Said) -> None:
        self._first_that_fits(utterance, said, (Side.A, Move.WITHDRAW, None), (Side.B, Move.WITHDRAW, None))

    def _ignore(self, utterance: Utterance, said: Said) -> None:
        """Acts that neither begin nor move a commitment."""

    def _asked(self, utterance: Utterance, said: Said) -> list[tuple[int, bool]]:
        """Whom a request is put to, and whether they are named or stand alone in To.

        In a group each named performer has their own commitment; "somebody should" is none (DESIGN).
        """
        called = [self.parties.get(name.strip().lower()) for name in said.performer.split(",")]
        named = list(dict.fromkeys(party for party in called if party not in (None, utterance.by)))
        greeted = self._turned_to(said) or self._spoken_to(utterance)
        if not named and greeted not in (None, utterance.by):
            named = [greeted]
        if named:
            return [(party, True) for party in named if party is not None]
        others = [party for party in utterance.to if party != utterance.by]
        if len(others) == utterance.count == 1:
            return [(others[0], True)]
        if utterance.count > _MANY:
            return []
        return [(ME, utterance.count <= _FEW and not utterance.public)] if ME in others and utterance.by != ME else []

    def _spoken_to(self, utterance: Utterance) -> int | None:
        """Whom the message greets by name, if it is somebody known: "Steve," is not meant for me."""
        greeted = cues.GREETING.match(utterance.opening)
        return self.parties.get(greeted[1].lower()) if greeted else None

    def _turned_to(self, said: Said) -> int | None:
        """Whom the sentence begins with, if it is somebody known: "Gus - can you have a look?"."""
        turned = cues.TURNED.match(said.words)
        return self.parties.get(turned[1].lower()) if turned else None

    def _whom(self, utterance: Utterance) -> list[int]:
        """To whom something is promised or offered: the one spoken to, or who stands in To, alone or first of a few."""
        spoken_to = self._spoken_to(utterance)
        if spoken_to is not None and spoken_to != utterance.by and utterance.reaches(spoken_to):
            return [spoken_to]
        others = [party for party in utterance.to if party != utterance.by]
        return others[:1] if utterance.count <= _FEW else []

    def _asked_already(self, utterance: Utterance, performer: int) -> bool:
        """The questions of one message are answered together: they make one commitment."""
        return any(
            each.message_id == utterance.id and each.performer == performer and each.kind is Kind.QUESTION
            for each in self.woven
        )

    def _asked_so(self, utterance: Utterance, said: Said, performer: int) -> bool:
        """One sentence asks once, be it a request or a question."""
        return any(
            each.message_id == utterance.id and each.performer == performer and each.said.start == said.start
            for each in self.woven
        )

    def _begin(
        self, kind: Kind, move: Move, utterance: Utterance, said: Said, performer: int, requester: int, named: bool
    ) -> None:
        if performer == requester or not said.sure:
            return
        side = Side.A if move is Move.REQUEST else Side.B
        begun = Woven(
            kind, utterance.id, said, performer, requester, utterance.at, named, utterance.to, apply(None, move, side)
        )
        begun.moves.append(_woven_move(move, side, utterance, said))
        self.woven.append(begun)

    def _first_that_fits(self, utterance: Utterance, said: Said, *steps: _Step) -> None:
        """Make the first of these moves that some commitment of the author's allows, and that the words bear on."""
        for side, move, fits in steps:
            may = [each for each in self.woven if _may(each, side, move, utterance, fits)]
            found = self._latest(said, may, says_the_same if not said.sure else bears)
            if found is not None:
                self._move(found, side, move, utterance, said)
                return

    def _move(self, woven: Woven, side: Side, move: Move, utterance: Utterance, said: Said) -> None:
        if _can(woven, side, move) and utterance.id != woven.message_id:
            woven.state = apply(woven.state, move, side)
            woven.moves.append(_woven_move(move, side, utterance, said))

    def _latest(self, said: Said, among: Iterable[Woven], fits: _Bears) -> Woven | None:
        """Of those that fit, the one that shares most words; among equals the one that was spoken of last."""
        candidates = [each for each in among if fits(said, each)]
        return max(candidates, key=lambda each: (round(overlap(said, each), 1), each.moves[-1].made.at), default=None)


_PROMISED = frozenset({State.PROMISED, State.COUNTERED})
_HANDLERS = {
    "request": _Loom._requested,
    "question": _Loom._requested,
    "proposal": _Loom._proposed,
    "promise": _Loom._promised,
    "offer": _Loom._offered,
    "acceptance": _Loom._accepted,
    "decline": _Loom._declined,
    "counter": _Loom._countered,
    "report": _Loom._reported,
    "satisfied": _Loom._satisfied,
    "withdrawal": _Loom._withdrew,
}


def _author(utterance: Utterance) -> int:
    assert utterance.by is not None  # messages of robots and strangers are not read
    return utterance.by


def _woven_move(move: Move, side: Side, utterance: Utterance, said: Said) -> WovenMove:
    return WovenMove(DatedMove(move, side, utterance.at, said.due), utterance.id, said.words)


def _can(woven: Woven, side: Side, move: Move) -> bool:
    return (side, move) in TABLE[woven.state]


def _may(woven: Woven, side: Side, move: Move, utterance: Utterance, fits: _Fits | None) -> bool:
    """Whether its author stands on this side of it, the other side heard it, and the move can be made now."""
    party, other = (woven.requester, woven.performer) if side is Side.A else (woven.performer, woven.requester)
    if party != utterance.by or not utterance.reaches(other):
        return False
    return _can(woven, side, move) and (fits is None or fits(woven))


def _answers(utterance: Utterance, woven: Woven) -> bool:
    """A later word, to the one who waits, of the one who is waited for or of another who was asked.

    Of what I asked, a later reply of mine on the thread shows that there was a word between: I may have deleted it.
    """
    if utterance.id <= woven.message_id:
        return False
    waiting, asked = woven.requester, woven.performer
    if woven.kind is Kind.OFFER:
        waiting, asked = asked, waiting
    if utterance.by == waiting:
        return waiting == ME and utterance.replies
    return (utterance.by == asked or utterance.by in woven.asked) and utterance.reaches(waiting)


def _may_be_reminded(woven: Woven, utterance: Utterance) -> bool:
    return (
        woven.requester == utterance.by
        and woven.performer in utterance.to
        and woven.answered_at is None
        and woven.state in (State.REQUESTED, State.PROMISED)
        and woven.kind is not Kind.OFFER
        and utterance.at - woven.made_at >= _REMINDED_AFTER
    )
