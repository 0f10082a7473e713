"""What is known of the mail around a commitment: to how many it was put, what was said since, who are colleagues."""

from datetime import timedelta

import pytest

from segue.domain.commitments import Move, Side
from segue.queries.facts import facts_of
from segue.queries.surroundings import colleagues, mail_facts
from segue.store.models import Address, Commitment, Conversation, Exchange, Message, Recipient
from tests.cast import NOW, Cast, commitment, mail

ADA, AMARA, DAI = "ada@lindqvist.example", "amara@asante.example", "dai@nakamura.example"
ASKED_AT = NOW - timedelta(days=3)


def begun_in(cast: Cast, message: Message, **fields: object) -> Commitment:
    made = commitment(cast, (Side.A, Move.REQUEST), mine=True, **fields)
    Commitment.objects.filter(id=made.id).update(message=message, conversation=message.conversation, confidence=0.9)
    made.refresh_from_db()
    return made


def test_how_many_it_was_put_to_and_what_was_said_since(cast: Cast) -> None:
    asked = mail(cast, AMARA, ADA, "Could you send the outline?", at=ASKED_AT)
    Recipient.objects.create(
        owner=cast.ada, message=asked, address=Address.objects.get(addr=DAI), role=Recipient.Role.TO
    )
    made = begun_in(cast, asked)
    facts = mail_facts([made], {}, NOW)[made.id]
    assert (facts.subject, facts.confidence, facts.addressees, facts.length) == ("Pilot", 0.9, 2, len(asked.body))
    assert (facts.my_word_at, facts.their_word_at, facts.original_missing) == (None, None, False)
    answer = mail(cast, ADA, DAI, "Please do.", at=ASKED_AT + timedelta(hours=1), conversation=asked.conversation)
    more = mail(cast, DAI, ADA, "Done.", at=ASKED_AT + timedelta(hours=2), conversation=asked.conversation)
    facts = mail_facts([made], {}, NOW)[made.id]
    assert (facts.my_word_at, facts.their_word_at) == (answer.sent_at, more.sent_at)
    assert mail_facts([made], {}, ASKED_AT)[made.id].my_word_at is None


@pytest.mark.parametrize(
    ("subject", "kept", "missing"), [("Re: Pilot", False, True), ("Re: Pilot", True, False), ("Pilot", False, False)]
)
def test_whether_what_it_answers_is_kept(cast: Cast, subject: str, kept: bool, missing: bool) -> None:
    talk = Conversation.objects.create(owner=cast.ada, subject=subject, first_at=ASKED_AT, last_at=ASKED_AT)
    if kept:
        mail(cast, AMARA, ADA, "Shall we?", at=ASKED_AT - timedelta(days=1), conversation=talk)
    made = begun_in(cast, mail(cast, ADA, AMARA, "Could you send it?", at=ASKED_AT, conversation=talk))
    assert mail_facts([made], {}, NOW)[made.id].original_missing is missing


def test_what_is_handed_on_answers_nothing(cast: Cast) -> None:
    talk = Conversation.objects.create(owner=cast.ada, subject="FW: Pilot", first_at=ASKED_AT, last_at=ASKED_AT)
    made = begun_in(cast, mail(cast, ADA, AMARA, "Could you print it?", at=ASKED_AT, conversation=talk))
    facts = mail_facts([made], {}, NOW)[made.id]
    assert (facts.forwarded, facts.original_missing, facts.words) == (True, False, "Could you print it?")


def test_a_forward_of_mine_is_no_answer_and_passes_it_on(cast: Cast) -> None:
    asked = mail(cast, AMARA, ADA, "Please forward this to Dai.", at=ASKED_AT)
    made = begun_in(cast, asked)
    assert mail_facts([made], {}, NOW)[made.id].passed_on_at is None
    on = mail(cast, ADA, DAI, "See below.", at=ASKED_AT + timedelta(hours=1), conversation=asked.conversation)
    Message.objects.filter(id=on.id).update(subject="FW: Pilot")
    facts = mail_facts([made], {}, NOW)[made.id]
    assert (facts.my_word_at, facts.passed_on_at) == (None, on.sent_at)


