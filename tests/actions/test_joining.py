"""Joining by mail, following, notices through a real SMTP server, and moderation with its log."""

from __future__ import annotations

import email
import re
import socket
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message as Mail
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.mail import EmailMessage
from django.test import override_settings

from segue.actions import following, joining, letters, moderation, posting
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.queries.moderation import follows, invitations, log_page
from segue.store.models import (
    Belonging,
    Community,
    Invitation,
    Letter,
    Member,
    Notice,
    Post,
    Thread,
    User,
    Voice,
    asker_for,
)
from tests.cast import NOW
from tests.spaces import Spaces

W = {"source": "web"}
LATER = NOW + timedelta(minutes=3)
CUSTOMER = Belonging.Kind.CUSTOMER


class Box:
    """What a mail server has taken in; `full`: it takes nothing."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.full = False

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.full:
            return "452 no room"
        content = envelope.content
        self.mails.append(email.message_from_bytes(content if isinstance(content, bytes) else b"", policy=default))
        return "250 taken"


@pytest.fixture
def box() -> Iterator[Box]:
    """A real SMTP server on loopback, and Segue set to send through it."""
    taken = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(taken, hostname="127.0.0.1", port=port)
    server.start()
    sends = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_USE_TLS": False}
    with override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, **sends):
        yield taken
    server.stop()


def token(mail: Mail, way: str) -> str:
    body = mail.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    found = re.search(rf"/{way}/([^/\s]+)/", body)
    assert found
    return found.group(1)


def invited(spaces: Spaces, box: Box, addr: str = "Nina@new.example") -> str:
    joining.invite(spaces.asker("Mona"), spaces.community.id, [addr, " "], CUSTOMER, NOW, **W)
    assert letters.send_letters(NOW)
    return token(box.mails[-1], "join")


def test_who_is_invited_joins_as_a_guest_and_the_link_is_used_up(spaces: Spaces, box: Box) -> None:
    Voice.objects.create(organisation=spaces.community.organisation, name="nina", addr="nina@new.example")
    link = invited(spaces, box)
    assert "Mona Frisk invites you" in box.mails[0]["Subject"]
    belonging, user = joining.join_by(link, "Nina Nowak", NOW, signed_in=None, **W)
    assert (user.email, user.name, user.has_usable_password()) == ("nina@new.example", "Nina Nowak", False)
    assert (belonging.kind, belonging.member.role) == (CUSTOMER, Member.Role.GUEST)
    assert asker_for(belonging.member).community_ids == {spaces.community.id}
    assert Voice.objects.get(addr="nina@new.example").member_id == belonging.member_id
    with pytest.raises(Refused, match="used"):
        joining.join_by(link, "", NOW, signed_in=None, **W)
    assert Letter.objects.get().text == ""


def test_an_invitation_taken_back_or_forged_opens_nothing(spaces: Spaces, box: Box) -> None:
    link = invited(spaces, box)
    with pytest.raises(Refused, match="not one of ours"):
        joining.ticket_of(link[:-2] + "xx")
    with pytest.raises(NotFound):
        joining.revoke(spaces.asker("Ada"), Invitation.objects.get().id, NOW, **W)
    with pytest.raises(Refused):
        joining.revoke(spaces.asker("Emil"), Invitation.objects.get().id, NOW, **W)
    joining.revoke(spaces.asker("Mona"), Invitation.objects.get().id, NOW, **W)
    with pytest.raises(Refused, match="taken back"):
        joining.join_by(link, "", NOW, signed_in=None, **W)
    undo(spaces.asker("Mona"), NOW, source="web")
    assert joining.ticket_of(link).email == "nina@new.example"
    Community.objects.update(admission="closed")
    with pytest.raises(Refused, match="nobody"):
        joining.ticket_of(link)


def test_a_link_of_two_weeks_opens_no_account(spaces: Spaces, box: Box) -> None:
    link = invited(spaces, box, "bo@lindqvist.example")
    bo = spaces.members["Bo"]
    User.objects.filter(id=bo.user_id).update(email="bo@lindqvist.example")
    with pytest.raises(Refused, match="Sign in first"):
        joining.join_by(link, "", NOW, signed_in=None, **W)
    belonging, _user = joining.join_by(link, "", NOW, signed_in=spaces.asker("Bo"), **W)
    assert belonging.member_id == bo.id
    other = invited(spaces, box, spaces.members["Chiara"].user.email)
    with pytest.raises(Refused, match="another organisation"):
        joining.join_by(other, "", NOW, signed_in=None, **W)


@pytest.mark.parametrize("name", ["Emil", "Cleo"])
def test_only_stewards_and_moderators_invite(spaces: Spaces, box: Box, name: str) -> None:
    with pytest.raises(Refused):
        joining.invite(spaces.asker(name), spaces.community.id, ["a@b.example"], CUSTOMER, NOW, **W)
    for outside in ("Ada", "Bo", "Chiara", "Tim"):
        with pytest.raises(NotFound):
            joining.invite(spaces.asker(outside), spaces.community.id, ["a@b.example"], CUSTOMER, NOW, **W)
        with pytest.raises(Community.DoesNotExist):
            invitations(spaces.asker(outside), spaces.community.id)
    assert not Letter.objects.exists()


def test_anybody_asks_to_join_what_is_public_and_is_told_the_same(spaces: Spaces, box: Box) -> None:
    with pytest.raises(NotFound):
        joining.ask_to_join(spaces.community.id, "nina@new.example", "Nina", NOW)
    Community.objects.update(admission="public")
    for _ in range(letters.A_PERSON + 2):
        joining.ask_to_join(spaces.community.id, "nina@new.example", "Nina", NOW)
    assert Letter.objects.count() == letters.A_PERSON
    letters.send_letters(NOW)
    belonging, user = joining.join_by(token(box.mails[0], "join"), "", NOW, signed_in=None, **W)
    assert (user.name, belonging.kind) == ("Nina", Belonging.Kind.OTHER)
    joining.ask_for_link("nobody@new.example", NOW)
    joining.ask_for_link("emil@lindqvist.example", NOW)
    assert Letter.objects.filter(sent_at=None).count() == 0
    joining.ask_for_link(user.email, NOW + timedelta(hours=2))
    assert Letter.objects.filter(sent_at=None).count() == 1


def test_a_stranger_does_not_use_up_the_links_of_guests(
    spaces: Spaces, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor do invitations, which members send; and a network has its share, before all together have theirs."""
    Community.objects.update(admission="public")
    monkeypatch.setattr(letters, "A_NETWORK", 4)
    monkeypatch.setattr(letters, "ALL", 6)
    here, cleo = spaces.community.id, spaces.members["Cleo"].user.email
    joining.invite(spaces.asker("Mona"), here, [f"{n}@invited.example" for n in range(10)], CUSTOMER, NOW, **W)
    for who in (cleo, *(f"{n}@new.example" for n in range(10))):
        joining.ask_to_join(here, who, "", NOW, network="192.0.2.0/24")
    asked = Letter.objects.filter(kind=Letter.Kind.JOIN)
    assert asked.count() == 4
    assert not asked.filter(network__contains="192").exists(), "it stands nowhere from where they came"
    joining.ask_to_join(here, "a@other.example", "", NOW, network="198.51.100.0/24")
    for n in range(10):
        joining.ask_to_join(here, f"{n}@far.example", "", NOW, network=f"203.0.{n}.0/24")
    assert asked.count() == 6
    joining.ask_for_link(cleo, NOW, network="192.0.2.0/24")
    assert Letter.objects.get(kind=Letter.Kind.LINK).to == cleo
    joining.invite(spaces.asker("Mona"), here, ["again@invited.example"], CUSTOMER, NOW, **W)
    joining.ask_to_join(here, "b@other.example", "", NOW + timedelta(hours=1), network="192.0.2.0/24")
    assert asked.count() == 7


