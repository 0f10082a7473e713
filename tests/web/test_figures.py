"""Figures in the browser: which quarters there are, one of them, what is withheld, and that nobody listens in."""

from django.test import Client

from segue.store.models import Figures
from tests.cast import NOW, Cast
from tests.spaces import Spaces
from tests.web.conftest import SignedIn

NUMBERS = {
    "communities": [
        {"name": "Readers & writers", "counts": {"threads": 12, "raised": 5, "endorsed": 4}},
        {"name": "Walkers", "counts": {"threads": 7}},
    ],
    "other_communities": {"threads": 9},
    "teams": [{"name": "Evening", "counts": {"offered": 3, "accepted": 2, "declined": 1}}],
    "other_teams": None,
    "days": {"raised-endorsed": 4, "endorsed-offered": None},
}


def published(cast: Cast, numbers: object = NUMBERS) -> Figures:
    return Figures.objects.create(
        organisation=cast.ada.organisation, quarter="2026Q3", numbers=numbers, behind=[["t1"]], published_at=NOW
    )


def test_nothing_published_says_when_it_will_be(cast: Cast, ada: Client) -> None:
    page = ada.get("/figures/").content.decode()
    assert "No quarter has been published yet" in page
    assert "Nobody listens in" in page


def test_a_quarter_is_drawn_with_its_tables(cast: Cast, ada: Client) -> None:
    published(cast)
    assert 'href="/figures/2026Q3/"' in ada.get("/figures/").content.decode()
    page = ada.get("/figures/2026Q3/").content.decode()
    for words in (
        "28 threads began in the groups that can be shown.",
        "Purposes, as far as it can be shown: 3 offered, 2 accepted and 1 declined.",
        "Half took at most 4 days from raised to endorsed.",
        '<th scope="row" dir="auto">Readers &amp; writers</th><td>12</td>',
        '<th scope="row" dir="auto">Walkers</th><td class="soft">withheld</td>',
        "the others together",
        "no way into a community or team",
        "Withheld is what would tell of fewer than five people",
        'id="threads-title"',
    ):
        assert words in page, words
    assert page.count("<svg xmlns") == 4


def test_a_quarter_of_which_nothing_can_be_told_says_so(cast: Cast, ada: Client) -> None:
    published(cast, {"communities": [], "other_communities": None, "teams": [], "other_teams": None, "days": {}})
    page = ada.get("/figures/2026Q3/").content.decode()
    assert "Nothing can be told of this quarter." in page
    assert "<svg xmlns" not in page


def test_there_is_no_other_time_to_ask_for(cast: Cast, ada: Client) -> None:
    published(cast)
    for address in ("/figures/2026Q4/", "/figures/2026/", "/figures/2026Q3-2026Q4/"):
        assert ada.get(address).status_code == 404
    ranged = ada.get("/figures/2026Q3/?days=7&since=2026-09-01").content
    assert ranged.count(b"<tr>") == ada.get("/figures/2026Q3/").content.count(b"<tr>")


def test_members_of_the_organisation_see_them_and_nobody_else(spaces: Spaces, signed_in: SignedIn) -> None:
    published(spaces.cast)
    for name, status in (("Ada", 200), ("Bo", 200), ("Tim", 200), ("Cleo", 403), ("Chiara", 404)):
        assert signed_in(spaces.members[name]).get("/figures/2026Q3/").status_code == status, name
