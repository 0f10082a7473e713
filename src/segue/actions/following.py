"""Following a community or a thread, and the notices of new posts that go out by mail."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db.models import Q
from django.urls import reverse

from segue.actions.deeds import deed
from segue.actions.errors import NotFound, Refused
from segue.actions.letters import AUTOMATIC, address_of, again, can_send, claim, deliver
from segue.actions.spaces import community_for, thread_for
from segue.domain.communities import Act
from segue.store.models import Asker, Follow, Notice, Post, asker_for

_SALT = "segue.unfollow"


def follow_community(asker: Asker, community_id: int, now: datetime, *, source: str) -> Follow:
    """Get word by mail of new threads."""
    with deed(asker, "follow", now, source=source) as change:
        community = community_for(asker, community_id, Act.SPEAK)
        if Follow.objects.visible_to(asker).filter(community=community).exists():
            raise Refused("You follow it already.")
        made = change.create(Follow(member_id=asker.member_id, community=community, at=now))
        change.about(community, f"You follow {community.name}.")
    return made


def follow_thread(asker: Asker, thread_id: int, now: datetime, *, source: str) -> Follow:
    """Get word by mail of new posts."""
    with deed(asker, "follow", now, source=source) as change:
        thread = thread_for(asker, thread_id, Act.SPEAK)
        if Follow.objects.visible_to(asker).filter(thread=thread).exists():
            raise Refused("You follow it already.")
        made = change.create(Follow(member_id=asker.member_id, thread=thread, at=now))
        change.about(thread, f"You follow “{thread.subject}”.")
    return made


def unfollow(
    asker: Asker, now: datetime, *, source: str, community_id: int | None = None, thread_id: int | None = None
) -> None:
    """No more word of it by mail."""
    wanted = {"community": community_id} if community_id is not None else {"thread": thread_id}
    with deed(asker, "unfollow", now, source=source) as change:
        row = Follow.objects.visible_to(asker).filter(**wanted).first()
        if row is None:
            raise NotFound("You do not follow it.")
        about = row.community or row.thread
        change.delete(row)
        assert about is not None
        change.about(about, "You get no more word of it.")


def unfollow_by(token: str, now: datetime, *, source: str) -> str:
    """The same by the link in a notice, without signing in (RFC 8058); gives what it was, "" where it has ended."""
    row = followed(token)
    if row is None:
        return ""
    asker = asker_for(row.member)
    name = row.community.name if row.community else row.thread.subject if row.thread else ""
    unfollow(asker, now, source=source, community_id=row.community_id, thread_id=row.thread_id)
    return name


def followed(token: str) -> Follow | None:
    """What this link would end; None where it has ended already. Raises NotFound for a link that is none of ours."""
    try:
        number = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise NotFound("This link is not one of ours.") from None
    return Follow.objects.select_related("member", "community", "thread").filter(id=number).first()


def send_notices(now: datetime) -> bool:
    """Send some notices that wait; whether something was done. What is hidden or taken back since is told to nobody."""
    if not can_send():
        return False
    done = False
    about = Notice.objects.select_related(
        "member__user", "post__voice", "post__thread__community", "post__thread__team"
    )  # fmt: skip
    for row in claim(about, now):
        done = True
        mail = _mail(row)
        if mail is None:
            Notice.objects.filter(id=row.id).delete()
        elif deliver(mail):
            Notice.objects.filter(id=row.id).update(sent_at=now)
        else:
            Notice.objects.filter(id=row.id).update(**again(row.tries, now))
    return done


def _mail(row: Notice) -> EmailMessage | None:
    """The notice as mail clients thread it; None where its receiver may not read the post, or does not follow it."""
    post, thread = row.post, row.post.thread
    readable = Post.objects.visible_to(asker_for(row.member)).filter(id=post.id, hidden_at=None, thread__hidden_at=None)
    follow = Follow.objects.filter(member=row.member).filter(
        Q(thread=thread.id) | (Q(community=thread.community_id) if thread.community_id else Q(pk__in=()))
    )
    mine = follow.order_by("thread").last()
    belongs = thread.team_id or row.member.belongings.filter(community=thread.community_id, blocked_at=None).exists()
    if mine is None or not post.body or not belongs or not readable.exists():
        return None
    space = thread.community or thread.team
    out = address_of(reverse("unfollow", args=[signing.dumps(mine.id, salt=_SALT)]))
    link = address_of(f"{reverse('thread', args=[thread.id])}?post={post.id}#post-{post.id}")
    text = f"{post.body}\n\n-- \n{post.voice.name}, in {space}\n{link}\nNo more word of this: {out}"
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    first = f"<thread-{thread.id}@{host}>"
    headers = {
        **AUTOMATIC,
        "Precedence": "list",
        "List-Id": f"<{'team' if thread.team_id else 'community'}-{thread.team_id or thread.community_id}.{host}>",
        "List-Unsubscribe": f"<{out}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Message-ID": f"<post-{post.id}-{row.member_id}@{host}>",
        "In-Reply-To": first,
        "References": first,
    }
    return EmailMessage(f"[{space}] {thread.subject}", text, to=[row.member.user.email], headers=headers)
