"""A delivery on its way: which calls are left, which prompts arrived, and what an answer means for it."""

import time
from collections import deque
from dataclasses import dataclass, field, replace
from typing import Any

from bot.channel.outcomes import Answer
from bot.channel.render import Call
from bot.dialogue.effects import Delivery, Receipt, Shown

LONGEST_PAUSE = 30.0
DOUBT_SECONDS = 1.5
# A message of which nobody knows whether it arrived may come twice, not three times.
MOST_DOUBTS = 1


@dataclass(slots=True)
class Parcel:
    """One delivery and its calls. When `receipt` is there, it is finished."""

    delivery: Delivery
    calls: deque[Call]
    shown: list[Shown] = field(default_factory=list)
    tries: int = 0
    doubts: int = 0
    receipt: Receipt | None = None

    def learn(self, answer: Answer) -> float:
        """Take in the answer to the first call: the seconds to wait before going on."""
        match answer.verdict:
            case "sent":
                self._arrived(answer.result)
            case "wait":
                return answer.seconds
            case "unsent" | "refused":
                self.tries += 1
                return pause(self.tries)
            case "unknown" if not self.delivery.bulk and self.doubts < MOST_DOUBTS:
                self.doubts += 1
                return DOUBT_SECONDS
            case "moved":
                self.calls[0] = replace(self.calls[0], params=self.calls[0].params | {"chat_id": answer.chat})
            case "blocked" | "unknown":
                self.finish(answer.verdict, answer.reason)
            case _:
                self._refused(answer.reason)
        return 0.0

    def finish(self, outcome: str, reason: str = "") -> None:
        """This is what became of it."""
        self.receipt = Receipt(self.delivery.number, self.delivery.chat, outcome, tuple(self.shown), reason)

    def _arrived(self, result: Any) -> None:
        call = self.calls.popleft()
        self.tries = self.doubts = 0
        if call.prompt is not None:
            self._note(call.prompt, result if isinstance(result, dict) else {}, call.edits)
        if not self.calls:
            self.finish("sent")

    def _note(self, prompt: int, message: dict[str, Any], edited: int | None) -> None:
        number = message.get("message_id", edited)
        if number is not None:
            at = message.get("edit_date") or message.get("date") or int(time.time())
            self.shown.append(Shown(prompt, number, at))

    def _refused(self, reason: str) -> None:
        otherwise = self.calls[0].otherwise
        if otherwise is None:
            self.finish("failed", reason)
            return
        self.calls.popleft()
        self.calls.extendleft(reversed(otherwise))
        if not self.calls:
            self.finish("sent")


def pause(tries: int) -> float:
    """Seconds to wait after this many tries in vain: 1, 2, 4 … 30."""
    return min(LONGEST_PAUSE, 2.0 ** min(tries - 1, 5))
