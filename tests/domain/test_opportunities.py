"""Terms of both sides, and the states of an opportunity, over random histories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.errors import NotAllowed
from segue.domain.opportunities import Act, Standing, State, Term, Topic, after, agree, mismatches, unsettled

WORDS = st.sampled_from(["", "March", "march ", "After Easter"])
TERMS = st.lists(
    st.builds(Term, st.sampled_from(Topic), WORDS, WORDS, st.booleans()), unique_by=lambda term: term.topic
)


@given(st.lists(st.sampled_from(Act), max_size=20))
def test_nothing_is_noted_behind_an_agreement(acts: list[Act]) -> None:
    state = State.OPEN
    for act in acts:
        try:
            to = after(state, act)
        except NotAllowed:
            continue
        if act in (Act.NOTE, Act.AGREE):
            assert state is State.OPEN
        if act is Act.REOPEN:
            assert to is State.OPEN
        state = to


@given(TERMS)
def test_agreed_is_only_what_is_the_same_on_every_term(terms: list[Term]) -> None:
    whole = len(terms) == len(Topic) and all(term.standing is Standing.SAME for term in terms)
    if whole:
        agree(terms)
    else:
        with pytest.raises(NotAllowed, match="Not everything"):
            agree(terms)
    assert {term.topic for term in mismatches(terms)} <= {term.topic for term in unsettled(terms)}
    assert all(term.mine and term.theirs for term in mismatches(terms))


@pytest.mark.parametrize(
    ("term", "standing"),
    [
        (Term(Topic.TIMING), Standing.UNKNOWN),
        (Term(Topic.TIMING, "March"), Standing.THEIRS_MISSING),
        (Term(Topic.TIMING, "", "March"), Standing.MINE_MISSING),
        (Term(Topic.TIMING, "March", "In spring"), Standing.DIFFERS),
        (Term(Topic.TIMING, "March", "In spring", same=True), Standing.SAME),
        (Term(Topic.TIMING, "In  March.", "in march"), Standing.SAME),
        (Term(Topic.TIMING, "March", "", same=True), Standing.THEIRS_MISSING),
    ],
)
def test_where_the_two_stand(term: Term, standing: Standing) -> None:
    assert term.standing is standing