@pytest.mark.parametrize(
    ("body", "another"),
    [
        ("Two questions.\nDai: Is it open?\nCould you send it?", True),
        ("Two questions.\nDai: Is it open?\nAda: Could you send it?", False),
        ("Could you send it?\nDai: Is it open?", False),
        ("Hello.\nKofi: Is it open?\nCould you send it?", False),
    ],
)
def test_whether_a_letter_turns_to_another_of_its_readers(cast: Cast, body: str, another: bool) -> None:
    asked = mail(cast, AMARA, ADA, body, at=ASKED_AT)
    Recipient.objects.create(
        owner=cast.ada, message=asked, address=Address.objects.get(addr=DAI), role=Recipient.Role.TO
    )
    made = begun_in(cast, asked)
    Commitment.objects.filter(id=made.id).update(start=body.index("Could"), end=len(body))
    made.refresh_from_db()
    assert mail_facts([made], {}, NOW)[made.id].for_another is another


def test_the_words_of_a_long_letter_are_not_looked_through(cast: Cast) -> None:
    made = begun_in(cast, mail(cast, AMARA, ADA, "Could you send it? " + "And so on. " * 90, at=ASKED_AT))
    assert mail_facts([made], {}, NOW)[made.id].words == ""


def test_a_report_to_many_is_no_word_to_one_of_them(cast: Cast) -> None:
    asked = mail(cast, AMARA, ADA, "Could you send the outline?", at=ASKED_AT)
    begun_in(cast, asked)
    to_her = mail(cast, ADA, AMARA, "About something else.", at=ASKED_AT + timedelta(hours=1))
    to_many = mail(cast, ADA, AMARA, "The report of this week.", at=ASKED_AT + timedelta(hours=2))
    for number in range(3):
        other = Address.objects.create(owner=cast.ada, addr=f"reader{number}@asante.example")
        Recipient.objects.create(owner=cast.ada, message=to_many, address=other, role=Recipient.Role.TO)
    for message in (to_her, to_many):
        Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message_id=message.id, out=True)
    (facts,) = facts_of(cast.owner, [cast.with_amara.id], NOW)
    assert facts.sent == (to_her.sent_at, to_many.sent_at)
    assert facts.wrote == (to_her.sent_at,)


@pytest.mark.parametrize(
    ("body", "of_the_same"),
    [
        ("Attached is the outline of the pilot programme.", True),
        ("About dinner on Sunday: we bring the soup.", False),
        ("Yes.", False),
        ("Yes.\n\n> could you send the outline\n> of the pilot", True),
    ],
)
def test_what_i_wrote_elsewhere_tells_whether_it_was_of_the_same_thing(
    cast: Cast, body: str, of_the_same: bool
) -> None:
    made = begun_in(cast, mail(cast, AMARA, ADA, "Could you send the outline of the pilot?", at=ASKED_AT))
    Commitment.objects.filter(id=made.id).update(quote="Could you send the outline of the pilot?")
    Conversation.objects.update(subject="")
    own = [[0, len(body.split("\n")[0])]]
    elsewhere = mail(cast, ADA, AMARA, body, at=ASKED_AT + timedelta(hours=1))
    Message.objects.filter(id=elsewhere.id).update(subject="", own=own)
    Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message_id=elsewhere.id, out=True)
    (facts,) = facts_of(cast.owner, [cast.with_amara.id], NOW)
    assert facts.questions[0].mail.spoken_of_at == (elsewhere.sent_at if of_the_same else None)


@pytest.mark.parametrize(
    ("quote", "to", "body", "answers"),
    [
        ("Could you send the outline to Dai?", DAI, "Here is the outline.", True),
        ("Could you send the outline to Dai?", DAI, "About dinner on Sunday.", False),
        ("Could you send the outline to Kofi?", DAI, "Here is the outline.", False),
        ("Please provide the calculations.", AMARA, "Here are the answers to your questions.", True),
    ],
)
def test_a_mail_to_whom_a_request_names_or_to_all_its_questions_may_answer_it(
    cast: Cast, quote: str, to: str, body: str, answers: bool
) -> None:
    made = begun_in(cast, mail(cast, AMARA, ADA, quote, at=ASKED_AT))
    Commitment.objects.filter(id=made.id).update(quote=quote, what=quote)
    elsewhere = mail(cast, ADA, to, body, at=ASKED_AT + timedelta(hours=1))
    Message.objects.filter(id=elsewhere.id).update(subject="Other")
    if to == AMARA:
        Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message_id=elsewhere.id, out=True)
    (facts,) = facts_of(cast.owner, [cast.with_amara.id], NOW)
    assert facts.questions[0].mail.spoken_of_at == (elsewhere.sent_at if answers else None)


