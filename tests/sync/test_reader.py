"""A language model behind a real HTTP server on this machine that speaks the protocol, well and badly."""

from __future__ import annotations

import json
import logging
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from segue.sync.errors import Broken, LoginRefused, NotThere, SyncError, Unreachable
from segue.sync.reader import endpoint_of, read, request_of
from tests.model_server import KEY, Model


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ('{"answer": "yes"}', "yes"),
        (' {"answer": "No"}\n', "no"),
        ('```json\n{"answer": "unsure"}\n```', "unsure"),
    ],
)
def test_its_answer_is_understood(model: Model, content: str, answer: str) -> None:
    model.will_say(content)
    assert read(model.endpoint, "promise", "I might look into it.") == answer


def test_nothing_is_sent_but_the_sentence_and_the_question(model: Model) -> None:
    model.will_say('{"answer": "no"}')
    read(model.endpoint, "request", "Please reply.")
    ((path, headers, body),) = model.sent
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert body == request_of("tiny", "request", "Please reply.")
    assert body["messages"][1]["content"].endswith("\n\nPlease reply.")
    assert KEY not in json.dumps(body)


@pytest.mark.parametrize(
    "nonsense",
    [
        b"<html>", b"[]", b'{"choices": []}', b"null", b"\xff", b" " * 70_000,
        {"choices": [{"message": {"content": None}}]},
        {"choices": [{"message": {"content": "Yes!"}}]},
        {"choices": [{"message": {"content": '{"answer": "maybe"}'}}]},
        {"choices": [{"message": {"content": '{"answer": 1}'}}]},
        {"choices": [{"message": {"content": "[]"}}]},
    ],
)  # fmt: skip
def test_nonsense_is_told_and_not_asked_for_again(model: Model, nonsense: Any) -> None:
    model.answers = [(200, nonsense)]
    with pytest.raises(Broken):
        read(model.endpoint, "promise", "I might.")
    assert len(model.sent) == 1


def test_what_may_pass_is_tried_again_and_the_wait_it_asks_for_is_kept(model: Model) -> None:
    model.will_say('{"answer": "yes"}')
    model.answers = [(503, b""), (429, b""), *model.answers]
    waits: list[float] = []
    assert read(model.endpoint, "promise", "I might.", wait=waits.append) == "yes"
    assert waits == [1.0, 7.0]


@pytest.mark.parametrize(
    ("code", "error", "tries"),
    [(401, LoginRefused, 1), (404, NotThere, 1), (302, NotThere, 1), (400, Broken, 1), (500, Unreachable, 3)],
)
def test_what_cannot_be_helped_is_said_in_words(model: Model, code: int, error: type[SyncError], tries: int) -> None:
    model.answers = [(code, b"{}")] * tries
    with pytest.raises(error) as told:
        read(model.endpoint, "promise", "I might.", wait=lambda seconds: None)
    assert len(model.sent) == tries
    assert KEY not in str(told.value)


def test_nobody_there_is_unreachable(model: Model) -> None:
    gone = endpoint_of("http://127.0.0.1:9/v1", "tiny")
    with pytest.raises(Unreachable):
        read(gone, "promise", "I might.", wait=lambda seconds: None)


def test_one_that_never_answers_is_waited_for_no_longer_than_said(model: Model) -> None:
    silent = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)  # bound, and never served
    with pytest.raises(Unreachable):
        read(
            endpoint_of(f"http://127.0.0.1:{silent.server_port}", "tiny"), "promise", "I might.",
            timeout_s=0.05, wait=lambda seconds: None,
        )  # fmt: skip
    silent.server_close()


def test_the_key_stands_in_no_log_and_no_text(model: Model, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    model.answers = [(500, b"")] * 3
    with pytest.raises(Unreachable):
        read(model.endpoint, "promise", "I might.", wait=lambda seconds: None)
    assert KEY not in repr(model.endpoint)
    assert KEY not in caplog.text


@pytest.mark.parametrize(
    ("url", "model_name"),
    [
        ("", "tiny"), ("ftp://host/v1", "tiny"), ("https://", "tiny"), ("https://host/v1", " "),
        ("http://host.example/v1", "tiny"), ("http://10.0.0.3/v1", "tiny"), ("https://me:key@host/v1", "tiny"),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_trusted_is_refused(url: str, model_name: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        endpoint_of(url, model_name)


@pytest.mark.parametrize("url", ["http://localhost:11434/v1", "http://[::1]/v1", "https://api.example/v1/"])
def test_https_and_this_machine_are_fine(url: str) -> None:
    endpoint = endpoint_of(url, "tiny")
    assert not endpoint.url.endswith("/")
    assert endpoint.host
