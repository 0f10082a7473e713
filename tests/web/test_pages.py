"""People, conversations, search, triage, imports, settings, history: each shows what it should, and takes its forms."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from segue.actions import background, booking
from segue.domain.commitments import Move, Side
from segue.store.models import (
    Address,
    Commitment,
    Connection,
    Conversation,
    DoubtfulPair,
    Exchange,
    Import,
    Mark,
    Member,
    Message,
    Participant,
    Person,
    Phone,
    Source,
    TalkMark,
)
from tests.cast import FRIDAY, NOW, Cast, commitment, mail, mark, person

A, B = Side.A, Side.B


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def exchanged(cast: Cast, count: int) -> list[Message]:
    """Mails of Amara's to Ada, an hour apart, each a thread."""
    made = [
        mail(cast, "amara@asante.example", "ada@lindqvist.example", f"Mail {n}", at=NOW - timedelta(hours=n + 1))
        for n in range(count)
    ]
    for each in made:
        Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=each, out=False)
    return made


class TestPeople:
    def test_the_list_says_what_is_open_both_ways(self, cast: Cast, ada: Client) -> None:
        Person.objects.update(last_at=NOW)
        commitment(cast, (B, Move.PROMISE), mine=True)
        commitment(cast, (A, Move.REQUEST), (B, Move.PROMISE))
        commitment(cast, (A, Move.REQUEST))  # nobody owes what was never promised
        page = text(ada, "/people/")
        assert "you owe 1" in page
        assert "owes you 1" in page

    def test_pages_of_the_list_hold_everybody_once(self, cast: Cast, ada: Client) -> None:
        for n in range(60):
            person(cast.ada, f"Person {n % 7}", f"p{n}@example.org")
        Person.objects.update(last_at=NOW)
        for order in ("", "&order=name"):
            first = text(ada, f"/people/?{order}")
            more = re.search(r'href="(\?after=[^"]+)"', first)
            assert more
            second = text(ada, "/people/" + more[1].replace("&amp;", "&"))
            found = re.findall(r'id="person-(\d+)"', first + second)
            assert len(found) == len(set(found)) == 62

    def test_the_filter_finds_part_of_a_name(self, cast: Cast, ada: Client) -> None:
        Person.objects.update(last_at=NOW)
        page = text(ada, "/people/?q=nakam")
        assert "Dai Nakamura" in page
        assert "Amara Osei" not in page
        assert "Nobody called" in text(ada, "/people/?q=zzz")

    def test_a_person_with_phone_record_and_timeline(self, cast: Cast, ada: Client) -> None:
        said = exchanged(cast, 1)[0]
        Phone.objects.create(
            owner=cast.ada, person=cast.amara, number="+233244127788", shown="+233 24 412 7788", source="signature",
            message=said,
        )  # fmt: skip
        commitment(cast, (B, Move.PROMISE, FRIDAY), (B, Move.REPORT), (A, Move.SATISFIED))
        page = text(ada, f"/people/{cast.amara.id}/")
        assert 'href="tel:+233244127788"' in page
        assert "08:00 for them now" in page
        assert "1 of 1 promise kept" in page
        assert "Mail 0" in page

    def test_the_timeline_goes_on_where_it_ended(self, cast: Cast, ada: Client) -> None:
        exchanged(cast, 35)
        first = text(ada, f"/people/{cast.amara.id}/")
        older = re.search(r'href="(\?before=\d+)#timeline"', first)
        assert older
        second = text(ada, f"/people/{cast.amara.id}/{older[1]}")
        told = re.findall(r"Mail (\d+)<", first + second)
        assert sorted(map(int, told)) == list(range(35))

    def test_a_person_takes_a_fixed_number_of_queries(
        self, cast: Cast, ada: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        exchanged(cast, 30)
        for _ in range(12):
            commitment(cast, (B, Move.PROMISE, FRIDAY))
        with django_assert_max_num_queries(18):
            text(ada, f"/people/{cast.amara.id}/")

    def test_a_doubtful_pair_is_asked_and_the_answer_kept(self, cast: Cast, ada: Client) -> None:
        pair = DoubtfulPair.objects.create(
            owner=cast.ada, first=cast.amara, second=cast.dai, rule="name", reason="alike"
        )
        assert "the same person?" in text(ada, f"/people/{cast.amara.id}/")
        ada.post(f"/pairs/{pair.id}/different/")
        assert "the same person?" not in text(ada, f"/people/{cast.amara.id}/")

    def test_what_is_known_is_set_right_and_undone(self, cast: Cast, ada: Client) -> None:
        given = {"name": "Amara O. Osei", "title": "Head of learning", "zone": "Africa/Lagos", "phone": "+233 24 412"}
        address = f"/people/{cast.amara.id}/edit/"
        page = ada.post(address, given | {"next": f"/people/{cast.amara.id}/"}, follow=True).content.decode()
        assert "Amara O. Osei" in page
        assert "Head of learning" in page
        assert "+233 24 412" in page
        assert ada.post(address, given | {"zone": "Mars"}).status_code == 422
        ada.post("/undo/")
        assert Person.objects.get(id=cast.amara.id).name == "Amara Osei"

    def test_somebody_is_added_and_a_known_name_is_told(self, cast: Cast, ada: Client) -> None:
        assert "/people/add/?name=Esi" in text(ada, "/people/?q=Esi")
        page = ada.post("/people/add/", {"name": "Esi Mensah", "addr": "esi@mensah.example"}, follow=True)
        assert "Say what you want" in page.content.decode()
        again = ada.post("/people/add/", {"name": "Esi Mensah"})
        assert again.status_code == 422
        assert "known already" in again.content.decode()

    def test_an_address_is_parted_from_a_person(self, cast: Cast, ada: Client) -> None:
        other = Address.objects.create(owner=cast.ada, addr="amara@else.example", person=cast.amara, why="same name")
        assert "Not Amara" in text(ada, f"/people/{cast.amara.id}/")
        ada.post(f"/people/{cast.amara.id}/part/", {"address": str(other.id)})
        other.refresh_from_db()
        assert other.person_id != cast.amara.id

    def test_close_reopen_and_cadence(self, cast: Cast, ada: Client) -> None:
        address = f"/connections/{cast.with_amara.id}"
        assert ada.post(f"{address}/close/", {"by": "me", "terms": ""}).status_code == 422
        ada.post(f"{address}/close/", {"by": "me", "terms": "no fit now"})
        assert cast.with_amara.closed_terms == "no fit now"
        ada.post(f"{address}/reopen/")
        assert cast.with_amara.closed_at is None
        ada.post(f"{address}/cadence/", {"days": "30"})
        assert cast.with_amara.cadence_ideal_days == 30


class TestConversation:
    def test_detected_words_are_marked_where_they_stand(self, cast: Cast, ada: Client) -> None:
        said = mail(cast, "amara@asante.example", "ada@lindqvist.example", "Hello. Could you call me? <b>Thanks</b>")
        mark(said, "Could you call me?")
        page = text(ada, f"/conversations/{said.conversation_id}/")
        assert re.search(r"Hello\. <mark [^>]+>Could you call me\?</mark>", page)
        assert "&lt;b&gt;Thanks&lt;/b&gt;" in page

    def test_right_and_wrong_are_kept(self, cast: Cast, ada: Client) -> None:
        said = mail(cast, "amara@asante.example", "ada@lindqvist.example", "Could you call me? I will wait.")
        right, wrong = mark(said, "Could you call me?"), mark(said, "I will wait.", "promise")
        ada.post(f"/marks/{right.id}/right/")
        ada.post(f"/marks/{wrong.id}/wrong/")
        assert Mark.objects.get(id=right.id).verdict == "confirmed"
        assert "I will wait.</mark>" not in text(ada, f"/conversations/{said.conversation_id}/")

    def test_a_message_leads_to_its_place_in_a_long_conversation(self, cast: Cast, ada: Client) -> None:
        talk = Conversation.objects.create(owner=cast.ada, subject="Long", first_at=NOW, last_at=NOW, message_count=120)
        said = [
            mail(
                cast, "amara@asante.example", "ada@lindqvist.example", f"Line {n}.",
                at=NOW - timedelta(hours=200 - n), conversation=talk,
            )
            for n in range(120)
        ]  # fmt: skip
        where = ada.get(f"/messages/{said[50].id}/")["Location"]
        assert where.endswith(f"#m{said[50].id}")
        page = text(ada, where)
        assert re.findall(r"Line (\d+)\.", page) == [str(n) for n in range(45, 90)]
        assert f"?before={said[45].id}" in page
        assert f"?at={said[90].id}" in page
        assert re.findall(r"Line (\d+)\.", text(ada, f"/conversations/{talk.id}/")) == [str(n) for n in range(80, 120)]

    def test_a_page_of_it_takes_a_fixed_number_of_queries(
        self, cast: Cast, ada: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        talk = Conversation.objects.create(owner=cast.ada, subject="Long", first_at=NOW, last_at=NOW)
        for n in range(30):
            said = mail(
                cast, "amara@asante.example", "ada@lindqvist.example", f"Could you do {n}?",
                at=NOW - timedelta(hours=n + 1), conversation=talk,
            )  # fmt: skip
            mark(said, f"Could you do {n}?")
        with django_assert_max_num_queries(12):
            text(ada, f"/conversations/{talk.id}/")

    def test_a_talk_is_wrapped_up(self, cast: Cast, ada: Client) -> None:
        held = NOW - timedelta(days=2)
        talk = Conversation.objects.create(owner=cast.ada, medium="call", first_at=held, last_at=held, held_until=held)
        Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.amara)
        assert "Wrap up" in text(ada, f"/conversations/{talk.id}/")
        address = f"/talks/{talk.id}/wrap-up/"
        steps = {"step-TOTAL_FORMS": "2", "step-INITIAL_FORMS": "2", "step-0-who": "me", "step-1-who": "them"}
        assert "Name at least one next step" in ada.post(address, {"ending": "next"} | steps).content.decode()
        without_day = ada.post(address, {"ending": "next"} | steps | {"step-0-what": "send dates"})
        assert (without_day.status_code, "By when?" in without_day.content.decode()) == (422, True)
        more = ada.post(address, {"ending": "next", "another": "1"} | steps | {"step-0-what": "send dates"})
        assert 'name="step-2-what"' in more.content.decode()
        assert 'value="send dates"' in more.content.decode()
        both = {"step-0-what": "send dates", "step-0-due": "2026-11-27",
                "step-1-what": "pick one", "step-1-due": "2026-11-30"}  # fmt: skip
        ada.post(address, {"ending": "next", "rating": "4"} | steps | both)
        talk.refresh_from_db()
        assert (talk.ending, talk.rating) == ("next step", 4)
        mine, theirs = Commitment.objects.filter(conversation=talk).order_by("id")
        assert (mine.mine, mine.due, theirs.mine, theirs.what) == (True, FRIDAY, False, "pick one")
        assert "thank you for the talk" in text(ada, f"/talks/{talk.id}/draft/")
        assert "pick one (30 November 2026)" in text(ada, f"/talks/{talk.id}/draft/")

    def test_marks_are_set_during_and_gathered_at_the_end(self, cast: Cast, ada: Client) -> None:
        booked = booking.book(cast.owner, booking.Booking([cast.amara.id], NOW + timedelta(1)), NOW, source="web")
        base = f"/talks/{booked.id}"
        assert "Talk the first time" in text(ada, f"{base}/prepare/")
        ada.post(f"{base}/prepare/", {"objective": "a yes", "agenda": "one", "stage": "relatedness",
                                      "agenda_offered": ["what we have in common"], "expectation": "40"})  # fmt: skip
        offered = 'name="agenda_offered" value="what we have in common"'
        assert offered not in text(ada, f"{base}/prepare/")
        ada.post(f"{base}/start/")
        assert "what we have in common" in text(ada, f"{base}/live/")
        ada.post(f"{base}/marks/", {"kind": "promise", "text": "me: send two dates by Friday"})
        ada.post(f"{base}/marks/", {"kind": "promise", "text": "n not before March"})
        sent = {"marks": [{"id": "a1", "kind": "idea", "text": "a reading night", "at": NOW.isoformat(),
                           "edited": NOW.isoformat()}]}  # fmt: skip
        answer = ada.post(f"{base}/marks/", sent, content_type="application/json")
        assert [each["kind"] for each in answer.json()["marks"]] == ["promise", "limit", "idea"]
        assert ada.post(f"{base}/marks/", "[]", content_type="application/json").status_code == 400
        ada.post(f"{base}/note/", {"notes": "she likes tea"})
        ada.post(f"{base}/transcript/", {"text": "Amara Osei: I will send you the budget by Friday."})
        gate = text(ada, f"{base}/wrap-up/")
        for words in ('value="send two dates"', "not before March", "a reading night", "the budget", "You expected"):
            assert words in gate
        promise, limit, idea = TalkMark.objects.order_by("id")
        found = Commitment.objects.get()
        ada.post(f"{base}/wrap-up/", {
            "ending": "next", "happened": "no", "step-TOTAL_FORMS": "1", "step-INITIAL_FORMS": "1",
            "step-0-mark": promise.id, "step-0-who": "me", "step-0-what": "send two dates", "step-0-due": "2026-11-27",
            "seen": [promise.id, limit.id, idea.id], f"keep-{limit.id}": "on", f"mark-{limit.id}": "not before April",
            "detected": [found.id],
        })  # fmt: skip
        page = text(ada, f"/conversations/{booked.id}/")
        for words in ("not before April", "she likes tea", "It did not happen", "A word of thanks"):
            assert words in page
        assert "a reading night" not in page
        assert [each.what for each in Commitment.objects.all()] == ["send two dates"]

    def test_what_was_said_will_be_done_is_made_a_step(self, cast: Cast, ada: Client) -> None:
        booked = booking.book(cast.owner, booking.Booking([cast.amara.id], NOW + timedelta(1)), NOW, source="web")
        base = f"/talks/{booked.id}"
        ada.post(f"{base}/start/")
        said = "So for the next meeting you're going to be working on the budget, Amara."
        ada.post(f"{base}/transcript/", {"text": f"Amara Osei: Right, that's all.\nAda Lindqvist: {said}"})
        gate = text(ada, f"{base}/wrap-up/")
        assert "Perhaps a next step" in gate
        (value,) = re.findall(r'value="(said-\d+)"', gate)
        steps = {"step-TOTAL_FORMS": "2", "step-INITIAL_FORMS": "2", "step-0-who": "me", "step-1-who": "me"}
        typed = steps | {"step-0-what": "send two dates"}
        more = ada.post(f"{base}/wrap-up/", {"ending": "next", "another": value} | typed).content.decode()
        for words in ('name="step-1-what" value="So for the next meeting', 'value="send two dates"', '"them" selected'):
            assert words in more

    def test_what_was_stated_is_marked_or_not_and_the_gate_takes_it_too(self, cast: Cast, ada: Client) -> None:
        booked = booking.book(cast.owner, booking.Booking([cast.amara.id], NOW + timedelta(1)), NOW, source="web")
        base = f"/talks/{booked.id}"
        ada.post(f"{base}/start/")
        said = "Amara Osei: Our budget stops at 20k.\nAda Lindqvist: So we go with the second vendor.\n"
        said += "\n".join(f"Amara Osei: what if we painted room {number}" for number in range(8))
        ada.post(f"{base}/transcript/", {"text": said})
        marks = {mark.act: mark.id for mark in Mark.objects.order_by("-id")}
        for page in (f"{base}/live/", f"/conversations/{booked.id}/", f"{base}/wrap-up/"):
            shown = text(ada, page)
            for words in ("Said in the talk: mark it?", "Our budget stops at 20k.", "4 more", "Not this"):
                assert words in shown
        ada.post(f"/marks/{marks['limit']}/right/", {"next": f"{base}/live/"})
        ada.post(f"/marks/{marks['decision']}/wrong/", {"next": f"{base}/live/"})
        assert [mark.text for mark in TalkMark.objects.all()] == ["Our budget stops at 20k"]
        page = text(ada, f"{base}/live/")
        assert 'data-kind="limit"' in page
        assert page.count("the second vendor") == 1, "in the toast alone"
        idea = Mark.objects.filter(act="idea", verdict="").order_by("id")
        chosen = {f"judge-{idea[0].id}": "mark", f"judge-{idea[1].id}": "none"}
        typed = {"step-TOTAL_FORMS": "1", "step-INITIAL_FORMS": "0", "ending": "enjoyed"} | chosen
        more = ada.post(f"{base}/wrap-up/", typed | {"another": "1"}).content.decode()
        assert more.count('value="mark" selected') == more.count('value="none" selected') == 1
        ada.post(f"{base}/wrap-up/", typed)
        assert list(TalkMark.objects.filter(kind="idea").values_list("text", "fate")) == [("we painted room 0", "kept")]
        assert Mark.objects.filter(act="idea", verdict="").count() == 6
        assert "Said in the talk: mark it?" in text(ada, f"/conversations/{booked.id}/")

    def test_a_talk_is_logged_in_a_line(self, cast: Cast, ada: Client) -> None:
        line = "call with Amara Osei 30m: I send the outline by Friday; rated 4"
        assert "send the outline" in text(ada, f"/log/?line={line}")
        page = ada.post("/log/", {"line": line}, follow=True).content.decode()
        assert "Logged: call with Amara Osei." in page
        assert Commitment.objects.get().mine

    def test_a_line_not_understood_is_given_back(self, cast: Cast, ada: Client) -> None:
        page = ada.post("/log/", {"line": "call: I send x"}).content.decode()
        assert "toast error" in page
        assert ">call: I send x</textarea>" in page


class TestSearch:
    def test_people_are_found_by_name_and_help_is_given(self, cast: Cast, ada: Client) -> None:
        Person.objects.update(last_at=NOW)
        assert "Amara Osei" in text(ada, "/search/?q=amara")
        assert "owed:me" in text(ada, "/search/")
        assert "Nothing found" in text(ada, "/search/?q=zzzz")

    @pytest.mark.parametrize("odd", ['"', "from:", "before:never", "%", "\x00", "a" * 900, "NEAR(", "-", "*"])
    def test_odd_queries_are_answered(self, odd: str, cast: Cast, ada: Client) -> None:
        assert ada.get("/search/", {"q": odd}).status_code == 200
        assert ada.get("/find/", {"q": odd}).status_code == 200
        assert ada.get("/people/", {"q": odd}).status_code == 200


class TestTriage:
    def test_old_things_are_counted_and_can_be_let_go(self, cast: Cast, ada: Client) -> None:
        old = commitment(cast, (A, Move.REQUEST))
        Commitment.objects.update(made_at=NOW - timedelta(days=400))
        page = text(ada, "/triage/")
        assert "Asked by me, 2025" in page
        assert f'action="/commitments/{old.id}/let-go/"' in page
        assert "send the outline" in text(ada, "/triage/?year=2025&kind=request&side=theirs")
        ada.post(f"/commitments/{old.id}/let-go/")
        assert "Nothing old is left open." in text(ada, "/triage/")

    def test_what_is_still_true_comes_back_to_life(self, cast: Cast, ada: Client) -> None:
        old = commitment(cast, (A, Move.REQUEST))
        Commitment.objects.update(made_at=NOW - timedelta(days=400))
        ada.post(f"/commitments/{old.id}/still-true/")
        assert Commitment.objects.get(id=old.id).touched_at == NOW
        assert "Nothing old is left open." in text(ada, "/triage/")

    def test_words_that_may_have_been_a_promise_are_asked_about(self, cast: Cast, ada: Client) -> None:
        words = "I might send <b>two</b> outlines."
        said = mail(cast, "ada@lindqvist.example", "amara@asante.example", words)
        Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=said, out=True)
        unsure = mark(said, words, "promise", shown=False, performer="author", what="send two outlines")
        page = text(ada, "/triage/")
        assert "Was this a promise?" in page
        assert "I might send &lt;b&gt;two&lt;/b&gt; outlines." in page
        assert "If yes, you owe Amara Osei: send two outlines" in page
        for verb in ("right", "wrong", "not-sure"):
            assert f'formaction="/marks/{unsure.id}/{verb}/"' in page
        assert "Was this a promise?" not in text(ada, "/triage/?year=2026&kind=promise")
        assert ada.get(f"/marks/{unsure.id}/not-sure/").status_code == 404
        page = ada.post(f"/marks/{unsure.id}/not-sure/", {"next": "/triage/"}, follow=True).content.decode()
        assert "Not sure: I might send" in page
        assert "Was this a promise?" not in page


