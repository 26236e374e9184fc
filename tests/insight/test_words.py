"""Words as residents write them: forms, compounds, misspellings, and what they mean."""

import pytest

from bot.insight.ideas.lexicon import fold, lexicon
from bot.insight.ideas.words import Words, tokens


@pytest.fixture(scope="module")
def words() -> Words:
    return Words()


@pytest.mark.parametrize(
    ("written", "topic"),
    [
        ("bomen", "trees-and-gardens"),
        ("boompjes", "trees-and-gardens"),
        ("speeltuintje", "playing"),
        ("speelpleintjes", "playing"),
        ("fietsenstalling", "cycling"),
        ("fietsenstallingen", "cycling"),
        ("buurttuin", "trees-and-gardens"),
        ("buurtmoestuinen", "trees-and-gardens"),
        ("tuinafval", "waste"),
        ("wormenhotels", "waste"),
        ("hondenuitlaatplek", "dogs"),
        ("deelauto's", "parking"),
        ("straatverlichting", "lighting"),
        ("zonnepanelen", "energy-and-climate"),
        ("Ouderen", "elderly-and-loneliness"),
        ("café-terras", "shops-and-sharing"),
    ],
)
def test_a_word_means_its_topic_in_any_form_and_compound(words: Words, written: str, topic: str) -> None:
    topics = words.of(written, first=True).topics
    assert max(topics, key=lambda one: topics[one], default=None) == topic


@pytest.mark.parametrize(
    ("written", "meant"), [("zwerfafvla", "zwerfafval"), ("eenzaamhied", "eenzaamheid"), ("speeltiun", "speeltuin")]
)
def test_a_misspelt_word_is_understood(words: Words, written: str, meant: str) -> None:
    assert words.of(written, first=True).lemma == meant


@pytest.mark.parametrize("written", ["xqzw", "vergeten", "edelstenen", "42", "Jansen", "a"])
def test_a_word_that_says_nothing_of_a_neighbourhood_means_nothing(words: Words, written: str) -> None:
    assert not words.of(written, first=True).topics


@pytest.mark.parametrize("name", ["Rembrandtpark", "Nachtwachtlaan", "Oosterparkstraat", "Funenpark"])
def test_the_name_of_a_place_is_no_wish(words: Words, name: str) -> None:
    assert not words.of(name, first=False).topics


@pytest.mark.parametrize(
    ("dutch", "others"),
    [
        ("bankje", ["bench", "banc", "ławka", "banco", "лавка"]),
        ("fiets", ["bicycle", "Fahrrad", "vélo", "bisiklet", "rower"]),
        ("afval", ["litter", "Müll", "déchets", "çöp", "śmieci", "قمامة", "сміття"]),
    ],
)
def test_languages_stand_side_by_side(words: Words, dutch: str, others: list[str]) -> None:
    meant = set(words.of(dutch, first=True).topics)
    assert [word for word in others if not meant & set(words.of(word, first=True).topics)] == []


def test_accents_and_capitals_do_not_matter() -> None:
    assert fold("CAFÉ") == fold("cafe") == "cafe"


def test_words_are_found_between_anything() -> None:
    assert list(tokens("Foto's: 1-2-3, e-bike & café! 🚲 55+")) == ["Foto's", "1-2-3", "e-bike", "café", "55+"]


def test_every_word_of_the_lexicon_is_found_as_it_is_written_there(words: Words) -> None:
    lost = [word for word in lexicon().words if word not in lexicon().ignored and not words.of(word, first=True).topics]
    assert lost == []