def test_without_a_mail_server_it_is_said(spaces: Spaces) -> None:
    with pytest.raises(Refused, match="sends no mail"):
        joining.invite(spaces.asker("Mona"), spaces.community.id, ["a@b.example"], CUSTOMER, NOW, **W)
    assert not following.send_notices(NOW)


def test_followers_get_word_once_and_threaded_and_leave_by_one_click(spaces: Spaces, box: Box) -> None:
    following.follow_thread(spaces.asker("Cleo"), spaces.thread.id, NOW, **W)
    following.follow_community(spaces.asker("Stellan"), spaces.community.id, NOW, **W)
    said = posting.post(spaces.asker("Emil"), spaces.thread.id, "Who has a **key**?", NOW, **W)
    begun = posting.begin_thread(
        spaces.asker("Emil"), "Books", "Which?", NOW, community_id=spaces.community.id, **W
    )  # fmt: skip
    assert not following.send_notices(NOW), "they wait a little: it can be set right"
    assert following.send_notices(LATER)
    assert not following.send_notices(LATER)
    by = {mail["To"]: mail for mail in box.mails}
    assert set(by) == {"cleo@diaz.example", "stellan@lindqvist.example"}
    mail = by["cleo@diaz.example"]
    assert mail["Subject"] == "[Readers' circle] Opening hours"
    assert "Who has a **key**?" in mail.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["In-Reply-To"] == f"<thread-{spaces.thread.id}@localhost>"
    assert by["stellan@lindqvist.example"]["Subject"].endswith("Books")
    assert (said.thread_id, begun.id) != (begun.id, said.thread_id)
    link = token(mail, "unfollow")
    assert following.unfollow_by(link, NOW, **W) == "Opening hours"
    assert following.unfollow_by(link, NOW, **W) == ""
    assert not follows(spaces.asker("Cleo"), thread_id=spaces.thread.id)
    with pytest.raises(NotFound):
        following.unfollow_by("forged", NOW, **W)


