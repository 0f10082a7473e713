"""A partnership with a customer: asked in private, begun only with their yes, a no that holds."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from segue.actions.communities import leave
from segue.actions.deeds import undo
from segue.actions.errors import Conflict, NotFound, Refused
from segue.actions.partnership import answer, ask, withdraw
from segue.actions.stages import move_stage
from segue.domain.connections import Stage
from segue.domain.errors import NotAllowed
from segue.domain.partnership import AFTER_NO, AFTER_WITHDRAWN
from segue.queries.partnership import ask_of, asks_of, customer_of, waiting_for
from segue.store.models import Belonging, Connection, Letter, PartnershipAsk, Person, Team, Thread
from tests.cast import LATER, NOW, person
from tests.spaces import Spaces, belong, say, voice_of

WORDS = "Try the evening opening with us: you choose the books."


def asked(spaces: Spaces, name: str = "Emil") -> PartnershipAsk:
    """Emil asks Cleo, who wrote the second post."""
    return ask(spaces.asker(name), spaces.posts[1].id, WORDS, NOW, source="web")


def said(spaces: Spaces, row: PartnershipAsk, yes: bool, name: str = "Cleo") -> PartnershipAsk:
    return answer(spaces.asker(name), row.id, NOW, yes=yes, source="web")


def test_nothing_is_begun_before_the_yes(spaces: Spaces) -> None:
    row = asked(spaces)
    assert not Connection.objects.filter(owner=spaces.members["Emil"]).exists()
    assert [each.ask for each in waiting_for(spaces.asker("Cleo"))] == [row]
    row = said(spaces, row, yes=True)
    connection = Connection.objects.get(owner=spaces.members["Emil"])
    assert row.connection == connection
    assert (connection.stage, connection.intent, connection.person.name) == (Stage.INTENT, WORDS, "Cleo Diaz")
    assert [each.addr for each in connection.person.addresses.all()] == ["cleo@diaz.example"]
    assert waiting_for(spaces.asker("Cleo")) == ()
    assert ask_of(spaces.asker("Emil"), row.id).connection_id == connection.id
    assert ask_of(spaces.asker("Cleo"), row.id).connection_id is None
    with pytest.raises(Refused, match="already"):
        asked(spaces)


def test_a_no_begins_nothing_and_holds_for_a_year(spaces: Spaces) -> None:
    row = said(spaces, asked(spaces), yes=False)
    assert row.connection is None
    assert not Person.objects.filter(owner=spaces.members["Emil"]).exists()
    emil = spaces.asker("Emil")
    with pytest.raises(NotAllowed, match="They said no"):
        ask(emil, spaces.posts[1].id, WORDS, NOW + AFTER_NO - timedelta(seconds=1), source="web")
    assert ask(emil, spaces.posts[1].id, WORDS, NOW + AFTER_NO, source="web").answered_at is None
    with pytest.raises(Refused, match="have asked"):
        ask(emil, spaces.posts[1].id, WORDS, NOW + AFTER_NO, source="web")


@pytest.mark.parametrize("yes", [True, False])
def test_an_answer_is_given_once_and_the_ask_cannot_be_undone_from_under_it(spaces: Spaces, yes: bool) -> None:
    row = said(spaces, asked(spaces), yes=yes)
    with pytest.raises(Refused, match="settled"):
        said(spaces, row, yes=not yes)
    with pytest.raises(Conflict, match="answered"):
        undo(spaces.asker("Emil"), LATER, source="web")
    assert PartnershipAsk.objects.get().yes is yes


def test_what_was_asked_and_answered_is_undone(spaces: Spaces) -> None:
    row = said(spaces, asked(spaces), yes=True)
    undo(spaces.asker("Cleo"), LATER, source="web")
    assert not Connection.objects.filter(owner=spaces.members["Emil"]).exists()
    assert not Person.objects.filter(owner=spaces.members["Emil"]).exists()
    row.refresh_from_db()
    assert (row.answered_at, row.yes) == (None, None)
    undo(spaces.asker("Emil"), LATER, source="web")
    assert not PartnershipAsk.objects.exists()


def test_a_yes_from_which_something_came_is_not_undone(spaces: Spaces) -> None:
    row = said(spaces, asked(spaces), yes=True)
    assert row.connection
    move_stage(spaces.asker("Emil"), row.connection.id, Stage.RELATEDNESS, NOW, source="web")
    with pytest.raises(Conflict):
        undo(spaces.asker("Cleo"), LATER, source="web")


def test_who_is_known_already_is_not_made_again(spaces: Spaces) -> None:
    known = person(spaces.members["Emil"], "Cleo D.", "cleo@diaz.example")
    row = said(spaces, asked(spaces), yes=True)
    assert row.connection == known.connection
    assert Person.objects.filter(owner=spaces.members["Emil"]).count() == 1


def test_an_ask_is_taken_back_and_not_put_again_at_once(spaces: Spaces) -> None:
    row = asked(spaces)
    for name in ("Cleo", "Stellan"):
        with pytest.raises((Refused, NotFound)):
            withdraw(spaces.asker(name), row.id, NOW, source="web")
    withdraw(spaces.asker("Emil"), row.id, NOW, source="web")
    assert waiting_for(spaces.asker("Cleo")) == ()
    with pytest.raises(Refused, match="settled"):
        said(spaces, row, yes=True)
    with pytest.raises(NotAllowed, match="took it back"):
        asked(spaces)
    undo(spaces.asker("Emil"), LATER, source="web")
    assert len(waiting_for(spaces.asker("Cleo"))) == 1
    withdraw(spaces.asker("Emil"), row.id, NOW, source="web")
    assert ask(spaces.asker("Emil"), spaces.posts[1].id, WORDS, NOW + AFTER_WITHDRAWN, source="web")


@pytest.mark.parametrize("name", ["Ada", "Bo", "Chiara", "Tim"])
def test_nobody_else_asks_sees_or_answers(spaces: Spaces, name: str) -> None:
    with pytest.raises(NotFound):
        asked(spaces, name)
    row = asked(spaces)
    for verb in (
        lambda: said(spaces, row, True, name),
        lambda: withdraw(spaces.asker(name), row.id, NOW, source="web"),
    ):
        with pytest.raises(NotFound):
            verb()
    assert asks_of(spaces.asker(name)) == ()
    for inside in ("Stellan", "Mona"):
        assert asks_of(spaces.asker(inside)) == ()


def test_only_a_member_of_the_organisation_asks_and_only_a_customer(spaces: Spaces) -> None:
    for post in (spaces.posts[0], spaces.posts[2]):
        assert customer_of(spaces.asker("Mona"), post.id) is None
        with pytest.raises(Refused, match="customer"):
            ask(spaces.asker("Mona"), post.id, WORDS, NOW, source="web")
    assert customer_of(spaces.asker("Mona"), spaces.posts[1].id) == spaces.posts[1]
    for name in ("Cleo",):
        assert customer_of(spaces.asker(name), spaces.posts[0].id) is None
        with pytest.raises(Refused):
            ask(spaces.asker(name), spaces.posts[0].id, WORDS, NOW, source="web")
    belong(spaces.community, spaces.members["Bo"], customer=True)
    with pytest.raises(Refused):
        asked(spaces, "Bo")
    for words in ("", "  ", "x" * 1001):
        with pytest.raises(Refused):
            ask(spaces.asker("Mona"), spaces.posts[1].id, words, NOW, source="web")


def test_in_a_team_there_is_nobody_to_ask(spaces: Spaces) -> None:
    team = Team.objects.get(id=spaces.team.id)
    thread = Thread.objects.create(
        team=team, subject="Doors", voice=voice_of(spaces.members["Tim"]), first_at=NOW, last_at=NOW
    )
    post = say(thread, spaces.members["Cleo"], "I was here.", NOW)
    with pytest.raises(Refused):
        ask(spaces.asker("Tim"), post.id, WORDS, NOW, source="web")


@pytest.mark.parametrize("name", ["Emil", "Cleo"])
@pytest.mark.parametrize("how", ["left", "blocked"])
def test_who_left_or_is_blocked_begins_nothing(spaces: Spaces, name: str, how: str) -> None:
    row = asked(spaces)
    if how == "left":
        leave(spaces.asker(name), spaces.community.id, NOW, source="web")
    else:
        Belonging.objects.filter(member=spaces.members[name]).update(blocked_at=NOW)
    with pytest.raises(Refused, match="no more"):
        said(spaces, row, yes=True)
    assert said(spaces, row, yes=False).yes is False
    with pytest.raises((Refused, NotFound)):
        ask(spaces.asker("Emil"), spaces.posts[1].id, WORDS, NOW + AFTER_NO, source="web")


def test_word_of_it_goes_by_mail_and_not_once_it_was_taken_back(spaces: Spaces, settings: Settings) -> None:
    asked(spaces, "Mona")
    assert not Letter.objects.exists()
    settings.EMAIL_HOST = "localhost"
    row = asked(spaces)
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == ("cleo@diaz.example", "Emil Holm asks about a partnership")
    assert f"/partnership/{row.id}/" in letter.text
    assert WORDS not in letter.text
    assert letter.at > NOW
    withdraw(spaces.asker("Emil"), row.id, NOW, source="web")
    assert not Letter.objects.exists()
    undo(spaces.asker("Emil"), LATER, source="web")
    assert Letter.objects.get() == letter
    undo(spaces.asker("Emil"), LATER, source="web")
    assert not Letter.objects.exists()
