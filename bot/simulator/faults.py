"""Misbehaviour on demand, the same every time for the same seed."""

from dataclasses import dataclass, field, fields
from random import Random
from typing import Any

from bot.simulator.answers import Json, Refused, Reply

BEFORE = ("too_many", "server_error", "cut_before", "hang")
AFTER = ("cut_after", "half")


@dataclass
class Faults:
    """Probabilities from 0 to 1 per call: refused with 429 or 502, the connection cut before the call was handled
    or after it (the answer is lost), no answer ever, half an answer; and per update: that it comes twice.
    `methods` limits the calls that suffer; empty is all.
    """

    seed: int = 0
    too_many: float = 0.0
    server_error: float = 0.0
    cut_before: float = 0.0
    cut_after: float = 0.0
    hang: float = 0.0
    half: float = 0.0
    duplicate: float = 0.0
    retry_after: int = 1
    methods: tuple[str, ...] = ()
    _random: Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)  # noqa: S311 - mishaps keep no secrets
        self.on = any(getattr(self, name) for name in (*BEFORE, *AFTER))

    @classmethod
    def told(cls, wanted: Any) -> "Faults":
        """Faults from JSON; `ValueError` names what is wrong."""
        known = {one.name: one.type for one in fields(cls) if one.init}
        if not isinstance(wanted, dict) or wanted.keys() - known:
            raise ValueError(f"faults are an object with {', '.join(known)}")
        for name, value in wanted.items():
            if name != "methods" and (isinstance(value, bool) or not isinstance(value, (int, float))):
                raise ValueError(f"{name} must be a number")
        return cls(**{**wanted, "methods": tuple(wanted.get("methods", ()))})

    def draw(self, method: str) -> str | None:
        """Which fault strikes this call, if any."""
        if not self.on or (self.methods and method not in self.methods):
            return None
        dice = self._random.random()
        for name in (*BEFORE, *AFTER):
            dice -= getattr(self, name)
            if dice < 0:
                return name
        return None

    def twice(self) -> bool:
        """Whether this update comes twice."""
        return bool(self.duplicate) and self._random.random() < self.duplicate

    def instead(self, fault: str | None) -> Reply | None:
        """The answer to a call that is never handled, when the fault is of that sort."""
        if fault == "too_many":
            seconds = self.retry_after
            return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds).reply()
        if fault == "server_error":
            return Refused(502, "Bad Gateway").reply()
        if fault in ("cut_before", "hang"):
            return Reply(502, {}, fault.removesuffix("_before"))
        return None

    @staticmethod
    def spoilt(fault: str | None, reply: Reply) -> Reply:
        """The answer as the fault lets it through."""
        spoils = {"cut_after": "cut", "half": "half"}
        return Reply(reply.status, reply.body, spoils.get(fault or "", reply.mishap))

    def told_back(self) -> Json:
        """The faults as JSON."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.init}
