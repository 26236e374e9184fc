"""The chat page, used as a newcomer would."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.site import Site

pytestmark = pytest.mark.browser


def open_phone(page: Page, door: str, name: str) -> Locator:
    """A new person's phone through one of the buttons at the top."""
    page.get_by_role("button", name=door).click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Open the phone").click()
    return page.get_by_role("region", name=f"Phone of {name}")


def say(phone: Locator, text: str) -> None:
    phone.get_by_role("textbox", name="Message").fill(text)
    phone.get_by_role("textbox", name="Message").press("Enter")


def choose(phone: Locator, menu: str, item: str) -> None:
    phone.get_by_role("button", name=menu).click()
    phone.get_by_role("button", name=item).click()


def test_somebody_new_presses_start_and_says_something(page: Page, site: Site) -> None:
    fatma = open_phone(page, "Add a person", "Fatma")
    fatma.get_by_role("button", name="START").click()
    assert site.update("message")["text"] == "/start"
    say(fatma, "More benches 🌳 please")
    heard = site.update("message")
    assert heard["text"] == "More benches 🌳 please"
    assert heard["from"]["first_name"] == "Fatma"
    expect(fatma.get_by_role("article").last).to_contain_text("More benches 🌳 please")


def test_an_offer_opens_the_bot_with_its_link(page: Page, site: Site) -> None:
    open_phone(page, "Open as resident", "Fatma")
    assert site.update("message")["text"] == "/start lombok"
    open_phone(page, "Open as facilitator", "Kees")
    assert site.update("message")["text"] == "/start i-example"
    expect(page.get_by_role("region", name="Phone of")).to_have_count(2)


def test_a_button_is_tapped_and_the_answer_shown(page: Page, site: Site) -> None:
    fatma = open_phone(page, "Open as resident", "Fatma")
    chat = site.update("message")["chat"]["id"]
    keyboard = {"inline_keyboard": [[{"text": "Green", "callback_data": "green"}]]}
    site.call("sendMessage", chat_id=chat, text="<b>What</b> is it about?", parse_mode="HTML", reply_markup=keyboard)
    expect(fatma.locator("strong", has_text="What")).to_be_visible()
    fatma.get_by_role("button", name="Green").click()
    press = site.update("callback_query")
    assert press["data"] == "green"
    site.call("answerCallbackQuery", callback_query_id=press["id"], text="Noted")
    site.call("editMessageText", chat_id=chat, message_id=press["message"]["message_id"], text="It is about green.")
    expect(fatma.get_by_role("status")).to_have_text("Noted")
    expect(fatma.get_by_role("article").last).to_contain_text("It is about green.edited")
    expect(fatma.get_by_role("button", name="Green")).to_have_count(0)


def test_a_place_is_shared_with_the_reply_keyboard(page: Page, site: Site) -> None:
    fatma = open_phone(page, "Open as resident", "Fatma")
    chat = site.update("message")["chat"]["id"]
    keyboard = {"keyboard": [[{"text": "My place", "request_location": True}]], "one_time_keyboard": True}
    site.call("sendMessage", chat_id=chat, text="Where is it?", reply_markup=keyboard)
    fatma.get_by_role("button", name="My place").click()
    page.get_by_role("button", name="Share").click()
    assert site.update("message")["location"] == {"latitude": 52.0907, "longitude": 5.1214}
    expect(fatma.get_by_role("article").last).to_contain_text("52.09070, 5.12140")
    expect(fatma.get_by_role("button", name="My place")).to_have_count(0)


def test_an_album_of_example_photos_is_sent(page: Page, site: Site) -> None:
    fatma = open_phone(page, "Open as resident", "Fatma")
    site.update("message")
    choose(fatma, "Send something else", "Three example photos")
    page.get_by_label("Caption").fill("Our street")
    page.get_by_role("button", name="Send", exact=True).last.click()
    photos = [site.update("message") for _ in range(3)]
    assert len({photo["media_group_id"] for photo in photos}) == 1
    assert photos[0]["caption"] == "Our street"
    expect(fatma.get_by_role("article").last.get_by_role("img")).to_have_count(3)


def test_own_words_are_changed(page: Page, site: Site) -> None:
    fatma = open_phone(page, "Open as resident", "Fatma")
    say(fatma, "More grean")
    mine = fatma.get_by_role("article").filter(has_text="More grean")
    mine.hover()
    mine.get_by_role("button", name="Change this message").click()
    say(fatma, "More green")
    assert site.update("edited_message")["text"] == "More green"
    expect(fatma.get_by_role("article").last).to_contain_text("edited")


def test_a_blocked_bot_can_be_let_in_again(page: Page, site: Site) -> None:
    fatma = open_phone(page, "Open as resident", "Fatma")
    choose(fatma, "More", "Block the bot")
    assert site.update("my_chat_member")["new_chat_member"]["status"] == "kicked"
    fatma.get_by_role("button", name="Unblock the bot").click()
    expect(fatma.get_by_role("textbox", name="Message")).to_be_visible()


def test_a_narrow_screen_shows_one_phone_with_tabs(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 780})
    fatma = open_phone(page, "Open as resident", "Fatma")
    kees = open_phone(page, "Open as resident", "Kees")
    expect(kees).to_be_visible()
    expect(fatma).not_to_be_visible()
    page.get_by_role("navigation", name="Phones").get_by_role("button", name="Fatma").click()
    expect(fatma).to_be_visible()
    expect(kees).not_to_be_visible()


def test_the_next_phone_can_be_opened_while_the_first_is_still_starting(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/people/*/start", hold)
    fatma = open_phone(page, "Open as resident", "Fatma")
    expect(fatma).to_be_visible()
    kees = open_phone(page, "Open as facilitator", "Kees")
    expect(kees).to_be_visible()
    for route in held:
        route.continue_()
    expect(kees.get_by_role("article").last).to_contain_text("/start")


def test_what_is_said_never_becomes_markup(page: Page) -> None:
    fatma = open_phone(page, "Open as resident", "Fatma")
    say(fatma, "<img src=x onerror=alert(1)> <b>bold</b>")
    expect(fatma.get_by_role("article").last).to_contain_text("<img src=x onerror=alert(1)> <b>bold</b>")
    expect(fatma.get_by_role("article").last.locator("img, b")).to_have_count(0)


def test_the_page_speaks_dutch(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/?lang=nl")
    expect(page.get_by_role("button", name="Open als begeleider")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_telegram_can_be_told_to_misbehave_and_to_behave_again(page: Page, site: Site) -> None:
    page.get_by_role("button", name="Let Telegram misbehave").click()
    page.get_by_label("Half an answer").fill("25")
    page.get_by_role("button", name="From now on").click()
    expect(page.get_by_role("button", name="Telegram misbehaves")).to_be_visible()
    assert site.faults()["half"] == 0.25
    page.reload()
    page.get_by_role("button", name="Telegram misbehaves").click()
    expect(page.get_by_label("Half an answer")).to_have_value("25")
    page.get_by_label("Half an answer").fill("0")
    page.get_by_role("button", name="From now on").click()
    expect(page.get_by_role("button", name="Let Telegram misbehave")).to_be_visible()
    assert site.faults()["half"] == 0
