"""The five questions with buttons that every bot of the benchmark asks."""

TITLE = "Living here"
QUESTIONS = (
    ("traffic", "How safe is the traffic in your street?", ("Safe", "It could be better", "Not safe")),
    ("green", "Is there enough green?", ("Yes", "A little more, please", "No")),
    ("meeting", "Is there a place to meet each other?", ("Yes, a good one", "Yes, but not for me", "No")),
    ("care", "Do people look after each other?", ("Yes", "Some do", "No")),
    ("join", "Would you lend a hand?", ("Gladly", "Perhaps later", "No")),
)
RIGHT = "Are these your answers?"
YES = "Yes, that is right"
THANKS = "Thank you! Your answers are in."


def screen(number: int) -> str:
    """The words of a question, with how far one is."""
    return f"<i>{number + 1} of {len(QUESTIONS)}</i>\n<b>{QUESTIONS[number][1]}</b>"


def summary(answers: dict[str, str]) -> str:
    """What was answered, and whether that is right."""
    lines = [f"{text}\n→ {answers[key]}" for key, text, _options in QUESTIONS]
    return "\n".join([f"<b>{RIGHT}</b>", *lines])
