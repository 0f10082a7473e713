"""The same words in two spaces: a post that was taken along when its thread moved, and its copy there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from segue.store.models import Asker, MovePost, Post


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Whether the same words can be read in another space, and where, if the asker may read them there; and whether a
    moderator has hidden them in one."""

    stands: bool = False
    there: Post | None = None
    hidden: bool = False


NOWHERE = Elsewhere()


def elsewhere(asker: Asker | None, post_ids: Collection[int]) -> dict[int, Elsewhere]:
    """What became of these posts' words in other spaces, for those that stand in more than one."""
    pairs = _pairs(post_ids)
    if not pairs:
        return {}
    rows = {
        row.id: row
        for row in Post.objects.filter(id__in={id_ for pair in pairs for id_ in pair}).select_related("thread")
    }
    seen = set(Post.objects.visible_to(asker).filter(id__in=rows).values_list("id", flat=True))
    found = {}
    for id_ in post_ids:
        others = [rows[each] for each in _joined(id_, pairs) if each != id_ and rows[each].body]
        standing = [each for each in others if not (each.hidden_at or each.thread.hidden_at)]
        if others:
            there = next((each for each in standing if each.id in seen), None)
            found[id_] = Elsewhere(bool(standing), there, len(standing) < len(others))
    return found


def _pairs(post_ids: Collection[int]) -> set[tuple[int, int]]:
    """Posts and their copies, as far as they hang together with these: what was taken along may be taken on."""
    pairs: set[tuple[int, int]] = set()
    new = set(post_ids)
    while new:
        rows = MovePost.objects.filter(Q(post__in=new) | Q(copy__in=new)).exclude(copy=None)
        more = {(post, copy) for post, copy in rows.values_list("post", "copy") if copy} - pairs
        known = set(post_ids) | {id_ for pair in pairs for id_ in pair}
        new = {id_ for pair in more for id_ in pair} - known
        pairs |= more
    return pairs


def _joined(id_: int, pairs: Collection[tuple[int, int]]) -> set[int]:
    joined, size = {id_}, 0
    while len(joined) > size:
        size = len(joined)
        joined |= {each for pair in pairs if joined & set(pair) for each in pair}
    return joined
