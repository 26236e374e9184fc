/** One person's phone: the chat with the bot as that person sees it. */
import { Composer } from "./composer.js";
import { h, icon, iconButton } from "./dom.js";
import { follow } from "./follow.js";
import { askWhoOpens, showAlert } from "./forms.js";
import { History } from "./history.js";
import { Panel } from "./panel.js";
import * as server from "./server.js";
import { roleName, say } from "./words.js";

const TOAST_MS = 5000;
const COLOURS = 6;

export class Phone {
  /** `desk` is what lies around the phones: links, payloadOf(label), openNew(payload), putAway(phone), refresh(). */
  constructor(person, desk) {
    this.person = person;
    this.desk = desk;
    this.stop = new AbortController();
    this.toastSeen = undefined;
    this.bot = { name: "wijkbot", username: "" };
    this.history = new History(this.hands(), say("conversation", { name: person.name, bot: this.bot.name }));
    this.composer = new Composer(this.hands());
    this.more = new Panel("dots", say("more"), () => this.moreItems());
    this.notice = h("div", { class: "notice", role: "status", hidden: true });
    this.away = h("div", { class: "away", role: "alert", hidden: true }, say("alone"));
    this.hint = h("p", { class: "hint-card", hidden: true }, say("startHint"));
    this.botName = h("strong", {}, this.bot.name);
    this.element = this.build();
  }

  build() {
    const parts = [this.head(), this.away, this.history.element, this.hint, this.notice, this.composer.element];
    const screen = h("div", { class: "screen" }, ...parts);
    return h("section", { class: "phone", "aria-label": say("phoneOf", this.person) }, this.owner(), screen);
  }

  owner() {
    const { name, id } = this.person;
    const dot = h("span", { class: `dot colour-${id % COLOURS}`, "aria-hidden": "true" }, [...name][0]);
    const close = iconButton("close", say("putAway"), () => this.desk.putAway(this));
    return h("h2", { class: "owner" }, dot, h("span", { class: "name", dir: "auto" }, name), close);
  }

  head() {
    const face = h("span", { class: "dot bot", "aria-hidden": "true" }, icon("house"));
    const title = h("div", { class: "words" }, this.botName, h("span", {}, "bot"));
    return h("div", { class: "head" }, face, title, this.more.button, this.more.element);
  }

  /** What the parts of a phone can do. */
  hands() {
    return {
      act: (deed, body) => this.perform(server.act(this.person.id, deed, body)),
      sendPhotos: (photos, caption) => this.perform(server.sendPhotos(this.person.id, photos, caption)),
      say: (text) => this.perform(server.act(this.person.id, "say", { text })),
      replyTo: (message) => this.composer.replyTo(message),
      edit: (message) => this.composer.edit(message),
      payloadOf: (url) => this.payloadOf(url),
      openLink: (payload) => this.openLink(payload),
    };
  }

  /** Keep showing what the server says until the phone is put away. */
  turnOn() {
    const show = (chat) => this.show(chat);
    const trouble = (away) => this.showTrouble(away);
    const gone = () => this.vanish();
    return follow(this.person.id, { signal: this.stop.signal, show, trouble, gone });
  }

  /** The server does not know this person any more. */
  vanish() {
    this.desk.putAway(this);
    return this.desk.refresh();
  }

  turnOff() {
    this.stop.abort();
    this.element.remove();
  }

  takeFocus() {
    this.history.list.focus({ preventScroll: true });
  }

  /** Open the bot by a link with this payload, as Telegram's START does. */
  start(payload) {
    return this.perform(server.act(this.person.id, "start", { payload }));
  }

  /** A server that came back may be another one, with other links. */
  showTrouble(away) {
    if (!away && !this.away.hidden) this.desk.refresh();
    this.away.hidden = !away;
  }

  async startOffer(label) {
    await this.start(await this.desk.payloadOf(label));
  }

  show(chat) {
    this.bot = chat.bot;
    this.chat = chat;
    this.botName.textContent = chat.bot.name;
    this.history.list.setAttribute("aria-label", say("conversation", { name: this.person.name, bot: chat.bot.name }));
    this.hint.hidden = chat.messages.length > 0;
    this.history.show(chat.messages);
    this.composer.show(chat);
    this.showToast(chat.toast);
  }

  /** A toast that was there before the page opened is old news. */
  showToast(toast) {
    const seen = this.toastSeen;
    this.toastSeen = toast?.id ?? null;
    if (!toast?.text || seen === undefined || seen === toast.id) return;
    if (toast.alert) showAlert(this.bot.name, toast.text);
    else this.tell(toast.text);
  }

  tell(text) {
    clearTimeout(this.noticeEnd);
    this.notice.replaceChildren(h("span", { dir: "auto" }, text));
    this.notice.hidden = false;
    this.noticeEnd = setTimeout(() => { this.notice.hidden = true; }, TOAST_MS);
  }

  /** Whether the deed was done; a refusal is told on this phone. */
  async perform(deed) {
    try {
      await deed;
      return true;
    } catch (error) {
      this.tell(say("refused", { reason: error.message }));
      return false;
    }
  }

  /** The payload of a link to this very bot, else null. */
  payloadOf(url) {
    const match = /^(?:https?:\/\/)?(?:t|telegram)\.me\/(\w+)\/?(?:\?start=([\w-]*))?$/.exec(url);
    return match && match[1].toLowerCase() === this.bot.username.toLowerCase() ? match[2] ?? "" : null;
  }

  async openLink(payload) {
    const who = await askWhoOpens(this.person.name);
    if (who === "here") await this.start(payload);
    if (who === "new") await this.desk.openNew(payload);
  }

  moreItems() {
    const links = this.desk.links.map(({ label }) => (
      { icon: "forward", text: say("openLink", { label: roleName(label) }), run: () => this.startOffer(label) }
    ));
    const deed = this.chat?.blocked ? "unblock" : "block";
    const block = { icon: "block", text: say(deed), run: () => this.hands().act(deed) };
    return [...links, block, { icon: "close", text: say("putAway"), run: () => this.desk.putAway(this) }];
  }
}
