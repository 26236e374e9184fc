"""wijkbot: a chatbot through which the people of a neighbourhood find what they share and do something about it."""

__version__ = "0.1.0"