class TestImports:
    def test_a_file_is_taken_and_waits_to_be_read(self, cast: Cast, ada: Client, tmp_path: Path) -> None:
        with override_settings(UPLOADS=tmp_path):
            answer = ada.post("/imports/", {"files": [SimpleUploadedFile("mail.mbox", b"From a@b\n")]})
        run = Import.objects.get()
        assert answer["Location"] == f"/imports/{run.id}/"
        assert Path(run.paths[0]).read_bytes() == b"From a@b\n"
        assert "Waiting to be read" in text(ada, f"/imports/{run.id}/")

    def test_no_file_is_refused(self, cast: Cast, ada: Client) -> None:
        assert "Choose at least one file." in ada.post("/imports/").content.decode()

    def test_progress_says_rate_and_what_is_left(self, cast: Cast, ada: Client) -> None:
        run = Import.objects.create(
            owner=cast.ada, paths=["mail.mbox"], state="running", started_at=NOW - timedelta(seconds=60),
            beat_at=NOW, total_bytes=100, read_bytes=25, read=1200,
        )  # fmt: skip
        page = text(ada, f"/imports/{run.id}/")
        assert "25 %" in page
        assert "1200 messages, 20 a second, about 3 min left" in page
        assert 'hx-trigger="every' in page

    def test_the_account_of_a_run_that_ended(self, cast: Cast, ada: Client) -> None:
        run = Import.objects.create(
            owner=cast.ada, paths=["mail.mbox"], state="finished", started_at=NOW, finished_at=NOW, read=7, set_aside=1
        )
        page = text(ada, f"/imports/{run.id}/")
        assert "Read to the end" in page
        assert "hx-trigger" not in page.partition('id="run"')[2].partition("</section>")[0]

    def test_a_chat_that_does_not_tell_how_its_dates_are_written_asks(
        self, cast: Cast, ada: Client, tmp_path: Path
    ) -> None:
        chat = b"3/4/26, 9:00 AM - Amara Osei: Hello\n3/5/26, 9:00 AM - Ada Lindqvist: Hello\n"
        with override_settings(UPLOADS=tmp_path):
            ada.post("/imports/", {"files": [SimpleUploadedFile("_chat.txt", chat)]})
        run = background.run_next(NOW)
        assert run is not None
        page = text(ada, f"/imports/{run.id}/")
        assert "Which day is 3/4/26?" in page
        assert "3 April 2026" in page
        assert "4 March 2026" in page
        source = Source.objects.get(kind="whatsapp")
        refused = ada.post(f"/chats/{source.id}/tell/", {"next": f"/imports/{run.id}/"}, follow=True)
        assert "Choose an answer to each question." in refused.content.decode()
        told = ada.post(f"/chats/{source.id}/tell/", {"dates": "month first"})
        background.run_next(NOW)
        assert "Which day" not in text(ada, told["Location"])
        assert Message.objects.filter(sent_at__month=3).count() == 2


