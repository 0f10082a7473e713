"""A draft as a mail file: read back by the standard library as it was written."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.formats import eml


def read(data: bytes) -> EmailMessage:
    mail = message_from_bytes(data, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_it_opens_as_a_draft_to_the_right_person_in_the_right_thread() -> None:
    mail = read(eml.write("Grüße", "Hallo Åsa,\n\nbis bald\n", to="asa@x.example", name="Åsa Ek", in_reply_to="<1@x>"))
    assert (mail["X-Unsent"], mail["Subject"], mail["In-Reply-To"]) == ("1", "Grüße", "<1@x>")
    assert mail["To"].addresses[0].display_name == "Åsa Ek"
    assert mail["To"].addresses[0].addr_spec == "asa@x.example"
    assert mail.get_content().replace("\r\n", "\n") == "Hallo Åsa,\n\nbis bald\n"
    assert mail["From"] is None


@pytest.mark.parametrize("to", ["", "nobody", "a b@x", "a@x\r\nBcc: eve@x"])
def test_an_address_that_is_none_is_left_out(to: str) -> None:
    mail = read(eml.write("s", "b\n", to=to))
    assert mail["To"] is None
    assert mail["Bcc"] is None


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=40))
def test_no_words_make_another_header(subject: str, name: str, reference: str) -> None:
    clean = lambda text: text.encode("utf-8", "ignore").decode()  # noqa: E731
    data = eml.write(clean(subject), "b\n", to="a@x.example", name=clean(name), in_reply_to=clean(reference))
    assert set(read(data).keys()) <= {
        "X-Unsent", "To", "Subject", "In-Reply-To", "References", "Content-Type", "Content-Transfer-Encoding",
        "MIME-Version",
    }  # fmt: skip
