"""Asking a customer whether a conversation may become a partnership: a connection, begun only with their yes.

It is between the two: nobody else sees that it was asked, or what was said. What is begun lies in the asking member's
own list, and the one who said yes can take it back while nothing has come of it.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from segue.actions.connections import open_in, stage_in
from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.letters import address_of, can_send
from segue.actions.noticing import WAIT
from segue.actions.people import person_behind
from segue.actions.spaces import post_for
from segue.domain.communities import Act
from segue.domain.connections import Stage
from segue.domain.partnership import check_again
from segue.store.models import Asker, Belonging, Connection, Letter, Member, PartnershipAsk, Post, asker_for

MOST_WORDS = 1000


def ask(asker: Asker, post_id: int, words: str, now: datetime, *, source: str) -> PartnershipAsk:
    """Ask the customer who wrote this post, in private, whether it may become a partnership."""
    said = words.strip()
    if not said:
        raise Refused("Say in a few words what the partnership would be for, and what is in it for them.")
    if len(said) > MOST_WORDS:
        raise Refused(f"Say it in at most {MOST_WORDS:,} characters.")
    with deed(asker, "ask partnership", now, source=source) as change:
        post = post_for(asker, post_id, Act.SPEAK)
        to = _customer(asker, post)
        # Of two asks at once, the second finds the first.
        Member.objects.select_for_update().get(id=asker.member_id)
        before = PartnershipAsk.objects.filter(by=asker.member_id, to=to)
        if before.filter(answered_at=None).exists():
            raise Refused(f"You have asked {to} already; they answer when they like.")
        if before.filter(yes=True).exclude(connection=None).exclude(connection__closed_at__isnull=False).exists():
            raise Refused(f"There is a partnership with {to} already.")
        check_again(no_at=_latest(before.filter(yes=False)), withdrawn_at=_latest(before.filter(yes=None)), now=now)
        made = change.create(
            PartnershipAsk(thread=post.thread, by_id=asker.member_id, to=to, words=said, at=now)
        )  # fmt: skip
        _tell(change, made, now)
        change.about(made, f"Asked {to} about a partnership. Only you two see it.")
    return made


def answer(asker: Asker, ask_id: int, now: datetime, *, yes: bool, source: str) -> PartnershipAsk:
    """Say yes or no. On yes, and only then, a connection is begun in the list of the one who asked."""
    with deed(asker, "answer partnership", now, source=source) as change:
        row = _open(asker, ask_id)
        if row.to_id != asker.member_id:
            raise Refused("Only who was asked can answer; you can take it back.")
        connection = _begin(change, row, now) if yes else None
        change.save(row, answered_at=now, yes=yes, connection=connection)
        said = f"You said yes: a partnership with {row.by}." if yes else f"You said no. {row.by} does not ask again."
        change.about(row, said)
    return row


def withdraw(asker: Asker, ask_id: int, now: datetime, *, source: str) -> PartnershipAsk:
    """Take an ask of one's own back, while it is open."""
    with deed(asker, "withdraw partnership", now, source=source) as change:
        row = _open(asker, ask_id)
        if row.by_id != asker.member_id:
            raise Refused("Only who asked can take it back; you can say no.")
        change.save(row, answered_at=now)
        for letter in Letter.objects.filter(to=row.to.user.email.lower(), subject=_subject(row), sent_at=None):
            change.delete(letter)
        change.about(row, f"Taken back: {row.to} is asked nothing.")
    return row


def _tell(change: Change, row: PartnershipAsk, now: datetime) -> None:
    """Word of it by mail, where the server sends any, once there was time to undo it; what was said is not in it."""
    if can_send():
        path = address_of(reverse("partnership", args=[row.id]))
        text = (
            f"{row.by} asks whether a conversation may become a partnership. Only you two see it; answer there:\n{path}"
        )
        change.create(Letter(to=row.to.user.email.lower(), subject=_subject(row), text=text, at=now + WAIT))


def _subject(row: PartnershipAsk) -> str:
    return f"{row.by} asks about a partnership"[:300]


def _customer(asker: Asker, post: Post) -> Member:
    """Who wrote the post, where they are a customer here, and the asker is of the organisation."""
    here = Belonging.objects.filter(community=post.thread.community_id, blocked_at=None)
    me = here.filter(member=asker.member_id).first()
    if asker.guest or me is None or me.kind == Belonging.Kind.CUSTOMER:
        raise Refused("A partnership is offered by a member of the organisation who is in the community.")
    author = here.filter(member=post.voice.member_id).select_related("member__user").first()
    if author is None or author.kind != Belonging.Kind.CUSTOMER or author.member_id == asker.member_id:
        raise Refused("A partnership is offered to a customer who is in this community.")
    return author.member


def _open(asker: Asker, ask_id: int) -> PartnershipAsk:
    rows = PartnershipAsk.objects.visible_to(asker).select_for_update(of=("self",))
    row = rows.select_related("by__user", "to__user", "thread").filter(id=ask_id).first()
    if row is None:
        raise NotFound(f"Nobody has asked anything under {ask_id}.")
    if row.answered_at:
        raise Refused("It is settled already.")
    return row


def _latest(rows: QuerySet[PartnershipAsk]) -> datetime | None:
    found = rows.order_by("-answered_at").first()
    return found.answered_at if found else None


def _begin(change: Change, row: PartnershipAsk, now: datetime) -> Connection:
    """A connection with the customer in the list of who asked, where both are still in the community."""
    members = {row.by_id, row.to_id}
    here = Belonging.objects.filter(community__threads=row.thread_id, member__in=members, blocked_at=None)
    if row.thread_id is None or here.count() < len(members):
        raise Refused("One of you is in this community no more, so nothing can begin here. You can still say no.")
    # The rows are theirs; the deed is of the one who says yes, and takes them back with it.
    theirs = Change(asker_for(row.by))
    person = person_behind(theirs, str(row.to), row.to.user.email)
    connection = Connection.objects.select_for_update(of=("self",)).get(person=person)
    if connection.closed_at:
        open_in(theirs, connection, Stage.INTENT, "A partnership: they said yes.", now)
    elif not connection.stage:
        stage_in(theirs, connection, Stage.INTENT, "", now)
    if not connection.intent:
        theirs.save(connection, intent=row.words[:500])
    theirs.touch(connection.id)
    change.rows += theirs.rows
    change.touch(*theirs.connections)
    return connection
