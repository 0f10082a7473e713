"""What settles whether a thread moves, and whose words may go along."""

from hypothesis import given
from hypothesis import strategies as st

from segue.domain.moving import Answer, Outcome, Side, goes_along, open_sides, outcome

answers = st.lists(st.builds(Answer, st.sampled_from(Side), st.integers(1, 4), st.booleans()), max_size=6)
one_each = answers.map(lambda said: list({each.side: each for each in said}.values()))


@given(one_each)
def test_it_moves_with_two_yes_and_stays_with_one_no(said: list[Answer]) -> None:
    sides = {each.side: each.yes for each in said if each.side is not Side.AUTHOR}
    expected = (
        Outcome.STAYS if False in sides.values() else Outcome.MOVES if len(sides) == 2 else Outcome.WAITING
    )  # fmt: skip
    assert outcome(said) is expected
    assert set(open_sides(said)) == {Side.BEGUN, Side.THERE} - sides.keys()


@given(answers, st.integers(1, 4), st.integers(1, 4))
def test_words_go_along_with_their_authors_yes_alone(said: list[Answer], author: int, by: int) -> None:
    own = [each.yes for each in said if each.side is Side.AUTHOR and each.member == author]
    goes = goes_along(author, by, said, read_by_all=False)
    assert goes == (own[-1] if own else author == by)
    others = [each for each in said if each.side is not Side.AUTHOR or each.member != author]
    assert goes_along(author, author + 1, others, read_by_all=False) is False


@given(answers)
def test_what_anybody_can_read_goes_along_and_what_nobody_claims_does_not(said: list[Answer]) -> None:
    assert goes_along(None, 1, said, read_by_all=True)
    assert not goes_along(None, 1, said, read_by_all=False)
