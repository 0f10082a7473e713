"""Partnership in the browser: the link at a customer's post, the ask, the answer; no number on a customer."""

import re
from pathlib import Path

from segue.store.models import Connection, PartnershipAsk
from tests.spaces import Spaces
from tests.web.conftest import SignedIn

SOURCES = Path(__file__).parents[2] / "src" / "segue"


def test_a_customer_is_asked_and_says_yes(spaces: Spaces, signed_in: SignedIn) -> None:
    emil, cleo = signed_in(spaces.members["Emil"]), signed_in(spaces.members["Cleo"])
    way = f"/posts/{spaces.posts[1].id}/partnership/"
    page = emil.get(f"/threads/{spaces.thread.id}/").content.decode()
    assert page.count("/partnership/") == page.count(way) == 1
    assert "Ask Cleo Diaz about a partnership" in emil.get(way).content.decode()
    assert emil.post(way, {"words": ""}).status_code == 422
    answer = emil.post(way, {"words": "Try it with us."})
    row = PartnershipAsk.objects.get()
    assert answer["Location"] == f"/partnership/{row.id}/"
    assert "Take it back" in emil.get(answer["Location"]).content.decode()
    assert "Emil Holm asks about a partnership" in cleo.get("/communities/").content.decode()
    asked = cleo.get(f"/partnership/{row.id}/").content.decode()
    for words in ("Try it with us.", "What is kept on a yes", "your name and your mail address", "You need not answer"):
        assert words in asked, words
    cleo.post(f"/partnership/{row.id}/yes/")
    assert Connection.objects.get(owner=spaces.members["Emil"]).person.name == "Cleo Diaz"
    assert "You are asked" not in cleo.get("/communities/").content.decode()
    assert "The connection" in emil.get(f"/partnership/{row.id}/").content.decode()
    assert "The connection" not in cleo.get(f"/partnership/{row.id}/").content.decode()
    assert "yes: begun" in cleo.get("/partnership/").content.decode()


def test_others_are_told_that_it_is_not_there(spaces: Spaces, signed_in: SignedIn) -> None:
    row = PartnershipAsk.objects.create(
        thread=spaces.thread,
        by=spaces.members["Emil"],
        to=spaces.members["Cleo"],
        words="Try it.",
        at=spaces.posts[0].at,
    )
    for name in ("Ada", "Stellan", "Mona", "Tim", "Chiara"):
        client = signed_in(spaces.members[name])
        assert client.get(f"/partnership/{row.id}/").status_code == 404, name
        assert client.post(f"/partnership/{row.id}/no/").status_code == 404, name
        assert "Try it." not in client.get("/partnership/").content.decode()
    assert signed_in(spaces.members["Cleo"]).get(f"/posts/{spaces.posts[0].id}/partnership/").status_code == 403
    row.refresh_from_db()
    assert row.answered_at is None


def test_a_customer_sees_no_such_link_and_nobody_at_posts_of_colleagues(spaces: Spaces, signed_in: SignedIn) -> None:
    for name, links in (("Cleo", 0), ("Emil", 1), ("Mona", 1)):
        page = signed_in(spaces.members[name]).get(f"/threads/{spaces.thread.id}/").content.decode()
        assert page.count("Ask about a partnership") == links, name


def test_no_question_and_no_page_counts_what_a_customer_does() -> None:
    """Engagement, not scoring: where a customer is spoken of, nothing is counted, scored or ranked."""
    files = [
        *SOURCES.rglob("queries/*.py"),
        *SOURCES.rglob("actions/*.py"),
        *SOURCES.rglob("templates/segue/**/*.html"),
    ]
    speaking = [each for each in files if re.search(r"customer|partnership", each.read_text("utf-8"), re.IGNORECASE)]
    assert len(speaking) >= 6
    counting = re.compile(r"Count\(|Sum\(|Avg\(|annotate|\|length|score\b(?! and)|rank|lead_|health", re.IGNORECASE)
    found = {
        f"{each.name}: {line.strip()}"
        for each in speaking
        for line in each.read_text("utf-8").splitlines()
        if counting.search(line) and re.search(r"customer|partnership|kind", line, re.IGNORECASE)
    }
    assert found == set()