class TestSettings:
    def test_the_look_is_kept_in_this_browser(self, cast: Cast, ada: Client) -> None:
        ada.post("/settings/look/", {"theme": "dark", "density": "compact", "keys": "off"})
        assert 'data-theme="dark" data-density="compact" data-keys="off"' in text(ada, "/")

    def test_what_is_no_choice_is_left_out(self, cast: Cast, ada: Client) -> None:
        ada.cookies["segue-look"] = 'theme="><script>&density=huge'
        assert 'data-theme="system" data-density="comfortable"' in text(ada, "/")

    def test_zone_and_country_are_saved_or_refused(self, cast: Cast, ada: Client) -> None:
        ada.post("/settings/", {"name": "Ada L", "zone": "Asia/Tokyo", "country": "jp"})
        saved = Member.objects.get(id=cast.ada.id)
        assert (saved.zone, saved.country) == ("Asia/Tokyo", "JP")
        assert "is not a time zone" in ada.post("/settings/", {"zone": "Mars"}, follow=True).content.decode()

    def test_an_address_is_mine_once_i_say_so(self, cast: Cast, ada: Client) -> None:
        ada.post("/settings/addresses/mine/", {"addr": "ada@old.example"})
        assert Address.objects.get(addr="ada@old.example").kind == Address.Kind.MINE
        assert "ada@old.example" in text(ada, "/settings/")


class TestHistory:
    def test_a_deed_is_undone_from_the_list(self, cast: Cast, ada: Client, my_promise: Commitment) -> None:
        ada.post(f"/commitments/{my_promise.id}/done/")
        page = text(ada, "/history/")
        undo = re.search(r'action="(/undo/\d+/)"', page.partition("<main")[2])
        assert undo
        ada.post(undo[1])
        assert Commitment.objects.get(id=my_promise.id).state == "promised"
        assert "undone" in text(ada, "/history/")


def test_unknown_pages_say_so_kindly(cast: Cast, ada: Client) -> None:
    answer = ada.get("/nowhere/")
    assert answer.status_code == 404
    assert "Nothing was changed." in answer.content.decode()
    assert Connection.objects.count() == 2
