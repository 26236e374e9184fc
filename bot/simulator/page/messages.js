/** One message (or album) as a bubble. */
import { h, icon, iconButton } from "./dom.js";
import { inlineKeyboard } from "./keyboards.js";
import { rich } from "./rich.js";
import { knows, pageLocale, say } from "./words.js";

const TIME = new Intl.DateTimeFormat(pageLocale(), { hour: "2-digit", minute: "2-digit" });
const QUOTE_LENGTH = 80;
const KIND_ICONS = { sticker: "sticker", voice: "voice", poll: "poll", forward: "forward" };

/** The moment of a message: seconds since 1970 or an ISO time. */
export function momentOf(message) {
  return new Date(typeof message.date === "number" ? message.date * 1000 : message.date);
}

function brief(message) {
  const words = message.text || (message.photo ? say("photo") : message.document?.name ?? say("message"));
  return words.length > QUOTE_LENGTH ? `${words.slice(0, QUOTE_LENGTH)}…` : words;
}

/** The few words by which a message is recognised, in a reply or above the typing field. */
export function quote(message) {
  return h("div", { class: "quote", dir: "auto" }, brief(message));
}

function photos(messages) {
  const shown = messages.filter((message) => message.photo);
  if (shown.length === 0) return null;
  const images = shown.map((message) => h("img", { src: message.photo, alt: message.text || say("photo") }));
  return h("div", { class: `photos of-${Math.min(images.length, 4)}` }, ...images);
}

function documentLink(file) {
  if (!file) return null;
  const label = say("file", { name: file.name });
  const name = h("span", { class: "words" }, file.name);
  return h("a", { class: "document", href: file.url, download: file.name, "aria-label": label }, icon("file"), name);
}

function placeCard(place) {
  if (!place) return null;
  const coordinates = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;
  const title = h("strong", { dir: "auto" }, place.title ?? say("place"));
  const words = h("span", { class: "words" }, title, place.address ?? null, h("span", {}, coordinates));
  return h("div", { class: "place" }, icon("pin"), words);
}

function kindMark(kind) {
  if (!kind || !knows(kind) || ["photo", "place", "message"].includes(kind)) return null;
  return h("div", { class: "kind" }, icon(KIND_ICONS[kind] ?? "file"), h("span", {}, say(kind)));
}

function words(message, hands) {
  if (!message.text) return null;
  return h("div", { class: "text", dir: "auto" }, ...rich(message.text, message.entities, hands));
}

function foot(message) {
  const moment = momentOf(message);
  const time = h("time", { datetime: moment.toISOString() }, TIME.format(moment));
  return h("div", { class: "foot" }, message.edited && h("span", {}, say("edited")), time);
}

function tools(message, hands) {
  const own = message.from === "me" && message.text && !message.kind;
  const pencil = own && iconButton("pencil", say("edit"), () => hands.edit(message), { class: "tool" });
  const answer = iconButton("reply", say("reply"), () => hands.replyTo(message), { class: "tool" });
  return h("div", { class: "tools" }, pencil, answer);
}

/** One bubble with its buttons; an album is several messages in one bubble. */
export function bubble({ messages, quoted }, hands) {
  const first = messages[0];
  const spoken = messages.find((message) => message.text) ?? first;
  const media = [photos(messages), ...messages.map((one) => documentLink(one.document)), placeCard(first.location)];
  const inside = [quoted && quote(quoted), kindMark(first.kind), ...media, words(spoken, hands), foot(messages.at(-1))];
  const body = h("div", { class: "bubble" }, ...inside);
  const line = h("div", { class: "line" }, body, tools(spoken, hands));
  return h("article", { class: `message from-${first.from}`, "data-id": first.id }, line, inlineKeyboard(first, hands));
}
