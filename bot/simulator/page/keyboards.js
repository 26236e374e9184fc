/** The buttons of the bot: under a message, and under the place where one types. */
import { h } from "./dom.js";
import { askPlace, askYes } from "./forms.js";
import { say } from "./words.js";

function callbackButton(key, click, spot) {
  const busily = async (event) => {
    const pressed = event.currentTarget;
    pressed.setAttribute("aria-busy", "true");
    await click();
    pressed.removeAttribute("aria-busy");
  };
  return h("button", { type: "button", class: "key", dir: "auto", "data-spot": spot, on: { click: busily } }, key.text);
}

function urlButton(key, hands, spot) {
  const payload = hands.payloadOf(key.url);
  const look = { class: "key", dir: "auto", "data-spot": spot };
  if (payload !== null) return callbackButton(key, () => hands.openLink(payload), spot);
  if (!/^(https?|tg):/i.test(key.url)) return h("span", look, key.text);
  return h("a", { ...look, href: key.url, target: "_blank", rel: "noopener noreferrer" }, `${key.text} ↗`);
}

function inlineButton(message, key, row, column, hands) {
  const spot = `${row}-${column}`;
  if (key.url) return urlButton(key, hands, spot);
  return callbackButton(key, () => hands.act("tap", { message_id: message.id, row, column }), spot);
}

function rows(keys, make) {
  return keys.map((keyRow, row) => h("div", { class: "row" }, ...keyRow.map((key, column) => make(key, row, column))));
}

/** The buttons under one message, or null. */
export function inlineKeyboard(message, hands) {
  if (!message.keyboard?.length) return null;
  const made = rows(message.keyboard, (key, row, column) => inlineButton(message, key, row, column, hands));
  return h("div", { class: "inline-keyboard" }, ...made);
}

async function answerOf(key) {
  if (key.request_location) return askPlace();
  if (key.request_contact) return askYes(say("contactTitle"));
  return {};
}

/** The reply keyboard's rows; `pressed` is called after a button was sent. */
export function replyKeyboard(keyboard, hands, pressed) {
  const press = async (key, row, column) => {
    const answer = await answerOf(key);
    if (answer && await hands.act("tap_reply", { row, column, ...answer })) pressed();
  };
  const make = (key, row, column) => callbackButton(key, () => press(key, row, column), `${row}-${column}`);
  return rows(keyboard.rows, make);
}
