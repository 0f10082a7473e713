"""What Today needs to know of some connections, gathered from the store in a fixed number of queries.

Only facts up to `now` count, so that the same code tells what Today said on any day of the past.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from typing import Any, TypeVar

from django.db.models import Max, Q
from django.db.models.functions import Left

from segue.domain.commitments import OPEN, DatedMove, History, Move, Side, State, replay
from segue.domain.today.facts import (
    EVERYTHING_READ,
    LOGGED,
    Cadence,
    CommitmentFacts,
    ConnectionFacts,
    QuestionFacts,
    Snooze,
    WordFacts,
)
from segue.domain.today.now import ALIVE
from segue.queries.boards import board_facts
from segue.queries.introductions import introduction_facts
from segue.queries.maintaining import keeping_facts
from segue.queries.plans import plan_facts
from segue.queries.surroundings import colleagues, mail_facts, written_to_few
from segue.queries.talks import Talks
from segue.store import bulk
from segue.store import models as store
from segue.store.models import Asker, key_at, moment_of

_ENDED_LATELY = timedelta(days=30)
_QUOTE = 300
_LET_GO_LOOKBACK = 10

_Value = TypeVar("_Value")
_ByConnection = dict[int, list[_Value]]


def _where_nobody_writes(asker: Asker) -> datetime | None:
    """Where no mail was ever read only talks are logged, and no sent mail can be missing."""
    return None if store.Exchange.objects.owned_by(asker).exists() else EVERYTHING_READ


def facts_of(
    asker: Asker, connection_ids: Sequence[int], now: datetime, alive: timedelta = ALIVE
) -> list[ConnectionFacts]:
    """The facts of these connections of the asker's, up to `now`, as far back as `alive`."""
    gathered = _Gathered(asker, connection_ids, now, alive)
    rows = store.Connection.objects.owned_by(asker).filter(id__in=connection_ids).select_related("person")
    return [gathered.facts(row) for row in rows]


