"""The simulator as people meet it: a real server on this machine, and its chat page in a real Chromium."""

import shutil
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.applications import Starlette

from bot.simulator import Offer, World, simulator
from tests.browser.site import PATIENCE_SECONDS, Site

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SWITCHES = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()


async def offers() -> list[Offer]:
    return [Offer("resident", "lombok"), Offer("facilitator", "i-example")]


@pytest.fixture
def site() -> Iterator[Site]:
    world = World()
    world.add_bot()
    app = Starlette(routes=simulator(world, offers))
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", timeout_graceful_shutdown=0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        yield Site(f"http://127.0.0.1:{door.getsockname()[1]}")
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a module: while Playwright runs, no other event loop can run in this thread."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """The chat page in English; a mistake in its code fails the test."""
    page = browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 800})
    mistakes: list[str] = []
    page.on("pageerror", lambda mistake: mistakes.append(str(mistake)))
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    page.goto(site.address)
    yield page
    page.close()
    assert mistakes == []
