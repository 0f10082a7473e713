"""`segue serve`: the web application, and beside it a worker that reads what was uploaded."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Annotated

import typer
import uvicorn

from segue.actions.errors import Refused
from segue.cli import home
from segue.cli.options import moment
from segue.cli.owner import DEFAULT_PORT, sign_in_url

HERE = "127.0.0.1"
_TRIES = 20
_PAUSE_SECONDS = 1.0


def serve(
    port: Annotated[int | None, typer.Option("--port", help=f"{DEFAULT_PORT}, or the next that is free.")] = None,
    host: Annotated[str, typer.Option("--host", help="Where to listen; beyond this machine put TLS before it.")] = HERE,
    sign_in_link: Annotated[bool, typer.Option("--sign-in-link", help="Print a link that signs you in once.")] = False,
) -> None:
    """Serve the web application; brings the store up to date first. Ctrl-C ends it."""
    run(host=host, port=port, sign_in_link=sign_in_link)


def run(*, host: str = HERE, port: int | None = None, sign_in_link: bool = False) -> None:
    """Serve until interrupted."""
    at = moment(None)
    home.prepare(at)
    listener = listen(host, port)
    base = f"http://localhost:{listener.getsockname()[1]}"
    url = sign_in_url(home.member(at).user, base, at) if sign_in_link else base
    config = uvicorn.Config("segue.server.asgi:application", log_level="warning", lifespan="off")
    with ExitStack() as beside:

        def started() -> None:
            """Only now the worker: until here its start would have been in the way."""
            beside.enter_context(supervised([sys.executable, "-m", "segue.jobs", str(os.getpid())]))
            _announce(url, sign_in_link)

        _Announcing(config, started).run(sockets=[listener])


def listen(host: str, port: int | None) -> socket.socket:
    """A listening socket on this port; without one, on the first free from the usual port on."""
    for candidate in [port] if port is not None else range(DEFAULT_PORT, DEFAULT_PORT + _TRIES):
        try:
            return socket.create_server((host, candidate), reuse_port=False)
        except OSError as error:
            reason = error.strerror
    raise Refused(f"Port {port if port is not None else DEFAULT_PORT} on {host} cannot be used: {reason}.")


@contextmanager
def supervised(command: list[str]) -> Iterator[None]:
    """Keep a process running beside this block: started again when it dies, ended with the block."""
    ending = threading.Event()
    running: list[subprocess.Popen[bytes]] = []
    lock = threading.Lock()

    def start() -> subprocess.Popen[bytes] | None:
        with lock:
            if ending.is_set():
                return None
            running[:] = [subprocess.Popen(command)]  # noqa: S603 (our own worker)
            return running[0]

    def keep(process: subprocess.Popen[bytes] | None) -> None:
        while process:
            process.wait()
            ending.wait(_PAUSE_SECONDS)
            process = start()

    thread = threading.Thread(target=keep, args=(start(),), name="supervisor", daemon=True)
    thread.start()
    try:
        yield
    finally:
        with lock:
            ending.set()
            for process in running:
                process.terminate()
        thread.join()


class _Announcing(uvicorn.Server):
    """A server that says when it can be reached."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self.announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.announce()


def _announce(url: str, signs_in: bool) -> None:
    print(f"Segue is at {url}", flush=True)
    if signs_in:
        print("The link signs you in once, within half an hour. Ctrl-C ends Segue.", flush=True)