class _Gathered:
    """Everything about a chunk of connections, each kind of fact by one query."""

    def __init__(self, asker: Asker, ids: Sequence[int], now: datetime, alive: timedelta) -> None:
        self.asker, self.ids, self.now, self.alive = asker, ids, now, alive
        member = store.Member.objects.only("sent_read_to").get(id=asker.member_id)
        self.sent_read_until = member.sent_read_to or _where_nobody_writes(asker)
        self.sent: _ByConnection[datetime] = defaultdict(list)
        self.sent_keys: _ByConnection[int] = defaultdict(list)
        self.received: _ByConnection[int] = defaultdict(list)
        self._exchanges()
        self.last = self._last_contacts()
        self.words = self._latest_words()
        self.commitments = self._commitments()
        self.wrote = written_to_few(self.sent_keys, self._first_open())
        commitments = [row for rows in self.commitments.values() for row, _ in rows]
        self.mail = mail_facts(commitments, self.wrote, now)
        self.talks = Talks(ids, now, alive)
        self.boards = board_facts(ids, now)
        self.plans = plan_facts(ids, now)
        self.phones = self._phones()
        persons = list(store.Connection.objects.filter(id__in=ids).values_list("person_id", flat=True))
        self.colleagues = colleagues(asker, persons)
        self.occasions, self.news = keeping_facts(asker, persons, now)
        self.introductions = introduction_facts(asker, persons, now)

    def facts(self, row: store.Connection) -> ConnectionFacts:
        """The facts of one connection."""
        commitments = self.commitments.get(row.id, [])
        word = self.words.get(row.id)
        closed_at = row.closed_at if row.closed_at and row.closed_at <= self.now else None
        return ConnectionFacts(
            id=row.id,
            name=row.person.name,
            my_zone=self.asker.zone,
            my_country=self.asker.country,
            phone=self.phones.get(row.person_id),
            colleague=row.person_id in self.colleagues,
            first_written_by_me_at=row.written_first_at,
            sent_read_until=self.sent_read_until,
            commitments=tuple(self._commitment(each, history, word, row.person) for each, history in commitments),
            questions=tuple(
                self._question(each, history) for each, history in commitments if _waits_for_me(each, history)
            ),
            talks=self.talks.facts(row.person_id),
            boards=tuple(self.boards[row.id]),
            plans=tuple(self.plans[row.id]),
            possibilities_since=row.stage_since if row.stage == store.Connection.Stage.POSSIBILITIES else None,
            sent=tuple(self.sent[row.id]),
            wrote=tuple(moment_of(key) for key in self.wrote.get(row.id, ())),
            received=tuple(moment_of(key) for key in self.received[row.id]),
            last_contact_at=self._last_contact(row),
            cadence=_cadence(row),
            occasions=tuple(self.occasions.get(row.person_id, ())),
            news=tuple(self.news.get(row.person_id, ())),
            introductions=tuple(self.introductions.get(row.person_id, ())),
            closed_at=closed_at,
            closed_terms=row.closed_terms,
            wrote_after_close=word if closed_at and word and word.at > closed_at else None,
            left_closed_at=row.left_closed_at,
            agreed_contact_on=row.agreed_contact_on,
            agreed_contact_how=row.agreed_contact_way,
            kept_open_at=row.kept_open_at,
            enjoyed_at=row.enjoyed_at,
            snoozes=tuple(_snooze(rule, until) for rule, until in row.snoozes.items()),
            **_lets_go(commitments),
        )

    def _exchanges(self) -> None:
        rows = store.Exchange.objects.filter(
            connection_id__in=self.ids,
            message_id__gte=key_at(self.now - self.alive),
            message_id__lt=key_at(self.now + timedelta(seconds=1)),
        )
        for connection, key, out in rows.order_by("message_id").values_list("connection_id", "message_id", "out"):
            if out:
                self.sent[connection].append(moment_of(key))
                self.sent_keys[connection].append(key)
            else:
                self.received[connection].append(key)

    def _first_open(self) -> dict[int, int]:
        """For each connection with something open, the message in which the first of it began."""
        return {
            id_: min(each.message_id or key_at(each.made_at) for each, history in commitments if history.state in OPEN)
            for id_, commitments in self.commitments.items()
            if any(history.state in OPEN for _, history in commitments)
        }

    def _last_contacts(self) -> dict[int, datetime]:
        """The latest message either way of those whose cadence is kept; for the others the window tells."""
        kept = store.Connection.objects.filter(id__in=self.ids, cadence_longest_days__isnull=False)
        rows = store.Exchange.objects.filter(
            connection_id__in=kept.values_list("id", flat=True), message_id__lt=key_at(self.now + timedelta(seconds=1))
        )
        latest = rows.values("connection_id").annotate(latest=Max("message_id")).order_by()
        return {row["connection_id"]: moment_of(row["latest"]) for row in latest}

    def _latest_words(self) -> dict[int, WordFacts]:
        """Their latest message each, with how it begins."""
        latest = {keys[-1]: connection for connection, keys in self.received.items() if keys}
        rows = store.Message.objects.filter(id__in=latest).values_list(
            "id", "conversation_id", "own", Left("body", 4000)
        )
        return {
            latest[id_]: WordFacts(id_, moment_of(id_), _beginning(body, own), conversation)
            for id_, conversation, own, body in rows
        }

    def _commitments(self) -> _ByConnection[tuple[store.Commitment, History]]:
        since = self.now - self.alive
        recent = Q(made_at__gte=since) | Q(due__gte=since.date()) | Q(touched_at__gte=since)
        ended = Q(moves__at__gte=self.now - _ENDED_LATELY) | Q(state=State.LAPSED)
        found = (
            store.Commitment.objects.filter(connection_id__in=self.ids, others=False, made_at__lte=self.now)
            .filter(Q(state__in=[str(state) for state in OPEN]) & recent | ended)
            .distinct()
            .select_related("reminder")
            .prefetch_related("moves")
        )
        by_connection: _ByConnection[tuple[store.Commitment, History]] = defaultdict(list)
        for each in found:
            history = history_of(each.moves.all(), self.now)
            if each.connection_id and history.state is not None:
                by_connection[each.connection_id].append((each, history))
        return by_connection

    def _commitment(
        self, row: store.Commitment, history: History, word: WordFacts | None, other: store.Person
    ) -> CommitmentFacts:
        assert history.state is not None
        reminder = getattr(row, "reminder", None)
        later = word if word is not None and word.at > row.made_at and word.message_id != row.message_id else None
        return CommitmentFacts(
            id=row.id,
            mine=row.mine,
            requested_by_me=not row.mine,
            state=history.state,
            what=row.what,
            quote=row.quote,
            made_at=row.made_at,
            moved_at=history.moved_at or row.made_at,
            promised_at=history.promised_at,
            promise=_promise(row, self.now),
            due=history.due,
            due_history=history.dates,
            performer_zone=row.performer_zone or (self.asker.zone if row.mine else other.zone or self.asker.zone),
            performer_country=self.asker.country if row.mine else other.country or None,
            message_id=row.message_id,
            start=row.start,
            end=row.end,
            conversation_id=row.conversation_id,
            reminded_at=_until(reminder.at if reminder else None, self.now),
            phone_shown_at=_until(row.phone_shown_at, self.now),
            answered_at=_until(row.answered_at, self.now),
            later_word_at=later.at if later else None,
            later_word=later.quote if later else None,
            later_word_message_id=later.message_id if later else None,
            unsettled_at=_until(row.unsettled_at, self.now),
            snoozed_until=row.snoozed_until,
            touched_at=_until(row.touched_at, self.now),
            mail=self.mail.get(row.id, LOGGED),
            question=row.kind == store.Commitment.Kind.QUESTION,
        )

    def _question(self, row: store.Commitment, history: History) -> QuestionFacts:
        return QuestionFacts(
            message_id=row.message_id or 0,
            asked_at=history.moves[-1].at,
            quote=row.quote,
            i_am_named=row.named,
            what=row.what,
            start=row.start,
            end=row.end,
            conversation_id=row.conversation_id,
            commitment_id=row.id,
            due=history.due,
            answered_at=_until(row.answered_at, self.now),
            snoozed_until=row.snoozed_until,
            touched_at=row.touched_at,
            mail=self.mail.get(row.id, LOGGED),
            question=row.kind == store.Commitment.Kind.QUESTION,
        )

    def _last_contact(self, row: store.Connection) -> datetime | None:
        """The latest message either way or talk held."""
        lately = [*self.sent[row.id][-1:], *(moment_of(key) for key in self.received[row.id][-1:])]
        known = [*lately, *self.talks.held(row.person_id), self.last.get(row.id)]
        return max((at for at in known if at is not None), default=None)

    def _phones(self) -> dict[int, str]:
        rows = store.Phone.objects.filter(person__connection__id__in=self.ids).order_by("-id")
        return dict(rows.values_list("person_id", "shown"))


