"""What was said in a conversation, and the words behind a fact, for whoever may see them."""

from datetime import timedelta

import pytest

from segue.domain.today import Evidence
from segue.queries.conversations import AROUND, BODY_SHOWN, PAGE, conversation_of, flowing, read, text_of, words_of
from segue.store.models import Conversation, Mark, Message, Source
from tests.cast import NOW, Cast, mail, mark

AMARA, ADA = "amara@asante.example", "ada@lindqvist.example"


def thread(cast: Cast, count: int) -> list[Message]:
    talk = Conversation.objects.create(owner=cast.ada, subject="Long", first_at=NOW, last_at=NOW)
    return [
        mail(cast, AMARA, ADA, f"Line {n}", at=NOW - timedelta(hours=count - n), conversation=talk)
        for n in range(count)
    ]


def test_words_stand_between_what_surrounds_them(cast: Cast) -> None:
    said = mail(cast, AMARA, ADA, "Hello Ada. Could you call me? Bye.", folder="Inbox")
    fact = Evidence("Could you call me?", NOW, said.id, 11, 29, said.conversation_id)
    (words,) = words_of(cast.owner, [fact])
    assert (words.before, words.said, words.after) == ("Hello Ada. ", "Could you call me?", " Bye.")
    assert (words.who, words.mine, words.place) == ("Amara Osei", False, "Inbox")


def test_words_without_a_place_are_looked_for_in_their_message(cast: Cast) -> None:
    said = mail(cast, AMARA, ADA, "Hello Ada. Could you call me?")
    (found,) = words_of(cast.owner, [Evidence("Could you call me?", NOW, said.id)])
    assert found.said == "Could you call me?"
    (not_found,) = words_of(cast.owner, [Evidence("something else", NOW, said.id)])
    assert not_found.said == "Hello Ada. Could you call me?"


def test_only_so_much_stands_around_the_words(cast: Cast) -> None:
    said = mail(cast, AMARA, ADA, "before " * 200 + "NOW" + " after" * 200)
    (words,) = words_of(cast.owner, [Evidence("NOW", NOW, said.id)])
    assert words.before.startswith("… before")
    assert words.after.endswith("after …")
    assert len(words.before) <= AROUND + 2


def test_no_quote_and_no_signature_stands_around_the_words(cast: Cast) -> None:
    said = mail(cast, AMARA, ADA, "Hello. I will. \n-- \nAmara Osei")
    Message.objects.filter(id=said.id).update(own=[[0, 15]])
    (words,) = words_of(cast.owner, [Evidence("I will.", NOW, said.id, 7, 14)])
    assert (words.before, words.after) == ("Hello. ", "")


def test_a_fact_without_a_message_is_told_as_it_is(cast: Cast) -> None:
    (words,) = words_of(cast.owner, [Evidence("You let go of two requests", NOW)])
    assert (words.said, words.message_id) == ("You let go of two requests", None)


def test_a_strangers_message_gives_no_words(cast: Cast) -> None:
    said = mail(cast, AMARA, ADA, "A secret.")
    (words,) = words_of(cast.stranger, [Evidence("…", NOW, said.id)])
    assert (words.said, words.subject, words.conversation_id) == ("…", "", None)


def test_where_it_was_read_is_its_folder_or_the_name_of_its_file(cast: Cast) -> None:
    source = Source.objects.create(owner=cast.ada, name="/home/ada/Mail/Sent.mbox", kind="mbox", fingerprint="1")
    said = mail(cast, AMARA, ADA, "Hello.", source=source)
    assert read(cast.owner, said.conversation_id).said[0].place == "Sent.mbox"


def test_stretches_follow_each_other_without_gap(cast: Cast) -> None:
    said = thread(cast, 100)
    conversation_id = said[0].conversation_id
    last = read(cast.owner, conversation_id)
    middle = read(cast.owner, conversation_id, before=last.earlier)
    first = read(cast.owner, conversation_id, before=middle.earlier)
    told = [each.id for page in (first, middle, last) for each in page.said]
    assert told == [each.id for each in said]
    assert (first.earlier, len(last.said)) == (None, PAGE)


def test_around_a_message_stands_what_came_before_and_after(cast: Cast) -> None:
    said = thread(cast, 60)
    page = read(cast.owner, said[0].conversation_id, at=said[10].id)
    assert [each.id for each in page.said] == [each.id for each in said[5:50]]
    assert (page.earlier, page.later) == (said[5].id, said[50].id)
    whole = read(cast.owner, said[0].conversation_id, at=said[3].id)
    assert whole.earlier is None


def test_marks_that_are_unsure_or_rejected_stay_away(cast: Cast) -> None:
    said = mail(cast, AMARA, ADA, "One? Two? Three? Four?")
    mark(said, "One?")
    mark(said, "Two?", shown=False)
    mark(said, "Three?", verdict=Mark.Verdict.REJECTED)
    mark(said, "Four?", shown=False, verdict=Mark.Verdict.CONFIRMED)
    (shown,) = read(cast.owner, said.conversation_id).said
    assert [said.body[each.start : each.end] for each in shown.marks] == ["One?", "Four?"]


def test_lines_that_a_mail_program_broke_flow_again() -> None:
    wrapped = (
        "We would like to see the outline before the board meets on\nMonday.\n\n"
        "- one thing, and it is longer than a mail program likes it\n- two\n"
    )
    assert flowing(wrapped) == wrapped.replace("on\nMonday", "on Monday")
    assert len(flowing(wrapped)) == len(wrapped)


def test_a_very_long_body_is_cut_and_can_be_read_whole(cast: Cast) -> None:
    said = mail(cast, AMARA, ADA, "x" * (BODY_SHOWN + 7))
    (shown,) = read(cast.owner, said.conversation_id).said
    assert (len(shown.body), shown.cut) == (BODY_SHOWN, 7)
    assert len(text_of(cast.owner, said.id)) == BODY_SHOWN + 7


def test_what_is_not_shared_does_not_exist_for_others(cast: Cast) -> None:
    said = mail(cast, AMARA, ADA, "Hello.")
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(Conversation.DoesNotExist):
            read(asker, said.conversation_id)
        with pytest.raises(Message.DoesNotExist):
            conversation_of(asker, said.id)
        with pytest.raises(Message.DoesNotExist):
            text_of(asker, said.id)
    Conversation.objects.update(team=cast.team)
    assert read(cast.teammate, said.conversation_id).said
    with pytest.raises(Conversation.DoesNotExist):
        read(cast.stranger, said.conversation_id)
