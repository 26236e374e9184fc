"""Surveys as material for tests."""

from typing import Any


def question(key: str, kind: str, text: str, **more: Any) -> dict[str, Any]:
    """A question with its text in English and Dutch; options as a list of words."""
    if "options" in more:
        more["options"] = [{"key": word.lower(), "label": {"en": word}} for word in more["options"]]
    named = {name.replace("_", "-"): value for name, value in more.items()}
    return {"key": key, "kind": kind, "text": {"en": text, "nl": f"{text} (nl)"}, **named}


def survey(*questions: dict[str, Any], slug: str = "street", **more: Any) -> dict[str, Any]:
    """A definition as the store keeps it."""
    return {
        "slug": slug,
        "title": {"en": f"About the {slug}", "nl": f"Over {slug}"},
        "questions": list(questions),
        **more,
    }


STREET = survey(
    question("safe", "scale", "How safe is it?"),
    question("car", "yes-no", "Do you have a car?"),
    question("cars", "number", "How many cars?", relevant="${car} = 'yes'", low=1, high=9),
    question("wish", "text", "What do you wish for?", optional=True),
)
