"""How people are: how often they do what a program does not expect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Habits:
    """Probabilities, each time there is an occasion: a tap comes twice, another option is tapped right after, a button
    of an earlier question is pressed, an earlier message is changed; and of people: that they do not agree, that they
    make mistakes which they take back, that they walk away half-way.
    """

    twice: float = 0.05
    wavering: float = 0.02
    old: float = 0.02
    editing: float = 0.02
    refusing: float = 0.02
    mistaken: float = 0.3
    leaving: float = 0.1


CALM = Habits(0, 0, 0, 0, 0, 0, 0)
