"""Who could serve a need: whose title, house or offer bears a word of it. No word is a promise: it is a beginning."""

import re

_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset(
    "somebody someone anybody people person their them they with from that this these those which where about into "  # noqa: SIM905
    "good great some more other another need needs looking look find help want wants would could should jemand "
    "jemanden einen eine einer nagon quelqu alguien".split()
)


def telling_words(need: str) -> tuple[str, ...]:
    """The words of a need that tell what is looked for, in lower case; of a long one, its beginning ("design" for
    "designers"), so that its forms are found, too."""
    words = (word.casefold() for word in _WORD.findall(need))
    return tuple(dict.fromkeys(word[:-1] if len(word) > 5 and word.endswith("s") else word for word in words
                               if word not in _EMPTY))[:6]  # fmt: skip
