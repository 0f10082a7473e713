"""The sender's own words, told from everything that stands around them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.formats.quotes import own_words
from tests.shared_data import data_path


def own(body: str, names: str = "") -> list[str]:
    return [body[start:end] for start, end in own_words(body, names)[0]]


def signature(body: str, names: str = "") -> str:
    span = own_words(body, names)[1]
    return body[span[0] : span[1]] if span else ""


ATTRIBUTIONS = [
    "On Mon, 3 May 2021 at 10:15, Bob Ray <bob@x.org> wrote:",
    "On Mon, May 3, 2021 at 10:15 AM Bob Ray\n<bob@x.org> wrote:",
    "Am 03.05.2021 um 10:15 schrieb Bob Ray <bob@x.org>:",
    "Le lun. 3 mai 2021 à 10:15, Bob Ray <bob@x.org> a écrit :",
    "El 3 de mayo de 2021 a las 10:15, Bob Ray <bob@x.org> escribió:",
    "Il giorno 3 mag 2021, alle ore 10:15, Bob Ray <bob@x.org> ha scritto:",
    "Den mån 3 maj 2021 kl 10:15 skrev Bob Ray <bob@x.org>:",
    "Op ma 3 mei 2021 om 10:15 schreef Bob Ray <bob@x.org>:",
    "Em seg., 3 de mai. de 2021 às 10:15, Bob Ray <bob@x.org> escreveu:",
    "2021-05-03 10:15 GMT+02:00 Bob Ray <bob@x.org>:",
    "-----Original Message-----\nFrom: Bob Ray\nSent: Monday, May 3, 2021 10:15 AM\nTo: Ann Lee\nSubject: Plan",
    "-----Ursprüngliche Nachricht-----\nVon: Bob Ray\nGesendet: Montag, 3. Mai 2021\nAn: Ann Lee\nBetreff: Plan",
    "________________________________\nFrom: Bob Ray <bob@x.org>\nSent: Monday, May 3, 2021\nTo: Ann\nSubject: Plan",
    "From: Bob Ray [mailto:bob@x.org]\nSent: Monday, May 3, 2021 10:15 AM\nTo: Ann Lee\nSubject: Plan",
    "De : Bob Ray <bob@x.org>\nEnvoyé : lundi 3 mai 2021 10:15\nÀ : Ann Lee\nObjet : Plan",
    "---------- Forwarded message ----------\nFrom: Bob Ray\nDate: Mon, May 3, 2021\nSubject: Plan\nTo: Ann",
    "---------------------- Forwarded by Bob Ray/HOU/ECT on 05/03/2021 10:15 AM ---------------------------",
    "Bob Ray\n05/03/2021 10:15 AM\nTo: Ann Lee/HOU/ECT@ECT\ncc:\nSubject: Plan",
    "Bob Ray 05/03/2021 10:15 AM To: Ann Lee/HOU/ECT@ECT cc: Subject: Plan",
    '"Ray, Bob" <bob@x.org> on 05/03/2021 10:15:22 AM\nTo: "\'ann@x.org\'" <ann@x.org>\ncc:\nSubject: Plan',
    "Begin forwarded message:\n\nFrom: Bob Ray <bob@x.org>\nDate: May 3, 2021\nTo: Ann <ann@x.org>",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_what_is_quoted_below_is_not_the_senders(attribution: str) -> None:
    assert own(f"I will send it.\n\n{attribution}\n\nCan you send it?\n\nBob") == ["I will send it."]


@pytest.mark.parametrize("attribution", [one for one in ATTRIBUTIONS if one.endswith(":")])
def test_answers_between_marked_quotes_are_the_senders(attribution: str) -> None:
    body = f"{attribution}\n> Can you send it?\n\nYes, by Friday.\n\n> And the plan?\n> It is late.\n\nNo."
    assert own(body) == ["Yes, by Friday.", "No."]


@pytest.mark.parametrize(
    "body",
    [
        "On the one hand it works.\n\nOn the other hand it costs.",
        "From: here it goes on to the end.",
        "As he wrote:\n\nnothing is easy.",
        "To: do list\n- milk",
        "Key points\n----\n1. Time\n\n----\nMore below",
        "The mail was sent from my iPhone app.\n\nAll is well.",
        "With regards to the plan, we agree.\n\nIt is fine.",
        "I met Bob on 03/05/2021 10:15 AM.\nTo be honest, it was long.",
        "Ann,\nthe total is 41.",
    ],
)
def test_own_text_that_looks_like_a_quote_is_kept(body: str) -> None:
    assert own(body, "Annabel Lee") == [body]


def test_a_word_above_a_quote_is_the_senders() -> None:
    assert own("-4\n\n -----Original Message-----\nFrom: Bob\nSent: Monday\nTo: Ann\nSubject: Gas") == ["-4"]


def test_the_unmarked_end_of_a_wrapped_quote_is_not_the_senders() -> None:
    body = "> " + "a long line that a mail program wrapped when it was quoted by the other" + "\nside\n> end\n\nFine."
    assert own(body) == ["Fine."]


def test_a_one_word_answer_between_quotes_is_the_senders() -> None:
    assert own("> Will you come?\nYes\n> Really?\nno") == ["Yes", "no"]


@pytest.mark.parametrize(
    ("body", "names", "signed"),
    [
        ("I will call.\n\n-- \nAnn Lee\nAcme", "", "-- \nAnn Lee\nAcme"),
        ("I will call.\n\nAnn Lee\nDirector\n(713) 853-1715", "Ann Lee", "Ann Lee\nDirector\n(713) 853-1715"),
        ("I will call.\n\nThanks,\nBen", "Benjamin Rogers", "Ben"),
        ("I will call.\n\nRegards,\n\nAnn Lee\nAcme Corp.", "", "Ann Lee\nAcme Corp."),
        ("I will call.\n\nMit freundlichen Grüßen\nAnn Lee", "", "Ann Lee"),
        ("I will call.\nadr", "Audrey D. Robertson", "adr"),
    ],
)
def test_signatures(body: str, names: str, signed: str) -> None:
    assert signature(body, names) == signed
    assert own(body, names)[0].startswith("I will call.")
    assert signed not in own(body, names)[0]


@pytest.mark.parametrize(
    "body",
    [
        "On Mon, 3 May 2021 Bob wrote:\n\nWhat do you mean by that?",
        "On Mon, 3 May 2021 Bob wrote:\n[...]\n> We are late.\n\nWhat do you mean by that?",
        "On Mon, 3 May 2021 Bob wrote:\n> We are late.\n\nWhat do you mean by that?\n\nOn 4 May 2021 Eve wrote:\nNo",
    ],
)
def test_an_answer_under_a_deleted_quote_is_the_senders(body: str) -> None:
    assert own(body)[0] == "What do you mean by that?"


def test_a_memorandum_is_its_senders() -> None:
    memo = "TO: All staff\nFROM: Ann Lee\nDATE: May 3, 2021\nRE: Plan\n\nWe begin on Monday."
    assert own(memo) == [memo]


def test_a_disclaimer_above_the_words_is_cut_alone() -> None:
    warning = "This message is for the named person's use. It may contain confidential and legally privileged words."
    assert own(f"{warning}\n\nI will call.") == ["I will call."]


def test_an_afterthought_under_the_name_is_said() -> None:
    assert own("I will call.\n\nAnn\n\nP.S. I will bring the plan.", "Ann Lee") == [
        "I will call.",
        "P.S. I will bring the plan.",
    ]


def test_the_closing_word_is_said_by_the_sender() -> None:
    assert own("I will call.\n\nThanks,\nBen", "Ben Rogers") == ["I will call.\n\nThanks,"]


@pytest.mark.parametrize(
    "ending",
    [
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "_______________________________________________\nplan mailing list\nplan@lists.org\nhttps://lists.org/plan",
        "__________________________________________________\nDo You Yahoo!?\nGet free mail",
        "This e-mail and any attachments are confidential and may be privileged. If you are not the intended\n"
        "recipient, please delete it and tell the sender at once, without reading or copying it.",
        "*********************\nCONFIDENTIALITY NOTICE: this message is intended only for the person to whom it is\n"
        "addressed and may be privileged.\n*********************",
    ],
)
def test_what_programs_and_lawyers_add_is_not_said(ending: str) -> None:
    assert own(f"I will call.\n\n{ending}") == ["I will call."]


def test_patches_and_armour_are_not_words() -> None:
    patch = "diff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b"
    assert own(f"Please apply.\n\n{patch}") == ["Please apply."]
    armour = "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----"
    assert own(f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nI will.\n\n{armour}") == ["I will."]


LINES = st.sampled_from(
    ["", "> quoted", "I will.", "-- ", "On Mon, 3 May 2021 Bob wrote:", "From: a@b.c", "To: x", "Subject: y", "----",
     "-----Original Message-----", "Thanks,", "Ann", "05/03/2021 10:15 AM", "__________",
     "Sent from my iPhone"]
)  # fmt: skip


@given(st.lists(LINES | st.text(max_size=60), max_size=30).map("\n".join))
def test_spans_lie_in_order_inside_the_body(body: str) -> None:
    spans, signed = own_words(body, "Ann Lee")
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(body)
        assert body[start:end] == body[start:end].strip()
        at = end
    assert signed is None or 0 <= signed[0] < signed[1] <= len(body)


@given(st.lists(st.sampled_from(["I will.", "", "He said so.", "No."]), max_size=20).map("\n".join))
def test_plain_text_is_all_the_senders(body: str) -> None:
    assert own(body) == ([body.strip()] if body.strip() else [])


@pytest.mark.parametrize(
    "line", ["-" * 80, "> " * 40, "On " * 20, "From: " * 10, "a:" * 40, "wrote:", "", "To: x", "12/12/2012 12:12"]
)
def test_many_odd_lines_take_linear_time(line: str) -> None:
    body = f"{line}\n" * 20_000
    begun = time.process_time()
    own_words(body, "Ann Lee")
    assert time.process_time() - begun < 4


def test_the_fixtures_of_others_are_cut_as_their_authors_meant() -> None:
    folder = data_path("quotes")
    cuts = {path.name.split("__")[1]: own(path.read_text(encoding="utf-8")) for path in folder.glob("*.txt")}
    assert cuts["email_iphone.txt"] == ["Here is another email"]
    assert cuts["email_tricky_18_inline_reply.txt"][-1] == "Option C is not suitable for our use case."
    assert cuts["email_unquoted_reply.txt"] == ["This is my reply."]
    assert cuts["email_original_message.txt"][0].endswith("nec nibh.")
    assert cuts["email_20.txt"] == ["On Thursday."]
    assert all(cuts.values())


def test_notes_header_to_a_crowd_is_cut() -> None:
    """The list of those it went to is longer than any other header."""
    crowd = ", \n".join(f"Kim Lee{number}/HOU/ECT@ECT, Ann Poe{number}/HOU/ECT@ECT" for number in range(40))
    header = f"Pat Doe\n08/02/2000 12:03 PM\nTo: {crowd}\ncc: \nSubject: Picnic"
    body = f"Count me in.\n\n\n\n{header}\n\nPlease reply by Friday."
    assert own(body) == ["Count me in."]


def test_the_hour_of_a_notes_header_may_stand_on_the_next_line() -> None:
    body = (
        'Early in the week.\n\n\n"Doe, Pat" <pat@example.com> on 02/26/2001 \n02:57:45 PM\n'
        "To: \"'kim@example.com'\" <kim@example.com>\ncc:  \nSubject: scuba?\n\nCan you send me the list?"
    )
    assert own(body) == ["Early in the week."]
