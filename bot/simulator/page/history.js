/** The list of messages: only what changed is built again, so focus and place are kept. */
import { h, iconButton } from "./dom.js";
import { bubble, momentOf } from "./messages.js";
import { pageLocale, say } from "./words.js";

const DAY = new Intl.DateTimeFormat(pageLocale(), { weekday: "long", day: "numeric", month: "long" });
const NEAR_END = 80;

function dayOf(message) {
  const day = momentOf(message).toDateString();
  return day === new Date().toDateString() ? say("today") : DAY.format(momentOf(message));
}

function itemOf(message, byId) {
  const quoted = message.reply_to ? byId.get(message.reply_to) : undefined;
  return { key: `message-${message.id}`, messages: [message], quoted, album: message.media_group };
}

/** Messages as what is drawn: days, bubbles, and albums gathered in one bubble. */
function arrange(messages) {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const items = [];
  let day = "";
  for (const message of messages) {
    const today = dayOf(message);
    if (today !== day) items.push({ key: `day-${today}`, day: today });
    day = today;
    const last = items.at(-1);
    if (message.media_group && last.album === message.media_group) last.messages.push(message);
    else items.push(itemOf(message, byId));
  }
  return items;
}

function draw(item, hands) {
  return item.day ? h("div", { class: "day" }, item.day) : bubble(item, hands);
}

function spotOfFocus(element) {
  return element.contains(document.activeElement) ? document.activeElement.dataset.spot ?? "" : null;
}

export class History {
  constructor(hands, label) {
    this.hands = hands;
    this.drawn = new Map();
    this.list = h("div", { class: "messages", role: "log", "aria-live": "polite", "aria-label": label, tabindex: 0 });
    this.down = iconButton("down", say("newest"), () => this.toEnd(), { class: "icon-button down", hidden: true });
    this.element = h("div", { class: "history" }, this.list, this.down);
    this.list.addEventListener("load", () => this.stay(), true);
    new ResizeObserver(() => this.stay()).observe(this.list);
    this.list.addEventListener("scroll", () => this.scrolled());
    this.following = true;
    this.size = "";
  }

  show(messages) {
    const following = this.following || messages.at(-1)?.from === "me";
    const items = arrange(messages);
    this.forget(new Set(items.map((item) => item.key)));
    items.forEach((item, place) => this.place(this.elementOf(item), place));
    if (following) this.toEnd();
  }

  atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END;
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.following = true;
    this.down.hidden = true;
  }

  /** Only a person's scrolling leaves the end; a list that grew or shrank meanwhile says nothing of that. */
  scrolled() {
    const size = `${this.list.clientHeight}/${this.list.scrollHeight}`;
    if (size === this.size) this.following = this.atEnd();
    this.size = size;
    this.down.hidden = this.following;
  }

  /** Photos arrive after their message, and keyboards take room: stay at the end if that is where one was. */
  stay() {
    if (this.following) this.toEnd();
  }

  forget(keys) {
    for (const [key, { element }] of this.drawn) {
      if (keys.has(key)) continue;
      element.remove();
      this.drawn.delete(key);
    }
  }

  elementOf(item) {
    const print = JSON.stringify(item);
    const old = this.drawn.get(item.key);
    if (old?.print === print) return old.element;
    const element = draw(item, this.hands);
    this.drawn.set(item.key, { print, element });
    if (old) this.replace(old.element, element);
    return element;
  }

  replace(old, element) {
    const spot = spotOfFocus(old);
    old.replaceWith(element);
    if (spot === null) return;
    const heir = spot && element.querySelector(`[data-spot="${spot}"]`);
    (heir || this.list).focus({ preventScroll: true });
  }

  place(element, place) {
    const there = this.list.children[place];
    if (there !== element) this.list.insertBefore(element, there ?? null);
  }
}