def test_no_word_goes_out_of_what_is_hidden_taken_back_or_not_theirs_any_more(spaces: Spaces, box: Box) -> None:
    cleo, emil = spaces.asker("Cleo"), spaces.asker("Emil")
    following.follow_thread(cleo, spaces.thread.id, NOW, **W)
    hidden = posting.post(emil, spaces.thread.id, "Rude", NOW, **W)
    moderation.hide_post(spaces.asker("Mona"), hidden.id, "rude", NOW, **W)
    posting.take_back(emil, posting.post(emil, spaces.thread.id, "Oops", NOW, **W).id, NOW, **W)
    undone = posting.post(emil, spaces.thread.id, "Never mind", NOW, **W)
    undo(emil, NOW, source="web")
    assert not Post.objects.filter(id=undone.id).exists()
    posting.post(emil, spaces.thread.id, "Fine words", NOW, **W)
    row = Belonging.objects.get(member=spaces.members["Cleo"])
    moderation.block(spaces.asker("Mona"), spaces.community.id, row.id, "spam", NOW, **W)
    following.send_notices(LATER)
    assert box.mails == []
    assert not Notice.objects.filter(member=spaces.members["Cleo"]).exists()


def test_a_server_that_takes_nothing_is_tried_again_and_given_up(spaces: Spaces, box: Box) -> None:
    box.full = True
    invited_at = NOW
    joining.invite(spaces.asker("Mona"), spaces.community.id, ["a@b.example"], CUSTOMER, NOW, **W)
    for _ in range(letters.TRIES):
        assert letters.send_letters(invited_at)
        assert not letters.send_letters(invited_at)
        invited_at += timedelta(minutes=30)
    box.full = False
    assert not letters.send_letters(invited_at)
    assert box.mails == []


@pytest.fixture
def waiting(spaces: Spaces, box: Box) -> list[str]:
    """Two letters and two notices that wait; to whom."""
    joining.invite(spaces.asker("Mona"), spaces.community.id, ["a@b.example", "c@d.example"], CUSTOMER, NOW, **W)
    for name in ("Cleo", "Stellan"):
        following.follow_thread(spaces.asker(name), spaces.thread.id, NOW, **W)
    posting.post(spaces.asker("Emil"), spaces.thread.id, "Who has a key?", NOW, **W)
    return ["a@b.example", "c@d.example", "cleo@diaz.example", "stellan@lindqvist.example"]


