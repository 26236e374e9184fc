/** Where one types: text, commands, attachments, replies and corrections, and the bot's reply keyboard. */
import { attachments } from "./attach.js";
import { button, h, iconButton } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { quote } from "./messages.js";
import { Panel } from "./panel.js";
import { say } from "./words.js";

const TALLEST_PX = 140;

export class Composer {
  constructor(hands) {
    this.hands = hands;
    this.chat = { commands: [] };
    this.focus = null;
    this.commands = new Panel("menu", say("commands"), () => this.commandItems());
    this.attach = new Panel("clip", say("attach"), () => attachments(hands));
    this.field = h("textarea", { rows: 1, "aria-label": say("message"), placeholder: say("message"), dir: "auto" });
    this.keys = h("div", { class: "reply-keyboard", hidden: true });
    this.toggle = iconButton("keys", say("keyboard"), () => this.showKeys(this.keys.hidden), { hidden: true });
    this.about = h("div", { class: "about", hidden: true });
    this.typing = this.typingRow();
    this.big = h("div", { class: "big", hidden: true });
    const panels = [this.commands.element, this.attach.element];
    this.element = h("div", { class: "composer" }, ...panels, this.about, this.typing, this.keys, this.big);
    this.listen();
  }

  typingRow() {
    const send = iconButton("send", say("send"), () => {}, { type: "submit", class: "icon-button send" });
    const parts = [this.commands.button, this.field, this.toggle, this.attach.button, send];
    return h("form", { class: "typing", hidden: true }, ...parts);
  }

  listen() {
    this.typing.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    this.field.addEventListener("input", () => { this.grow(); this.suggest(); });
    this.field.addEventListener("keydown", (event) => this.key(event));
  }

  commandItems() {
    const known = this.chat.commands.map(({ command, description }) => (
      { text: `/${command}`, hint: description, run: () => this.hands.say(`/${command}`) }
    ));
    return known.length ? known : [{ text: say("noCommands"), run: () => {} }];
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") {
      this.commands.close();
      this.forgetFocus();
    } else if (event.key === "ArrowUp" && !this.commands.element.hidden) {
      event.preventDefault();
      this.commands.enter();
    }
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, TALLEST_PX)}px`;
  }

  suggest() {
    const typed = this.field.value;
    if (/^\/\w*$/.test(typed)) this.commands.open(typed);
    else this.commands.close();
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    this.commands.close();
    if (await this.deliver(text)) {
      this.field.value = "";
      this.forgetFocus();
      this.grow();
    }
  }

  deliver(text) {
    const { way, message } = this.focus ?? {};
    if (way === "edit") return this.hands.act("edit", { message_id: message.id, text });
    return this.hands.act("say", way === "reply" ? { text, reply_to: message.id } : { text });
  }

  /** Answer one message. */
  replyTo(message) {
    this.attend("reply", say("replying"), message);
  }

  /** Change an own message. */
  edit(message) {
    this.field.value = message.text;
    this.attend("edit", say("editing"), message);
    this.grow();
  }

  attend(way, title, message) {
    this.focus = { way, message };
    const words = h("div", { class: "words" }, h("strong", {}, title), quote(message));
    this.about.replaceChildren(words, iconButton("close", say("cancel"), () => this.forgetFocus(true)));
    this.about.hidden = false;
    this.field.focus();
  }

  forgetFocus(clear = this.focus?.way === "edit") {
    if (this.focus && clear) this.field.value = "";
    this.focus = null;
    this.about.hidden = true;
  }

  /** What the server says is in force: commands, reply keyboard, empty or blocked chat. */
  show(chat) {
    const before = JSON.stringify(this.chat.reply_keyboard);
    this.chat = chat;
    this.showBig(chat);
    this.field.placeholder = chat.reply_keyboard?.placeholder || say("message");
    if (JSON.stringify(chat.reply_keyboard) !== before) this.drawKeys(chat.reply_keyboard);
  }

  showBig(chat) {
    const empty = chat.messages.length === 0;
    this.typing.hidden = empty || chat.blocked;
    this.big.hidden = !this.typing.hidden;
    this.element.classList.toggle("quiet", this.typing.hidden);
    if (this.big.hidden) return;
    const unblock = button(say("unblock"), () => this.hands.act("unblock"), { class: "main" });
    const start = button(say("start"), () => this.hands.act("start", { payload: "" }), { class: "main" });
    this.big.replaceChildren(chat.blocked ? unblock : start);
  }

  drawKeys(keyboard) {
    const pressed = () => this.showKeys(!keyboard.one_time);
    this.keys.replaceChildren(...(keyboard ? replyKeyboard(keyboard, this.hands, pressed) : []));
    this.keys.classList.toggle("tall", keyboard?.resize === false);
    this.toggle.hidden = !keyboard;
    this.showKeys(Boolean(keyboard));
  }

  showKeys(visible) {
    this.keys.hidden = !visible;
    this.toggle.setAttribute("aria-expanded", String(visible));
  }
}