def history_of(moves: Iterable[store.Move], now: datetime) -> History:
    """What these moves, in the order of time, amount to at `now`."""
    made = sorted(moves, key=lambda each: (each.at, each.id))
    return replay(DatedMove(Move(each.move), Side(each.by), each.at, each.due) for each in made if each.at <= now)


def histories(commitment_ids: Collection[int], now: datetime) -> dict[int, History]:
    """What the moves of each of these commitments amount to at `now`, read without making objects of the rows."""
    rows = bulk.rows_in(_MOVES, commitment_ids)
    made: dict[int, list[tuple[datetime, int, DatedMove]]] = defaultdict(list)
    for id_, commitment, move, by, written, due in rows:
        at = bulk.moment_in(written)
        if at <= now:
            made[commitment].append(
                (at, id_, DatedMove(Move(move), Side(by), at, date.fromisoformat(due) if due else None))
            )
    return {id_: replay(each for *_, each in sorted(moves, key=_in_time)) for id_, moves in made.items()}


# As text: Django's own reading of moments takes longer than all the rest.
_MOVES = (
    'SELECT id, commitment_id, move, "by", CAST(at AS TEXT), CAST(due AS TEXT) FROM store_move WHERE commitment_id IN'
)
_in_time = itemgetter(0, 1)


def _promise(row: store.Commitment, now: datetime) -> WordFacts | None:
    """The words of the latest promise of it, where they stand in another message than those that began it."""
    given = [each for each in row.moves.all() if each.move == Move.PROMISE and each.words and each.at <= now]
    if not given or given[-1].message_id in (None, row.message_id):
        return None
    return WordFacts(given[-1].message_id or 0, given[-1].at, given[-1].words, row.conversation_id)


def _until(moment: datetime | None, now: datetime) -> datetime | None:
    return moment if moment is not None and moment <= now else None


def _waits_for_me(row: store.Commitment, history: History) -> bool:
    """They have asked, offered or countered, and it is my turn."""
    if row.mine:
        return history.state is State.REQUESTED
    return history.state in (State.OFFERED, State.COUNTERED)


def _cadence(row: store.Connection) -> Cadence | None:
    if not row.cadence_longest_days or row.cadence_since is None:
        return None
    return Cadence(row.cadence_ideal_days or row.cadence_longest_days, row.cadence_longest_days, row.cadence_since)


def _snooze(rule: str, until: str) -> Snooze:
    return Snooze(datetime.fromisoformat(until).astimezone(UTC), rule or None)


def _lets_go(commitments: Sequence[tuple[store.Commitment, History]]) -> dict[str, Any]:
    """How many requests of mine in a row, counted from the latest that ended, I have let go of; and when last."""
    ended = [history for row, history in commitments if not row.mine and history.state not in OPEN and history.moved_at]
    ended.sort(key=lambda history: history.moved_at or datetime.min.replace(tzinfo=UTC), reverse=True)
    count = 0
    for history in ended[:_LET_GO_LOOKBACK]:
        if history.state is not State.LAPSED:
            break
        count += 1
    return {"lets_go_in_a_row": count, "last_let_go_at": ended[0].moved_at if count else None}


def _beginning(body: str, own: list[list[int]]) -> str:
    """The first words that they wrote themselves."""
    start, end = own[0] if own else (0, len(body))
    return " ".join(body[start:end].split())[:_QUOTE]
