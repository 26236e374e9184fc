/** Small questions of the page itself, each a native dialog: a promise of what was filled in, or null. */
import { button, h } from "./dom.js";
import { PHONE_LANGUAGES, pageLanguage, say } from "./words.js";

// The middle of the country: near the church tower of Utrecht.
const EXAMPLE_PLACE = { latitude: 52.0907, longitude: 5.1214 };

/** A label with what is filled in. */
export function field(label, input) {
  return h("label", { class: "field" }, h("span", {}, label), input);
}

function valuesOf(form) {
  return Object.fromEntries(new FormData(form).entries());
}

/** Show a dialog with fields; `action` is the word on its main button. */
export function ask(title, fields, action) {
  return new Promise((resolve) => {
    const close = () => dialog.close();
    const main = h("button", { class: "main" }, action);
    const buttons = h("div", { class: "actions" }, button(say("cancel"), close), main);
    const form = h("form", { method: "dialog" }, h("h2", {}, title), ...fields, buttons);
    const dialog = h("dialog", { "aria-label": title }, form);
    let answer = null;
    form.addEventListener("submit", () => { answer = valuesOf(form); });
    dialog.addEventListener("close", () => { dialog.remove(); resolve(answer); });
    document.body.append(dialog);
    dialog.showModal();
    form.querySelector("input:not([type=file]), textarea")?.select();
  });
}

/** Who gets a new phone: {name, language}. */
export function askPerson(proposal) {
  const options = Object.entries(PHONE_LANGUAGES).map(([code, name]) => h("option", { value: code }, name));
  const name = h("input", { name: "name", required: true, maxlength: 64, autocomplete: "off", value: proposal });
  const language = h("select", { name: "language" }, ...options);
  language.value = pageLanguage();
  return ask(say("whoTitle"), [field(say("name"), name), field(say("language"), language)], say("openPhone"));
}

function degrees(name, most) {
  const limits = { type: "number", step: "any", min: -most, max: most, required: true };
  return field(say(name), h("input", { name, ...limits, value: EXAMPLE_PLACE[name] }));
}

/** A place on earth: {latitude, longitude} in degrees (WGS 84). */
export async function askPlace() {
  const place = await ask(say("placeTitle"), [degrees("latitude", 90), degrees("longitude", 180)], say("share"));
  return place && { latitude: Number(place.latitude), longitude: Number(place.longitude) };
}

/** Somebody else's words to forward. */
export async function askForward() {
  const words = h("textarea", { name: "text", rows: 3, required: true });
  words.value = say("forwardExample");
  return ask(say("forwardTitle"), [field(say("forwardText"), words)], say("send"));
}

/** The caption that goes with photos: {caption}. */
export async function askCaption(photos) {
  const addresses = photos.map((photo) => URL.createObjectURL(photo));
  const previews = addresses.map((address) => h("img", { src: address, alt: "" }));
  const caption = field(say("caption"), h("input", { name: "caption", maxlength: 1024, autocomplete: "off" }));
  const answer = await ask(say("photosTitle"), [h("div", { class: "previews" }, ...previews), caption], say("send"));
  addresses.forEach((address) => URL.revokeObjectURL(address));
  return answer;
}

/** Photos from this computer, an empty list when nothing is chosen. */
export function pickPhotos() {
  return new Promise((resolve) => {
    const input = h("input", { type: "file", accept: "image/*", multiple: true });
    input.addEventListener("change", () => resolve([...input.files]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}

/** A yes (an object) or no (null) to one question. */
export const askYes = (question) => ask(question, [], say("share"));

/** Who opens a link of the bot: "here", "new" or null. */
export async function askWhoOpens(name) {
  const choice = (value, text) => {
    const input = h("input", { type: "radio", name: "who", value, checked: value === "here" });
    return h("label", { class: "choice" }, input, h("span", {}, text));
  };
  const choices = [choice("here", say("linkHere", { name })), choice("new", say("linkNew"))];
  const answer = await ask(say("linkTitle"), choices, say("ok"));
  return answer?.who ?? null;
}

/** What the bot wants to be noticed: stays until OK. */
export function showAlert(from, text) {
  const close = h("button", { class: "main", autofocus: true }, say("ok"));
  const words = h("p", { dir: "auto" }, text);
  const form = h("form", { method: "dialog" }, h("h2", {}, from), words, h("div", { class: "actions" }, close));
  const dialog = h("dialog", { role: "alertdialog", "aria-label": from }, form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
