"""One person behind several addresses and spellings: exact rules, each with its reason; the doubtful are asked.

Every exact rule is an equality of keys, so that who is who does not depend on the order in which mail is read:
`persons` is the same for every order, and never parts two whom `same` calls one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations

from segue.domain.addresses import canonical, organisation
from segue.domain.chats import is_handle
from segue.domain.names import Name, parse
from segue.domain.unions import Unions

CROWD = 12
"""More people of one last name are asked about only where the first name is the same, too; of one whole name, not at
all: too many to ask about."""


class Answer(StrEnum):
    """Whether two are one person."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Likeness:
    """An answer, the rule that gave it, and the reason in words."""

    answer: Answer
    rule: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Identity:
    """Somebody as met once: an address as written, a name as written, telephones (E.164), the card it stands on."""

    address: str = ""
    name: str = ""
    phones: tuple[str, ...] = ()
    card: str | None = None

    @cached_property
    def parsed(self) -> Name:
        """The name's parts."""
        return parse(self.name)

    @cached_property
    def mailbox(self) -> str:
        """The address in its one spelling; empty where there is none."""
        return canonical(self.address) if self.address else ""


Key = tuple[str, str]

_REASONS = {
    "same address": "both write from {}",
    "same card": "both stand on one card",
    "same name and organisation": "both are called {}",
    "same name and telephone": "both are called {}",
}


def keys(one: Identity) -> dict[Key, str]:
    """What one is known by, exactly: rule and value, each with the reason in words."""
    full, found = one.parsed.full, []
    if one.mailbox:
        found.append(("same address", one.mailbox, one.mailbox))
    if one.card:
        found.append(("same card", one.card, one.card))
    if full and (domain := organisation(one.address)) and _bears_its_name(one.mailbox, one.parsed):
        found.append(("same name and organisation", f"{full}@{domain}", f"{full} at {domain}"))
    if called := full or one.parsed.first:
        found += [("same name and telephone", f"{called} {phone}", f"{called}, {phone}") for phone in one.phones]
    return {(rule, value): _REASONS[rule].format(words) for rule, value, words in found}


def _bears_its_name(mailbox: str, name: Name) -> bool:
    """Whether the address is made from the name: ann.ray@, aray@, ray@, ann@, ar@.

    From desk@ several people may write, and must not become one by it.
    """
    local = "".join(filter(str.isalpha, mailbox.rpartition("@")[0]))
    if any(len(part) > 2 and part in local for part in (name.first, name.last)):
        return True
    initials = "".join(part[0] for part in (name.first, *name.middle, name.last))
    return local in {initials, name.first + name.last, name.first[0] + name.last, name.first + name.last[0]}


def same(one: Identity, other: Identity) -> Likeness:
    """Whether the two are one person, by which rule, and why. Symmetric."""
    mine, theirs = keys(one), keys(other)
    shared = next((key for key in mine if key in theirs), None)
    if shared:
        return Likeness(Answer.SAME, shared[0], mine[shared])
    return _doubt(one, other) or Likeness(Answer.DIFFERENT)


def persons(identities: Sequence[Identity]) -> list[frozenset[int]]:
    """Who is who: groups of places in `identities`, each one person, in the order of their first place."""
    unions: Unions[object] = Unions()
    for place, identity in enumerate(identities):
        unions.join(place, *keys(identity))
    groups = (frozenset(item for item in group if isinstance(item, int)) for group in unions.groups())
    return sorted(groups, key=min)


def doubtful_pairs(identities: Sequence[Identity]) -> list[tuple[int, int, Likeness]]:
    """The pairs to ask about: places in `identities` that are not one person by an exact rule, but might be."""
    of = {place: group for group in persons(identities) for place in group}
    alike: dict[str, list[int]] = defaultdict(list)
    for place, identity in enumerate(identities):
        if identity.parsed.last:
            alike[identity.parsed.last].append(place)
    asked: dict[tuple[int, int], tuple[int, int, Likeness]] = {}
    for places in alike.values():
        for one, other in _pairs(places, identities, of):
            pair = (min(of[one]), min(of[other]))
            doubt = _doubt(identities[one], identities[other])
            if doubt and pair not in asked and pair[::-1] not in asked:
                asked[pair] = (one, other, doubt)
    return list(asked.values())


def _pairs(
    places: list[int], identities: Sequence[Identity], of: dict[int, frozenset[int]]
) -> Iterable[tuple[int, int]]:
    """The pairs worth comparing among those of one last name."""
    if not _is_crowd(places, of):
        return _of_two(places, of)
    called: dict[str, list[int]] = defaultdict(list)
    for place in places:
        called[identities[place].parsed.first].append(place)
    return (pair for some in called.values() if not _is_crowd(some, of) for pair in _of_two(some, of))


def _is_crowd(places: list[int], of: dict[int, frozenset[int]]) -> bool:
    return len({min(of[place]) for place in places}) > CROWD


def _of_two(places: list[int], of: dict[int, frozenset[int]]) -> Iterable[tuple[int, int]]:
    return ((one, other) for one, other in combinations(places, 2) if of[one] != of[other])


def _doubt(one: Identity, other: Identity) -> Likeness | None:
    """Not one by an exact rule, but alike enough to ask."""
    a, b = one.parsed, other.parsed
    if not a.last or a.last != b.last or (a.generation and b.generation and a.generation != b.generation):
        return None
    if not _compatible(a.middle, b.middle):
        return None
    if a.first == b.first and len(a.first) > 1:
        where = " and ".join(sorted(filter(None, (_place(one), _place(other))))) or "no address"
        return Likeness(Answer.DOUBTFUL, "same name elsewhere", f"both are called {a.first} {a.last} ({where})")
    if a.first[0] == b.first[0] and 1 in (len(a.first), len(b.first)) and _near(one, other):
        names = " and ".join(sorted((one.name, other.name)))
        return Likeness(Answer.DOUBTFUL, "initial and last name", f"{names} may be one")
    return None


def _place(one: Identity) -> str:
    """Where somebody is met: at a mail address, or in chats."""
    return "in chats" if is_handle(one.address) else one.address


def _near(one: Identity, other: Identity) -> bool:
    """Of one organisation, or with a telephone in common."""
    domain = organisation(one.address)
    return bool(domain and domain == organisation(other.address)) or bool(set(one.phones) & set(other.phones))


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """No middle name contradicts: one has none, or each begins as its counterpart does."""
    return not one or not other or all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False))
