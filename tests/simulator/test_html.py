"""Telegram's HTML, read as strictly as Telegram does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.answers import Refused
from bot.simulator.tags import parse, units
from bot.simulator.wording import said


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>Hoi</b>", "Hoi", [("bold", 0, 3)]),
        ("🏡 <i>huis</i>", "🏡 huis", [("italic", 3, 4)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("a &lt; b &amp;&#33; &euro;", "a < b &! &euro;", []),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<b></b>x", "x", []),
    ],
)
def test_tags_become_entities(source, text, entities):
    read, found = parse(source)
    assert read == text
    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities


def test_a_link_keeps_its_address():
    assert parse('<a href="https://x.nl/?a=1&amp;b=2">hier</a>')[1][0]["url"] == "https://x.nl/?a=1&b=2"


def test_code_keeps_its_language():
    assert parse('<code class="language-python">x</code>')[1][0]["language"] == "python"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>Hoi", 'Can\'t find end tag corresponding to start tag "b"'),
        ("Hoi</b>", "Unexpected end tag at byte offset 3"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é <br>", 'Unsupported start tag "br" at byte offset 3'),
        ("<span>x</span>", 'Unsupported start tag "span" at byte offset 0'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("1 <> 2", 'Unsupported start tag "" at byte offset 2'),
    ],
)
def test_broken_html_is_refused_with_the_place(source, reason):
    with pytest.raises(Refused) as refused:
        parse(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@given(st.text())
def test_escaped_text_comes_back_whole(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse(f"<b>{escaped}</b>")[0] == text


@given(st.text(alphabet="<>/bia &;#x3\"' =", max_size=40))
def test_any_input_is_read_or_refused(source):
    try:
        text, entities = parse(source)
    except Refused:
        return
    assert all(0 < one["length"] <= units(text) - one["offset"] for one in entities)


def test_telegram_finds_commands_links_and_mentions_by_itself():
    found = said("🏡 /start@wijkbot_bot zie https://wijk.nl/a. of @buurman #feest a@b.nl 1/2")["entities"]
    assert [(one["type"], one["offset"], one["length"]) for one in found] == [
        ("bot_command", 3, 18),
        ("url", 26, 17),
        ("mention", 48, 8),
        ("hashtag", 57, 6),
        ("email", 64, 6),
    ]


def test_other_parse_modes_are_refused(refuse, anna):
    assert "reads HTML" in refuse("sendMessage", chat_id=anna.id, text="*x*", parse_mode="MarkdownV2")
