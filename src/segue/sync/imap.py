"""IMAP (RFC 3501, 6154), read-only: folders are examined, never selected, and bodies are peeked at.

The password is used to log in and is kept nowhere: not in the object, a log, an error or a setting.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import unquote, urlsplit

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from segue.sync.contract import Fetched, Folder, FolderState, Mailbox, Use
from segue.sync.errors import Broken, LoginRefused, NotThere, SyncError, Unreachable

# RFC 2971 and RFC 6154 know no more; seconds that a server may take to answer.
_PATIENCE = 60
_AT_ONCE = 200
_USES: dict[bytes, Use] = {
    b"\\All": "all", b"\\Archive": "archive", b"\\Drafts": "drafts", b"\\Flagged": "flagged", b"\\Junk": "junk",
    b"\\Sent": "sent", b"\\Trash": "trash",
}  # fmt: skip
_HOLDS_NONE = {b"\\Noselect", b"\\NonExistent"}
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Account:
    """Where a mailbox is: `imaps://user@host:port`, or `imap://`, which must offer STARTTLS unless it is this machine.

    `user` may itself contain an @, written as it is or as %40.
    """

    user: str
    host: str
    port: int
    secure: bool = True

    @property
    def url(self) -> str:
        """By which it is known again; without a password, always."""
        scheme, usual = ("imaps", 993) if self.secure else ("imap", 143)
        return f"{scheme}://{self.user}@{self.host}{'' if self.port == usual else f':{self.port}'}"


def account_of(url: str) -> Account:
    """The account that an address names; raises ValueError, in words, where it does not name one."""
    scheme, _, rest = url.partition("://")
    if scheme.lower() not in ("imaps", "imap"):
        raise ValueError(f"{url} is not a mailbox; one looks like imaps://me@example.org@imap.example.org.")
    user, _, place = rest.rstrip("/").rpartition("@")
    if ":" in user:
        raise ValueError("Leave the password out of the address; it is asked for.")
    parts = urlsplit(f"//{place}")
    if not user or not parts.hostname:
        raise ValueError("A mailbox needs a user and a host: imaps://user@host.")
    secure = scheme.lower() == "imaps"
    return Account(unquote(user), parts.hostname, parts.port or (993 if secure else 143), secure)


def connect(account: Account, password: str, *, tls: ssl.SSLContext | None = None) -> ImapMailbox:
    """Log in. Raises Unreachable or LoginRefused. `tls` is for servers whose certificate this machine cannot check."""
    with _told(account):
        client = IMAPClient(
            account.host,
            account.port,
            ssl=account.secure,
            ssl_context=(tls or ssl.create_default_context()) if account.secure else None,
            timeout=_PATIENCE,
        )
    try:
        with _told(account):
            if not account.secure:
                _encrypt(client, account, tls)
            client.login(account.user, password)
    except SyncError:
        with suppress(Exception):
            client.shutdown()
        raise
    return ImapMailbox(client, account)


def _encrypt(client: IMAPClient, account: Account, tls: ssl.SSLContext | None) -> None:
    if client.has_capability("STARTTLS"):
        client.starttls(tls or ssl.create_default_context())
    elif account.host not in _LOOPBACK:
        raise Unreachable(f"{account.host} offers no encryption; a password is not sent over it.")


class ImapMailbox(Mailbox):
    """An account on an IMAP server, logged in."""

    def __init__(self, client: IMAPClient, account: Account) -> None:
        self.client = client
        self.account = account

    def folders(self) -> list[Folder]:
        listed = self._ask(self.client.list_folders)
        return [Folder(name, _use(flags, name)) for flags, _, name in listed if not _HOLDS_NONE & set(flags)]

    def open(self, folder: str) -> FolderState:
        try:
            state = self._ask(self.client.select_folder, folder, readonly=True)
        except Broken as error:
            if isinstance(error.__cause__, IMAPClientAbortError) or not isinstance(error.__cause__, IMAPClientError):
                raise
            raise NotThere(f"{self.account.host} has no folder {folder}.") from None
        return FolderState(int(state[b"UIDVALIDITY"]), int(state[b"EXISTS"]))

    def uids(self, *, since: date | None = None) -> list[int]:
        return sorted(self._ask(self.client.search, ["SINCE", since] if since else "ALL"))

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        for start in range(0, len(uids), _AT_ONCE):
            answer = self._ask(self.client.fetch, uids[start : start + _AT_ONCE], ["RFC822.SIZE"])
            found |= {uid: int(item[b"RFC822.SIZE"]) for uid, item in answer.items() if b"RFC822.SIZE" in item}
        return found

    def fetch(self, uids: Sequence[int]) -> Iterator[Fetched]:
        answer = self._ask(self.client.fetch, uids, ["BODY.PEEK[]"]) if uids else {}
        for uid in uids:
            if data := answer.get(uid, {}).get(b"BODY[]"):
                yield Fetched(uid, data)

    def close(self) -> None:
        with suppress(Exception):
            self.client.logout()

    def _ask(self, question: Callable[..., Any], *words: Any, **more: Any) -> Any:
        with _told(self.account):
            return question(*words, **more)


@contextmanager
def _told(account: Account) -> Iterator[None]:
    """Errors of the network and of the protocol, in our words; none of them repeats what was sent."""
    try:
        yield
    except LoginError:
        raise LoginRefused(f"{account.host} does not take this name and password.") from None
    except ssl.SSLCertVerificationError as error:
        raise Unreachable(f"The certificate of {account.host} cannot be trusted: {error.verify_message}.") from error
    except IMAPClientError as error:
        raise Broken(f"{account.host} did not understand, or broke off.") from error
    except (OSError, EOFError) as error:
        raise Unreachable(f"{account.host} cannot be reached: {error}.") from error


def _use(flags: Sequence[bytes], name: str) -> Use:
    if name.upper() == "INBOX":
        return "inbox"
    return next((use for flag in flags if (use := _USES.get(flag))), "")
