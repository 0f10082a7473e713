"""Where a purpose seems to form: wishes that speak of the same, and who joins them."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from segue.detect import sentences
from segue.domain.forming import MOST_POSTS, Said, forming, joins, same_forming, terms_of
from segue.domain.reading import Post, SeenAct
from segue.domain.wishes import JOINING, WISHES

BEGUN = datetime(2026, 11, 1, 9, tzinfo=UTC)
OPENING = (
    (1, "The library closes at six, just when people come off work."),
    (2, "I would love to come after seven. It would be great if the library had evening hours once a week."),
    (3, "+1, evening hours would help me too."),
)


def said(*posts: tuple[int, str], thread: int = 1, first: int = 1, language: str = "en") -> list[Said]:
    return [
        Said(
            Post(first + number, by, text, tuple(sentences(text)), language=language),
            thread,
            BEGUN + timedelta(hours=first + number),
        )
        for number, (by, text) in enumerate(posts)
    ]


def test_a_wish_that_others_join_is_pointed_at_with_reasons() -> None:
    (found,) = forming(said(*OPENING))
    assert found.theme == "It would be great if the library had evening hours once a week."
    assert found.posts == (2, 3)
    assert found.why[0].startswith("One person wishes for something about")
    assert "One more joined soon after." in found.why


def test_the_same_wish_in_two_threads_is_one_and_stronger() -> None:
    elsewhere = said((4, "We need some evening hours in the library, I work late."), thread=2, first=10)
    (alone,) = forming(said(*OPENING))
    (both,) = forming([*said(*OPENING), *elsewhere])
    assert both.strength > alone.strength
    assert "It came up in 2 threads." in both.why
    assert 10 in both.posts


def test_one_person_alone_is_no_purpose() -> None:
    assert forming(said((1, "We should have evening hours."), (1, "It would be great if we had evening hours."))) == []
    assert forming([]) == []


def test_work_without_a_wish_is_no_purpose() -> None:
    assert forming(said((1, "I sent the report."), (2, "Thanks, I agree."), (3, "Me too."))) == []


def test_what_we_should_not_do_is_no_wish() -> None:
    assert forming(said((1, "We should not open the library in evening hours."), (2, "I agree."), (3, "Hm."))) == []


def test_a_detected_proposal_is_a_wish_and_a_detected_offer_joins() -> None:
    words = "Thursday evenings in the reading room, with tea."
    proposal = Post(1, 1, words, tuple(sentences(words)), (SeenAct("proposal", 0, len(words), 0.9),))
    offer = Post(2, 2, "The doors are on me.", ((0, 20),), (SeenAct("offer", 0, 20, 0.8),))
    other = Post(3, 3, "Hm.", ((0, 3),))
    (found,) = forming([Said(post, 1, BEGUN + timedelta(hours=post.id)) for post in (proposal, offer, other)])
    assert found.posts == (1, 2)
    assert joins(offer)
    assert not joins(other)


def test_wishes_in_other_tongues() -> None:
    swedish = said(
        (1, "Biblioteket stänger klockan sex."),
        (2, "Det vore bra om biblioteket hade kvällsöppet en gång i veckan."),
        (3, "Bra idé, jag är med."),
        language="sv",
    )
    assert len(forming(swedish)) == 1
    assert forming(said(*OPENING, language="ja")) == []
    assert set(WISHES) == set(JOINING)


def test_terms_are_words_that_carry_meaning() -> None:
    assert terms_of("We should have evening hours, maybe.") == {"evening", "hour", "evening hour"}
    assert terms_of("the patches, and boxes") == {"patch", "box"}


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from([text for _, text in OPENING])), max_size=12))
def test_whatever_is_said_what_is_found_can_be_walked_back(posts: list[tuple[int, str]]) -> None:
    every = said(*posts)
    found = forming(every)
    ids = {each.post.id for each in every}
    for each in found:
        assert set(each.posts) <= ids
        assert 0 < len(each.posts) <= MOST_POSTS
        assert each.why
        assert any(each.theme in one.post.text for one in every if one.post.id in each.posts)
    assert [each.strength for each in found] == sorted((each.strength for each in found), reverse=True)
    assert forming(list(reversed(every))) == found
    assert not any(same_forming(one.posts, two.posts) for one in found for two in found if one is not two)
