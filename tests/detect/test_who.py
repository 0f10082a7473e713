"""Who will act: the author, the group, those whom the words name, or somebody who only is spoken of."""

import pytest

from segue.detect.who import addressees, owner, third_party

GROUP = "Kevin Smith <kevin@example.org>, Bob Ray <bob@example.org>, ana@example.org"


@pytest.mark.parametrize(
    ("act", "sentence", "greeting", "who"),
    [
        ("promise", "I'll send it.", "", "author"),
        ("promise", "We will send it.", "", "we"),
        ("promise", "Wir schicken es morgen.", "", "we"),
        ("proposal", "Let's meet on Friday.", "", "we"),
        ("request", "Could you send it?", "", "addressee"),
        ("request", "Bob, could you send it?", "", "bob@example.org"),
        ("request", "Bob can you send it?", "", "bob@example.org"),
        ("request", "Could you send it, Bob?", "", "bob@example.org"),
        ("request", "Could you, Ana, send it?", "", "ana@example.org"),
        ("request", "Bob to send the deck by Friday.", "", "bob@example.org"),
        ("request", "Bob needs to sign page three.", "", "bob@example.org"),
        ("request", "@ana please book the room", "", "ana@example.org"),
        ("request", "Bob and Kevin, please sign it.", "", "kevin@example.org, bob@example.org"),
        ("request", "Bob/Kevin - please sign it.", "", "kevin@example.org, bob@example.org"),
        ("request", "Could you send it?", "Hi Kevin,", "kevin@example.org"),
        ("request", "Bob, could you send it?", "Hi Kevin,", "bob@example.org"),
        ("request", "Could you send it?", "Dear all,", "addressee"),
        ("request", "Could you ask Bob for it?", "", "addressee"),
        ("question", "Kevin, who holds the budget?", "", "kevin@example.org"),
    ],
)
def test_who_acts(act: str, sentence: str, greeting: str, who: str) -> None:
    assert owner(act, sentence, sentence, addressees(GROUP, greeting)) == who


def test_in_chat_a_mention_says_who_is_asked() -> None:
    assert owner("request", "", "<@ruthe> can you look at it?", addressees("", "")) == "ruthe"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Tana will send the forms.", "Tana"),
        ("And Tana Jones will send the forms.", "Tana Jones"),
        ("Tana and Kofi are going to call you.", "Tana and Kofi"),
        ("She'll get back to you.", "She"),
        ("They will ship it on Friday.", "They"),
        ("Tana wird das Formular schicken.", "Tana"),
        ("I'll ask and Tana will send the forms.", ""),
        ("Tana said we will get them.", ""),
        ("Copies will be distributed.", ""),
        ("This will be done by Friday.", ""),
        ("Will send the forms.", ""),
        ("Please send the forms.", ""),
    ],
)
def test_a_third_party_is_only_spoken_of(sentence: str, name: str) -> None:
    assert third_party(sentence) == name


def test_a_header_is_parted_at_its_commas_but_not_within_angles() -> None:
    assert addressees("a@b.example, Ada <c@d.example>; e@f.example", "Hello").everybody == (
        "a@b.example",
        "Ada <c@d.example>",
        "e@f.example",
    )
    assert addressees("a@b.example,c@d.example", "Hello").everybody == ("a@b.example", "c@d.example")
    assert addressees("Ada <a,b@c.example>, d@e.example", "Hello").everybody == ("Ada <a,b@c.example>", "d@e.example")