def test_of_two_workers_at_once_one_sends_each_mail(
    waiting: list[str], box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the one hands the first to the server, the other comes by, and takes the second."""
    once = iter([True])

    def deliver(mail: EmailMessage) -> bool:
        if next(once, False):
            send(LATER)
        return sent(mail)

    sent = letters.deliver
    for module, send in ((letters, letters.send_letters), (following, following.send_notices)):
        once = iter([True])
        monkeypatch.setattr(module, "deliver", deliver)
        assert send(LATER)
        assert not send(LATER)
    assert sorted(mail["To"] for mail in box.mails) == waiting


def test_what_a_worker_that_died_had_claimed_is_sent_by_the_next(
    waiting: list[str], box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(mail: EmailMessage) -> bool:
        raise SystemExit

    for module, send in ((letters, letters.send_letters), (following, following.send_notices)):
        with monkeypatch.context() as while_it_dies:
            while_it_dies.setattr(module, "deliver", die)
            with pytest.raises(SystemExit):
                send(LATER)
        assert send(LATER)
        assert not send(LATER + letters.HELD - timedelta(seconds=1))
        assert send(LATER + letters.HELD)
    assert sorted(mail["To"] for mail in box.mails) == waiting


def test_who_speaks_follows_from_then_on(spaces: Spaces) -> None:
    posting.post(spaces.asker("Mona"), spaces.thread.id, "Me too", NOW, **W)
    mona = spaces.asker("Mona")
    assert follows(mona, thread_id=spaces.thread.id)
    following.unfollow(mona, NOW, thread_id=spaces.thread.id, **W)
    posting.post(mona, spaces.thread.id, "And again", NOW, **W)
    assert not follows(mona, thread_id=spaces.thread.id)


def test_what_is_moderated_stands_in_a_log_for_the_members(spaces: Spaces) -> None:
    mona, first = spaces.asker("Mona"), spaces.posts[0].id
    with pytest.raises(Refused, match="why"):
        moderation.hide_post(mona, first, " ", NOW, **W)
    moderation.hide_post(mona, first, "an insult", NOW, **W)
    moderation.lock_thread(mona, spaces.thread.id, "cooling down", NOW, **W)
    with pytest.raises(Refused, match="locked"):
        posting.post(spaces.asker("Emil"), spaces.thread.id, "But", NOW, **W)
    lines = log_page(spaces.asker("Cleo"), spaces.community.id).lines
    assert [(line.verb, line.why) for line in lines] == [("lock", "cooling down"), ("hide", "an insult")]
    undo(mona, NOW, source="web")
    assert Thread.objects.get(id=spaces.thread.id).locked_at is None
    moderation.hide_thread(mona, spaces.thread.id, "an insult", NOW, **W)
    with pytest.raises(NotFound):
        posting.post(spaces.asker("Emil"), spaces.thread.id, "But", NOW, **W)
    moderation.show_thread(mona, spaces.thread.id, "", NOW, **W)
    moderation.show_post(mona, first, "", NOW, **W)
    with pytest.raises(Refused):
        moderation.show_post(mona, first, "", NOW, **W)


def test_only_moderators_moderate_and_nobody_blocks_a_steward(spaces: Spaces) -> None:
    rows = {str(row.member): row.id for row in Belonging.objects.filter(community=spaces.community)}
    for name, expected in (("Emil", Refused), ("Cleo", Refused), ("Ada", NotFound), ("Chiara", NotFound)):
        asker = spaces.asker(name)
        for act in (
            lambda: moderation.hide_post(asker, spaces.posts[0].id, "x", NOW, **W),  # noqa: B023
            lambda: moderation.lock_thread(asker, spaces.thread.id, "x", NOW, **W),  # noqa: B023
            lambda: moderation.block(asker, spaces.community.id, rows["Cleo Diaz"], "x", NOW, **W),  # noqa: B023
        ):
            with pytest.raises(expected):
                act()
        if expected is NotFound:
            with pytest.raises(Community.DoesNotExist):
                log_page(asker, spaces.community.id)
    with pytest.raises(Refused, match="steward"):
        moderation.block(spaces.asker("Mona"), spaces.community.id, rows["Stellan Berg"], "x", NOW, **W)
    moderation.block(spaces.asker("Mona"), spaces.community.id, rows["Emil Holm"], "spam", NOW, **W)
    assert spaces.asker("Emil").community_ids == frozenset()
    moderation.unblock(spaces.asker("Mona"), spaces.community.id, rows["Emil Holm"], "", NOW, **W)
    assert spaces.asker("Emil").community_ids == {spaces.community.id}
