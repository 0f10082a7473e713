"""Who is who: exact rules, doubts that are asked, and no dependence on order."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.people import CROWD, Answer, Identity, doubtful_pairs, persons, same

LOKAY = Identity("michelle.lokay@enron.com", "Lokay, Michelle </O=ENRON/CN=MLOKAY>")


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (LOKAY, Identity("mlokay@enron.com", "Michelle Lokay/HOU/ECT@ECT"), "same name and organisation"),
        (LOKAY, Identity("michelle.lokay@hou.enron.com", "michelle lokay"), "same name and organisation"),
        (LOKAY, Identity("Michelle.Lokay@ENRON.com", "Shelly"), "same address"),
        (Identity("a.b@gmail.com"), Identity("ab+x@googlemail.com"), "same address"),
        (Identity("a@x.example", card="c1"), Identity("b@y.example", card="c1"), "same card"),
        (
            Identity("a@gmail.com", "Amara Osei", ("+233201",)),
            Identity("osei@work.example", "Osei, Amara", ("+233201",)),
            "same name and telephone",
        ),
    ],
)
def test_one_person(one: Identity, other: Identity, rule: str) -> None:
    for likeness in (same(one, other), same(other, one)):
        assert (likeness.answer, likeness.rule) == (Answer.SAME, rule)
        assert likeness.reason.startswith("both ")


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (LOKAY, Identity("michelle@home.example", "Michelle Lokay"), "same name elsewhere"),
        (Identity("a@gmail.com", "Ann Ray"), Identity("b@gmail.com", "Ann Ray"), "same name elsewhere"),
        (Identity("a@x.com", "Ann M Schmidt"), Identity("b@x.com", "Ann Schmidt"), "same name elsewhere"),
        (Identity("a@x.com", "James Steffes"), Identity("b@x.com", "J. Steffes"), "initial and last name"),
        (
            Identity("a@gmail.com", "J Ray", ("+1",)),
            Identity("b@gmail.com", "Joan Ray", ("+1",)),
            "initial and last name",
        ),
    ],
)
def test_a_doubt_to_be_asked(one: Identity, other: Identity, rule: str) -> None:
    assert same(one, other) == same(other, one)
    assert (same(one, other).answer, same(one, other).rule) == (Answer.DOUBTFUL, rule)
    assert same(one, other).reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LOKAY, Identity("john.arnold@enron.com", "John Arnold")),
        (Identity("a@x.com", "John Arnold"), Identity("b@x.com", "Matthew Arnold")),
        (Identity("a@x.com", "John A Ray"), Identity("b@x.com", "John B Ray")),
        (Identity("a@x.com", "John Ray Jr"), Identity("b@x.com", "John Ray Sr")),
        (Identity("a@x.com", "John Ray", ("+1",)), Identity("b@x.com", "Jane Ray", ("+1",))),
        (Identity("a@x.com", "Amara"), Identity("b@x.com", "Amara")),
        (Identity("a@gmail.com", "J Ray"), Identity("b@y.com", "Joan Ray")),
        (Identity("a@x.com"), Identity("b@x.com")),
        (Identity(), Identity()),
    ],
)
def test_two_persons(one: Identity, other: Identity) -> None:
    assert same(one, other).answer is Answer.DIFFERENT


identities = st.builds(
    Identity,
    address=st.sampled_from(
        ["", "ray@x.com", "Ray+b@x.com", "ann.ray@x.com", "bo@x.com", "desk@x.com", "a@gmail.com", "c@y.com"]
    ),
    name=st.sampled_from(["", "Ann Ray", "Ray, Ann", "A. Ray", "Ann M Ray", "Bo Ray", "Bo", "Bo Lind"]),
    phones=st.lists(st.sampled_from(["+1", "+2"]), max_size=2).map(tuple),
    card=st.sampled_from([None, "c1", "c2"]),
)
crowds = st.lists(identities, max_size=7)


def _named(groups: list[frozenset[int]], crowd: list[Identity]) -> set[frozenset[Identity]]:
    return {frozenset(crowd[place] for place in group) for group in groups}


@given(crowds, st.randoms())
def test_who_is_who_does_not_depend_on_the_order_of_reading(crowd: list[Identity], chance: random.Random) -> None:
    crowd = list(dict.fromkeys(crowd))
    shuffled = chance.sample(crowd, len(crowd))
    assert _named(persons(crowd), crowd) == _named(persons(shuffled), shuffled)


@given(crowds)
def test_everybody_is_somebody_and_exact_pairs_are_one(crowd: list[Identity]) -> None:
    groups = persons(crowd)
    assert sorted(place for group in groups for place in group) == list(range(len(crowd)))
    for one, other in combinations(range(len(crowd)), 2):
        together = any({one, other} <= group for group in groups)
        assert together or same(crowd[one], crowd[other]).answer is not Answer.SAME


@given(crowds)
def test_each_doubt_is_asked_once_and_none_that_is_settled(crowd: list[Identity]) -> None:
    of = {place: group for group in persons(crowd) for place in group}
    pairs = [frozenset((of[one], of[other])) for one, other, _ in doubtful_pairs(crowd)]
    assert len(pairs) == len(set(pairs))
    assert all(len(pair) == 2 for pair in pairs)
    for one, other in combinations(range(len(crowd)), 2):
        if same(crowd[one], crowd[other]).answer is Answer.DOUBTFUL and of[one] != of[other]:
            assert frozenset((of[one], of[other])) in pairs


def test_a_mailbox_that_several_share_does_not_make_them_one() -> None:
    ann, bo = Identity("ann@x.com", "Ann Ray"), Identity("lind@x.com", "Bo Lind")
    desk = [Identity("desk@x.com", "Ann Ray"), Identity("desk@x.com", "Lind, Bo")]
    assert persons([ann, bo, *desk]) == [frozenset({0}), frozenset({1}), frozenset({2, 3})]
    assert same(ann, desk[0]).answer is Answer.DOUBTFUL


@pytest.mark.parametrize(
    ("local", "name", "borne"),
    [
        ("ann.ray", "Ann Ray", True),
        ("ray", "Ann Ray", True),
        ("r..ann", "Ann Ray", True),
        ("ar", "Ann Ray", True),
        ("amr", "Ann M Ray", True),
        ("bli", "Bo Li", True),
        ("boli7", "Bo Li", True),
        ("bol", "Bo Li", True),
        ("bob", "Bo Li", False),
        ("desk", "Ann Ray", False),
        ("sales", "Bo Li", False),
        ("40enron", "Ann Ray", False),
    ],
)
def test_a_name_counts_at_an_address_that_is_made_from_it(local: str, name: str, borne: bool) -> None:
    one, other = Identity(f"{local}@x.com", name), Identity(f"{name.lower().replace(chr(32), chr(46))}@x.com", name)
    assert (same(one, other).answer is Answer.SAME) is borne


def test_nobody_is_asked_about_a_whole_crowd_of_one_name() -> None:
    crowd = [Identity(f"a{n}@host{n}.example", "Wei Wang") for n in range(CROWD + 1)]
    assert len(doubtful_pairs(crowd[:3])) == 3
    assert doubtful_pairs(crowd) == []
