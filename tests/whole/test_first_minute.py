"""The first minute: no token, an empty directory, and somebody who is resident and facilitator in turn."""

import json
import re
from io import BytesIO

from openpyxl import load_workbook

from tests.torture.sight import BUTTONS, SIGNS
from tests.whole.house import House, Running
from tests.whole.page import Page, Visitor, free_port

IDEA = "Een bankje onder de linde"


def at_work(house: House, page: Page) -> Running:
    """The bot, started without a token."""
    bot = house.starts(listen=f"127.0.0.1:{page.port}", token="")
    bot.until(lambda: bot.at_work)
    return bot


def agrees(visitor: Visitor, payload: str) -> Visitor:
    """Comes in by a link."""
    visitor.starts(payload)
    for button in ("Nederlands", "age", "agree"):
        visitor.taps(*BUTTONS[button])
    visitor.finds(*SIGNS["menu"])
    return visitor


def hands_in(resident: Visitor) -> None:
    resident.says("/idee")
    resident.taps(*BUTTONS["green"])
    resident.finds(*SIGNS["idea-text"])
    resident.says(IDEA)
    resident.taps(*BUTTONS["skip"])
    resident.finds(*SIGNS["idea-place"])
    resident.says("Kerkplein")
    resident.taps(*BUTTONS["without"])
    resident.taps(*BUTTONS["hand-in"])
    resident.finds(*SIGNS["handed-in"])


def exports(facilitator: Visitor) -> bytes:
    """The document with the ideas."""
    facilitator.says("/export")
    facilitator.taps(*BUTTONS["ideas"])
    facilitator.taps("Excel")
    facilitator.taps(*BUTTONS["identified"])
    facilitator.finds("Wie heeft het nodig", "Who needs it")
    facilitator.says("The organiser answers who wrote")
    facilitator.taps(*BUTTONS["go-on"])
    facilitator.taps(*BUTTONS["make"])
    return document(facilitator)


def document(facilitator: Visitor) -> bytes:
    return facilitator.page.gets(facilitator.finds(".xlsx")["document"]["url"])


def texts(content: bytes) -> list[str]:
    """The ideas in a workbook."""
    header, *rows = load_workbook(BytesIO(content), read_only=True).worksheets[0].iter_rows(values_only=True)
    return [str(row[header.index("text")]) for row in rows]


def test_within_a_minute_one_is_resident_and_facilitator_and_a_restart_changes_nothing(house: House) -> None:
    page = Page(free_port())
    bot = at_work(house, page)
    assert b"<html" in page.gets("/")
    assert page.gets("/healthz") == b"ok\n"
    assert page.gets("/readyz") == b"ready\n"
    assert b"wijkbot" in page.gets("/metrics")
    offers = {one["label"]: one["payload"] for one in json.loads(page.gets("/offers"))}
    assert set(offers) == {"resident", "organiser", "facilitator", "admin"}
    resident = agrees(page.newcomer("Anna"), offers["resident"])
    hands_in(resident)
    facilitator = agrees(page.newcomer("Bas"), offers["facilitator"])
    assert texts(exports(facilitator)) == [IDEA]
    before = [resident.messages, facilitator.messages]
    assert bot.stop()[0] == 0

    at_work(house, page)
    assert [resident.messages, facilitator.messages] == before
    assert texts(document(facilitator)) == [IDEA]
    resident.says("/mijn")
    resident.taps(f"💡 {IDEA}")
    assert "Traceback" not in house.said


def test_port_0_is_any_port_that_is_free(house: House) -> None:
    bot = house.starts(listen="127.0.0.1:0", token="")
    bot.until(lambda: bot.at_work)
    port = re.search(r"http://127\.0\.0\.1:(\d+)", bot.said)
    assert port, bot.said
    assert Page(int(port[1])).gets("/readyz") == b"ready\n"