def test_what_names_a_single_thing_is_answered_by_a_mail_that_names_it(cast: Cast) -> None:
    made = begun_in(cast, mail(cast, AMARA, ADA, "Please send teaser.", at=ASKED_AT))
    Commitment.objects.filter(id=made.id).update(quote="Please send teaser.", what="send teaser")
    Conversation.objects.update(subject="")
    sent = mail(cast, ADA, AMARA, "I got out the teaser this morning.", at=ASKED_AT + timedelta(hours=1))
    Message.objects.filter(id=sent.id).update(subject="Good morning")
    Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message_id=sent.id, out=True)
    (facts,) = facts_of(cast.owner, [cast.with_amara.id], NOW)
    assert facts.questions[0].mail.spoken_of_at == sent.sent_at


def test_all_questions_are_answered_where_the_asker_gets_a_copy_of_the_answers(cast: Cast) -> None:
    made = begun_in(cast, mail(cast, AMARA, ADA, "Please provide the calculations.", at=ASKED_AT))
    answers = mail(cast, ADA, DAI, "Here are the answers to your questions.", at=ASKED_AT + timedelta(hours=1))
    Recipient.objects.create(owner=cast.ada, message=answers, address=Address.objects.get(addr=AMARA), role="cc")
    assert mail_facts([made], {}, NOW)[made.id].spoken_of_at == answers.sent_at


@pytest.mark.parametrize(("subject", "word"), [("FW: Pilot", False), ("RE: Pilot", True)])
def test_what_i_only_forward_is_no_word_of_mine(cast: Cast, subject: str, word: bool) -> None:
    asked = mail(cast, AMARA, ADA, "Could you send the outline?", at=ASKED_AT)
    made = begun_in(cast, asked)
    later = mail(cast, ADA, DAI, "FYI", at=ASKED_AT + timedelta(hours=1), conversation=asked.conversation)
    Message.objects.filter(id=later.id).update(subject=subject)
    assert mail_facts([made], {}, NOW)[made.id].my_word_at == (later.sent_at if word else None)


@pytest.mark.parametrize(("body", "named"), [("Ada,\nCould you send it?", True), ("Thanks, could you send it?", False)])
def test_whether_words_greet_by_name(cast: Cast, body: str, named: bool) -> None:
    made = begun_in(cast, mail(cast, AMARA, ADA, body, at=ASKED_AT))
    Commitment.objects.filter(id=made.id).update(quote="Could you send it?")
    made.refresh_from_db()
    assert mail_facts([made], {}, NOW)[made.id].by_name is named


def test_a_reply_without_a_subject_answers_what_had_none(cast: Cast) -> None:
    talk = Conversation.objects.create(owner=cast.ada, subject="", first_at=ASKED_AT, last_at=ASKED_AT)
    made = begun_in(cast, mail(cast, AMARA, ADA, "When does Kofi come?", at=ASKED_AT, conversation=talk))
    answer = mail(cast, ADA, AMARA, "In May.", at=ASKED_AT + timedelta(hours=1))
    Message.objects.filter(id=answer.id).update(subject="RE:")
    assert mail_facts([made], {cast.with_amara.id: [answer.id]}, NOW)[made.id].spoken_of_at == answer.sent_at


def test_what_was_logged_by_hand_stands_in_no_mail(cast: Cast) -> None:
    assert mail_facts([commitment(cast, (Side.A, Move.REQUEST))], {}, NOW) == {}


def test_colleagues_write_from_the_domain_of_my_organisation(cast: Cast) -> None:
    Address.objects.filter(addr=AMARA).update(addr="amara@lindqvist.example")
    Address.objects.filter(addr=DAI).update(addr="dai@gmail.com")
    Address.objects.create(owner=cast.ada, addr="ada@gmail.com", kind=Address.Kind.MINE)
    assert colleagues(cast.owner, [cast.amara.id, cast.dai.id]) == {cast.amara.id}
    assert colleagues(cast.stranger, [cast.amara.id]) == set()
    (facts,) = facts_of(cast.owner, [cast.with_amara.id], NOW)
    assert facts.colleague


def test_today_knows_it_of_questions_and_of_commitments(cast: Cast) -> None:
    made = begun_in(cast, mail(cast, AMARA, ADA, "Could you send the outline?", at=ASKED_AT), kind="question")
    (facts,) = facts_of(cast.owner, [cast.with_amara.id], NOW)
    assert [(each.commitment_id, each.question, each.mail.addressees) for each in facts.questions] == [
        (made.id, True, 1)
    ]
    assert [(each.id, each.question, each.mail.confidence) for each in facts.commitments] == [(made.id, True, 0.9)]
