"""A language model that reads single sentences, behind an OpenAI-compatible endpoint that the user names.

    read(endpoint, "promise", "I might look into it next week.")     # "yes", "no" or "unsure"

The protocol is that of `POST {base}/chat/completions` (OpenAI API reference, Chat). Nothing is sent but what
`request_of` gives, the key travels in the Authorization header alone, and no redirect is followed: it would take both
elsewhere.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException, HTTPMessage
from ipaddress import ip_address
from typing import IO, Any, Literal
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from segue.sync.errors import Broken, LoginRefused, NotThere, Unreachable

Answer = Literal["yes", "no", "unsure"]

TIMEOUT_S = 20.0
TRIES = 3
# Seconds before the second try and the third, and the longest that a server may ask us to wait.
_WAITS = (1.0, 4.0)
_LONGEST_WAIT = 10.0
_LONGEST_ANSWER = 64_000
_LONGEST_SENTENCE = 1_000
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_NOT_UNDERSTOOD = "its answer was not understood"

_ASKS = {
    "promise": "Does the writer of this sentence undertake to do something for somebody?",
    "offer": "Does the writer of this sentence offer to do something for somebody?",
    "request": "Does the writer of this sentence ask the reader to do something?",
    "question": "Does the writer of this sentence ask something to which an answer is expected?",
}
_HOW = (
    "You read one sentence of a mail or a talk. Courtesies, boilerplate, instructions to everybody and reports of what "
    'others do are no. Answer with JSON alone: {"answer": "yes"}, {"answer": "no"} or {"answer": "unsure"}.'
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is: the base address (ending in /v1 as a rule), its name, and the key where it wants one."""

    url: str
    model: str
    key: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """The name of the machine that words would be sent to."""
        return urlsplit(self.url).netloc.rpartition("@")[2]


def endpoint_of(url: str, model: str, key: str = "") -> Endpoint:
    """The endpoint that these name. Raises ValueError, in words, where they name none that can be trusted."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or not model.strip():
        raise ValueError("It needs an address such as https://host/v1 and the name of a model.")
    if parts.username or parts.password:
        raise ValueError("The key has a setting of its own; it does not belong into the address.")
    if parts.scheme == "http" and not _is_here(parts.hostname):
        raise ValueError("Words and key would travel for all to read: the address has to begin with https://.")
    return Endpoint(url.rstrip("/"), model.strip(), key.strip())


def request_of(model: str, act: str, sentence: str) -> dict[str, Any]:
    """All that is sent about a sentence: it, and the question. No name, address, date or other sentence."""
    return {
        "model": model,
        "messages": [
            {"role": "system", "content": _HOW},
            {"role": "user", "content": f"{_ASKS[act]}\n\n{sentence[:_LONGEST_SENTENCE]}"},
        ],
        "temperature": 0,
        "max_tokens": 20,
    }


def read(
    endpoint: Endpoint,
    act: str,
    sentence: str,
    *,
    timeout_s: float = TIMEOUT_S,
    wait: Callable[[float], None] = time.sleep,
) -> Answer:
    """What the model says of this sentence; tried again where trying again may help.

    Raises Unreachable, LoginRefused or NotThere where asking on would be in vain, Broken where it answered nonsense.
    """
    body = json.dumps(request_of(endpoint.model, act, sentence), ensure_ascii=False).encode()
    for pause in (*_WAITS[: TRIES - 1], None):
        try:
            return _understood(_posted(endpoint, body, timeout_s))
        except HTTPError as error:
            with error:
                if error.code not in _AGAIN or pause is None:
                    raise _told(error.code, endpoint) from None
                pause = max(pause, _wanted_wait(error.headers))
        except (URLError, TimeoutError, OSError, HTTPException) as error:
            if pause is None:
                raise Unreachable(f"{endpoint.host} does not answer.") from error
        wait(pause)
    raise AssertionError("unreachable: the last try returns or raises")


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _posted(endpoint: Endpoint, body: bytes, timeout_s: float) -> bytes:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "segue"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    request = Request(f"{endpoint.url}/chat/completions", body, headers)  # noqa: S310 (endpoint_of checks the scheme)
    with build_opener(_NoRedirect).open(request, timeout=timeout_s) as answer:
        held: bytes = answer.read(_LONGEST_ANSWER + 1)
    if len(held) > _LONGEST_ANSWER:
        raise Broken(_NOT_UNDERSTOOD)
    return held


def _understood(held: bytes) -> Answer:
    """The answer in `choices[0].message.content`, which may stand in a fenced block; anything else is nonsense."""
    try:
        content = json.loads(held)["choices"][0]["message"]["content"]
        said = json.loads(content.strip().removeprefix("```json").removeprefix("```").removesuffix("```"))
        answer = said["answer"].strip().lower()
    except (ValueError, LookupError, TypeError, AttributeError):
        raise Broken(_NOT_UNDERSTOOD) from None
    if answer not in ("yes", "no", "unsure"):
        raise Broken(_NOT_UNDERSTOOD)
    found: Answer = answer
    return found


def _told(code: int, endpoint: Endpoint) -> Exception:
    if code in (401, 403):
        return LoginRefused(f"{endpoint.host} does not take the key.")
    if code in (301, 302, 303, 307, 308, 404, 405):
        return NotThere(f"There is no model {endpoint.model} at {endpoint.host}.")
    if code in (400, 413, 422):
        return Broken(_NOT_UNDERSTOOD)
    return Unreachable(f"{endpoint.host} answers with an error ({code}).")


def _wanted_wait(headers: Message) -> float:
    wanted = headers.get("Retry-After", "")
    return min(float(wanted), _LONGEST_WAIT) if wanted.isdecimal() else 0.0


def _is_here(host: str) -> bool:
    """Whether this host is this machine, so that nothing leaves it."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
