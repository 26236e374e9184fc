"""A turn: one event in, one unit of work, effects out. Here is how a conversation begins, goes on and ends."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.dialogue.chat import Start
from bot.dialogue.confirm import Confirm
from bot.dialogue.discretion import ask_to_leave_out, warn_once
from bot.dialogue.enough import may_begin
from bot.dialogue.permitted import NotPermitted
from bot.dialogue.prompts import draw
from bot.dialogue.replay import Replay
from bot.dialogue.screen import Screen
from bot.dialogue.script import Script, Scripts
from bot.language import Text, _
from bot.neighbourhood import consent
from bot.neighbourhood.flags import personal_in
from bot.store import Books, Conversation, Resident
from bot.store.log import started

NUDGE_AFTER = timedelta(hours=24)
RENEW = "renew"  # the script that asks for a newer consent
log = logging.getLogger(__name__)


class Turn(Screen):
    """One turn of one resident: the books, the moment, the scripts, and the effects so far."""

    def __init__(self, books: Books, scripts: Scripts, resident: Resident, now: datetime) -> None:
        super().__init__(books, resident, now)
        self.scripts = scripts
        books.unit.actor = resident.id
        self.new_commands = False

    @property
    def outdated(self) -> bool:
        """Whether the resident agreed to an earlier version of the consent, and not to the one of now."""
        return self.resident.agreed not in ("", consent.VERSION)

    async def renew(self, arguments: dict[str, Any]) -> None:
        """Ask for the consent of now; afterwards it goes on as the arguments say."""
        running = [talk for talk in self.books.log.unfinished(self.resident) if talk.script == RENEW]
        await (self.advance(running[0]) if running else self.start(Start("", RENEW, arguments)))

    async def start(self, start: Start) -> None:
        """Begin a script, or go on with the unfinished conversation it already has."""
        script = self.scripts.named(start.script)
        if script is None:
            log.warning("a button names the script %s, which is gone", start.script)
            self.tell(_("That is not there any more. Choose from the menu: /menu"))
            return
        if script.agreed and not self.resident.agreed:
            await self.start(Start("", "welcome", {"then": start.script, "subject": start.subject}))
        elif script.agreed and self.outdated:
            await self.renew({"then": start.script, "subject": start.subject})
        elif not await self.may(script.action, self.resident.neighbourhood_id):
            raise NotPermitted(script.action)
        else:
            await self._begin(script, start)

    async def may(self, action: str, place: int | None) -> bool:
        """Whether the resident may do this in this neighbourhood."""
        return await self.books.people.may(self.resident, action, place)

    async def turn_away(self, talk: Conversation | None) -> None:
        """What was asked for is not (any more) permitted: say so, and let go of a conversation that was under way."""
        if talk is not None:
            self.close_prompts(talk, "closed")
            if talk.state == "open":
                self.books.log.put_conversation(replace(talk, state="cancelled", touched=self.now))
            if self.resident.floor == talk.id:
                self.resident = self.books.people.change(self.resident, floor=None)
        self.settle_pressed()
        if not self.resident.agreed:
            await self.start(Start("", "welcome"))
            return
        self.new_commands = True
        self.tell(_("That is only for people who help to organise. Are you one of them? Ask for an invitation link."))

    async def _begin(self, script: Script, start: Start) -> None:
        running = await self._running(script, start)
        if running is None:
            if not await may_begin(self, script):
                return
            floor = self.books.log.conversation(self.resident.floor)
            after = floor.id if floor and floor.state == "open" else None
            arguments = start.arguments or {}
            fresh = started(self.resident, script.name, arguments, self.now, subject=start.subject, after=after)
            await self.advance(fresh, fresh=True)
            return
        if running.state == "done":
            self.books.log.reopen_summary(running)
        elif running.state == "cancelled":
            running = self.books.log.put_conversation(replace(running, state="open"))
        elif any(answer.state == "given" for answer in self.books.log.answers(running).values()):
            self.tell(_("We go on where you were."))
        await self.advance(running)

    async def _running(self, script: Script, start: Start) -> Conversation | None:
        if start.subject is not None:
            return await self.books.log.about(self.resident, script.name, start.subject)
        here = self.resident.neighbourhood_id
        for one in self.books.log.unfinished(self.resident):
            alike = one.script == script.name and start.asks_for(one.arguments)
            if alike and one.neighbourhood_id == here:
                return one
        return None

    async def run(self, talk: Conversation, newest: str | None = None, *, fresh: bool = False) -> Replay:
        """Replay a conversation up to its open question or its end; NotPermitted when the resident may not (any more).

        Whatever leads to a conversation comes by here: a role can be taken away half-way.
        """
        script = self.scripts.named(talk.script)
        if script is None:
            raise LookupError(f"the script {talk.script} is gone")
        if not await self.may(script.action, talk.neighbourhood_id):
            raise NotPermitted(script.action, talk)
        replay = Replay(self.books, self.resident, talk, self.now, newest, action=script.action, fresh=fresh)
        await replay.run(script)
        return replay

    async def advance(
        self,
        talk: Conversation,
        newest: str | None = None,
        echo: Text = "",
        *,
        fresh: bool = False,
        forward: bool = False,
    ) -> None:
        """Replay, store where it stands now, and show what comes next. `forward`: the newest answer is no change."""
        replay = await self.run(talk, newest, fresh=fresh)
        talk, self.resident = replay.talk, replay.resident
        self.new_commands = self.new_commands or replay.refresh_commands
        if replay.forgotten:
            if self.pressed is not None:
                self.settle(self.pressed)
            self.speak(replay)
        elif replay.open is None:
            await self._finish(talk, replay)
        else:
            self._wait(talk, replay, echo, forward)

    def _wait(self, talk: Conversation, replay: Replay, echo: Text, forward: bool) -> None:
        begun = replay.asked.before is not None and talk.state == "done"
        talk = replace(talk, state=talk.state if begun else "open", touched=self.now)
        self.books.log.put_conversation(talk)
        # At a question that is new after a change, nobody knows yet which answers still come behind it.
        known = forward or isinstance(replay.asked.question, Confirm)
        self._mark_path(replay, whole=known and replay.asked.before is None)
        self._plan_nudge(talk, replay)
        draft = self.draft_of(talk, replay.asked.key)
        self.close_prompts(talk)
        self.take_floor(talk)
        self.speak(replay)
        self._ask(replay, echo, draft)
        if replay.unseen:
            use = {"do": "use", "talk": talk.id, "key": replay.asked.key, "message": None, "seen": True}
            found = personal_in(replay.asked.question, replay.unseen)
            ask_to_leave_out(self, replay.unseen, found, use, "text")

    def take_floor(self, talk: Conversation) -> None:
        """The resident's next message answers this conversation."""
        if self.resident.floor != talk.id:
            self.resident = self.books.people.change(self.resident, floor=talk.id)

    def _ask(self, replay: Replay, echo: Text, draft: Any) -> None:
        spoken = warn_once(self, replay.asked.question) or bool(replay.said)
        drawn = draw(replay, self.translate, draft, echo=echo, place=None if spoken else self.pressed)
        if self.pressed is not None and drawn.show.replace is None:
            self.settle(self.pressed)
        self.pressed = None
        self.put(drawn)

    def _mark_path(self, replay: Replay, *, whole: bool) -> None:
        """Note which answers are on the path. After an unfinished change what lies behind it is left as it was."""
        passed = replay.on_path()
        for key, answer in replay.answers.items():
            on_path = key in passed
            if answer.on_path != on_path and (on_path or whole):
                self.books.log.put_answer(replace(answer, on_path=on_path))

    def _plan_nudge(self, talk: Conversation, replay: Replay) -> None:
        if len(replay.path) == 1 and not replay.correcting:
            self.books.dues.plan(
                "nudge", f"nudge:{talk.id}", self.now + NUDGE_AFTER, {"talk": talk.id}, self.resident.id
            )

    async def conclude(self, talk: Conversation, replay: Replay) -> None:
        """Nothing is open any more, though nobody answered: say what the script says of it now."""
        newest = replay.path[-1].key if replay.path else None
        await self.advance(talk, newest, fresh=newest is None)

    async def _finish(self, talk: Conversation, replay: Replay) -> None:
        if replay.answers and not replay.left:
            self.books.log.put_conversation(replace(talk, state="done", touched=self.now))
            self._mark_path(replay, whole=True)
        self.settle_pressed()
        self.close_prompts(talk)
        self._give_floor_back(talk)
        self.speak(replay)
        await self._go_on(talk, replay)

    def _give_floor_back(self, talk: Conversation) -> None:
        after = self.books.log.conversation(talk.after)
        floor = after.id if after and after.state == "open" else None
        if self.resident.floor == talk.id or (floor is None and self.resident.floor is None):
            self.resident = self.books.people.change(self.resident, floor=floor)

    async def _go_on(self, talk: Conversation, replay: Replay) -> None:
        """What comes after the end: another script, a conversation to revise, or the one that was interrupted."""
        if replay.revise is not None and (earlier := await self.books.log.fetch(replay.revise)):
            self.books.log.reopen_summary(earlier)
            await self.advance(earlier)
        elif replay.next is not None:
            await self.start(replay.next)
        elif not self.said_in_place(replay):
            waiting = self.books.log.conversation(talk.after)
            if waiting is not None and waiting.state == "open":
                await self._take_up(talk, waiting)

    async def _take_up(self, ended: Conversation, waiting: Conversation) -> None:
        try:
            replay = await self.run(waiting)
        except NotPermitted:
            return  # it is told to who comes back to it
        except Exception:
            # What was asked for now is done, and the menu must stay within reach of who is stuck in the other one.
            log.exception("the conversation %d cannot go on", waiting.id)
            return
        script = self.scripts.named(ended.script)
        if script is not None and script.aside:
            await self.advance(waiting)
        else:
            self.offer_to_go_on(waiting, replay.title)

    def offer_to_go_on(self, talk: Conversation, title: Text) -> None:
        """Ask whether to go on with what was not finished."""
        self.offer(
            _("You had not finished this yet: {title}. Shall we go on?", title=title),
            (_("Yes, go on"), {"do": "resume", "talk": talk.id}),
            (_("Not now"), {"do": "later"}),
        )
