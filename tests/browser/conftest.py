"""A real browser (Debian's Chromium, through Playwright) against Segue on a real server, with its worker.

The server is uvicorn in a thread of the test process, so that it shares the test's database and clock.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Generator, Iterator

import pytest
import uvicorn
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

from segue.actions.accounts import sign_in_link
from segue.jobs.worker import work
from segue.web import visits
from tests.browser.world import world
from tests.cast import NOW, Cast
from tests.needs import need_browser

__all__ = ["world"]

WIDE: ViewportSize = {"width": 1280, "height": 860}

CUT_OFF = "net::ERR_FAILED"
"""What Chromium says of a request that a test cut off on purpose."""
LACKS = "status of 422"
"""What it says of a form that comes back with what it lacks."""
NOWHERE = "/nowhere/"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Everything here drives a browser, with a database that other threads see too, and comes last.

    It is marked before `-m` selects by marks, and put last when everything else has been put in order: Playwright
    leaves an event loop in its thread, in which later tests could not call what is asynchronous.
    """
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
    yield
    items.sort(key=lambda item: "tests/browser" in item.nodeid)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; its sandbox wants rights that a container does not give."""
    program = need_browser()
    # Playwright keeps an event loop in this thread, which makes Django refuse its database here without cause.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def server(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a running Segue."""
    from segue.server.asgi import application

    monkeypatch.setattr(visits, "clock", lambda: NOW)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        running = uvicorn.Server(uvicorn.Config(application, lifespan="off", log_level="error"))
        thread = threading.Thread(target=running.run, args=([listening],))
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        running.should_exit = True
        thread.join()


@pytest.fixture
def worker(transactional_db: None) -> Iterator[None]:
    """The background worker, as `segue serve` runs it."""
    told = threading.Event()

    def run() -> None:
        work(until=told.is_set)
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    yield
    told.set()
    thread.join()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A fresh browser window; whatever it complains of fails the test."""
    # What a service worker asks for could not be cut off; its own test has one.
    context = browser.new_context(
        base_url=server, viewport=WIDE, locale="en-GB", reduced_motion="reduce", service_workers="block"
    )
    context.set_default_timeout(30_000)
    window = context.new_page()
    complaints: list[str] = []
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("console", lambda said: complaints.extend(complaint(said)))
    yield window
    context.close()
    assert complaints == []


def complaint(said: ConsoleMessage) -> list[str]:
    """What the console tells of a fault, if it does: not of what a test asks for in vain, or cuts off, on purpose."""
    expected = CUT_OFF in said.text or LACKS in said.text or said.location["url"].endswith(NOWHERE)
    return [f"{said.text} {said.location['url']}"] if said.type == "error" and not expected else []


@pytest.fixture
def ada(page: Page, cast: Cast) -> Page:
    """Ada's window, signed in by her link."""
    enter(page, cast)
    return page


def enter(page: Page, cast: Cast) -> None:
    """Sign Ada in by her link."""
    page.goto(f"/sign-in/{sign_in_link(cast.ada.user, timezone.now())}/")
    page.get_by_role("button", name="Sign in").click()
    arrive(page, "Today")


def arrive(page: Page, heading: str) -> None:
    """Wait until a page that a click or a key led to is there, its scripts included: only then do keys count."""
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    page.wait_for_load_state()
