"""Saying something in a community or a team: begin a thread, answer in it, set one's own words right, take them back.

Each verb raises NotFound for what the asker may not see, and Refused for what they see and may not do. Each is one
deed, and can be undone.
"""

from __future__ import annotations

from datetime import datetime

from segue.actions.deeds import Change, deed
from segue.actions.errors import Refused
from segue.actions.spaces import add_post, community_for, post_for, team_for, thread_for, voice_of
from segue.domain.communities import Act
from segue.store.models import Asker, MovePost, Post, PostMark, Thread

MOST = 50_000
"""Characters of one post."""


def begin_thread(
    asker: Asker,
    subject: str,
    body: str,
    now: datetime,
    *,
    source: str,
    community_id: int | None = None,
    team_id: int | None = None,
) -> Thread:
    """Begin a thread with its first post, in a community or in a team."""
    if (community_id is None) == (team_id is None):
        raise Refused("A thread is begun in one community or in one team.")
    about = " ".join(subject.split())[:500]
    if not about:
        raise Refused("Say in a few words what it is about.")
    with deed(asker, "begin thread", now, source=source) as change:
        community = community_for(asker, community_id, Act.SPEAK) if community_id is not None else None
        team = team_for(asker, team_id) if team_id is not None else None
        thread = change.create(
            Thread(community=community, team=team, subject=about, voice=voice_of(change), first_at=now, last_at=now)
        )
        add_post(change, thread, _short_enough(body), now)
        change.about(thread, f"Begun: {about}")
    return thread


def post(asker: Asker, thread_id: int, body: str, now: datetime, *, source: str) -> Post:
    """Say something in a thread."""
    with deed(asker, "post", now, source=source) as change:
        seen = thread_for(asker, thread_id, Act.SPEAK)
        # Two who speak at once are both counted.
        thread = Thread.objects.select_for_update().get(id=seen.id)
        made = add_post(change, thread, _short_enough(body), now)
        change.about(thread, f"Said in “{thread.subject}”.")
    return made


def edit_post(asker: Asker, post_id: int, body: str, now: datetime, *, source: str) -> Post:
    """Set one's own words right; it is seen that they were changed, and they are read for acts anew."""
    words = _short_enough(body).strip()
    if not words:
        raise Refused("A post needs a few words. To take it back, use that instead.")
    with deed(asker, "edit post", now, source=source) as change:
        said = _own(asker, post_id, Act.SPEAK)
        if said.hidden_at or said.thread.locked_at:
            raise Refused("A moderator has hidden or locked this; it stays as it is.")
        if not said.body:
            raise Refused("This was taken back. Say it anew.")
        if said.body != words:
            _reword(change, said, words, now)
        change.about(said.thread, f"Changed what you said in “{said.thread.subject}”.")
    return said


def take_back(asker: Asker, post_id: int, now: datetime, *, source: str) -> Post:
    """Take one's own words back: they go, and their place stays, so that the answers to them still make sense."""
    with deed(asker, "take back", now, source=source) as change:
        said = _own(asker, post_id, Act.READ)
        if not said.body:
            raise Refused("It is taken back already.")
        _reword(change, said, "", now)
        change.about(said.thread, f"Taken back, in “{said.thread.subject}”.")
    return said


def _own(asker: Asker, post_id: int, act: Act) -> Post:
    """The asker's own post: nobody else changes it, whatever they are there."""
    said = post_for(asker, post_id, act)
    if said.voice.member_id != asker.member_id:
        raise Refused("Only who said it can change it.")
    return said


def _reword(change: Change, said: Post, words: str, now: datetime) -> None:
    """Other words in place of the old ones, also where those were taken along to; what was detected in them goes."""
    copies = [row.copy for row in MovePost.objects.filter(post=said).select_related("copy")]
    for each in (said, *(copy for copy in copies if copy and copy.body)):
        for mark in PostMark.objects.filter(post=each):
            change.delete(mark)
        change.save(each, body=words, own=[], edited_at=now)


def _short_enough(body: str) -> str:
    if len(body) > MOST:
        raise Refused(f"A post has at most {MOST:,} characters; this one has {len(body):,}. Say it in several.")
    return body
