/** Formatted text: Telegram's entities (offsets in UTF-16 units, as JavaScript counts) to elements. */
import { h } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

// A bot may write any address; a script is not one.
const ADDRESS = /^(https?|mailto|tel|tg):/i;

function outside(url, label) {
  if (!ADDRESS.test(url)) return h("span", {}, label);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);
}

/** A button that flows with the text around it. */
function pressable(look, children, press) {
  const key = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press(event);
  };
  return h("span", { class: look, role: "button", tabindex: 0, on: { click: press, keydown: key } }, children);
}

function link(url, label, hands) {
  const payload = hands.payloadOf(url);
  if (payload === null) return outside(url, label);
  return pressable("link", label, () => hands.openLink(payload));
}

const command = (text, hands) => pressable("link", text, () => hands.say(text));

const spoiler = (children) => pressable("spoiler", children, (event) => event.currentTarget.classList.add("shown"));

function wrap(entity, inside, children, hands) {
  if (entity.type === "text_link") return link(entity.url, children, hands);
  if (entity.type === "url") return link(inside.includes("://") ? inside : `https://${inside}`, children, hands);
  if (entity.type === "email") return outside(`mailto:${inside}`, children);
  if (entity.type === "bot_command") return command(inside, hands);
  if (entity.type === "spoiler") return spoiler(children);
  const tag = TAGS[entity.type];
  return tag ? h(tag, {}, ...children) : h("span", {}, ...children);
}

const leaf = (text) => (text === "" ? [] : [text]);

function build(text, start, end, entities, hands) {
  const parts = [];
  let at = start;
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    const stop = Math.min(entity.offset + entity.length, end);
    parts.push(...leaf(text.slice(at, entity.offset)));
    const children = build(text, entity.offset, stop, entities, hands);
    parts.push(wrap(entity, text.slice(entity.offset, stop), children, hands));
    at = stop;
  }
  return [...parts, ...leaf(text.slice(at, end))];
}

/** The children that show a message's text; `hands` are what its links do (payloadOf, openLink, say). */
export function rich(text, entities, hands) {
  const ordered = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, ordered, hands);
}
