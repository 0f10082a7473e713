"""A language model: a real HTTP server on this machine that speaks the protocol, and says what it is told to say."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from segue.sync.reader import Endpoint, endpoint_of

KEY = "sk-very-secret"


class Model(ThreadingHTTPServer):
    """Answers with what `answers` holds, one after the other; keeps what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: list[tuple[int, Any]] = []
        self.sent: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    @property
    def endpoint(self) -> Endpoint:
        return endpoint_of(f"http://127.0.0.1:{self.server_port}/v1/", "tiny", KEY)

    def will_say(self, *contents: str) -> None:
        self.answers = [(200, {"choices": [{"message": {"role": "assistant", "content": each}}]}) for each in contents]


class _Handler(BaseHTTPRequestHandler):
    server: Model

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.sent.append((self.path, dict(self.headers), body))
        code, answer = self.server.answers.pop(0)
        held = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(code)
        if code == 429:
            self.send_header("Retry-After", "7")
        if code == 302:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.send_header("Content-Length", str(len(held)))
        self.end_headers()
        self.wfile.write(held)

    def log_message(self, *args: object) -> None:
        """Nothing: tests are quiet."""


@pytest.fixture
def model() -> Iterator[Model]:
    running = Model()
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()
