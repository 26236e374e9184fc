/** A button that opens a list of things to do, above the place where one types. */
import { h, icon, iconButton } from "./dom.js";

const ATTENTION = ["pointerdown", "focusin"];
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function row(item, done) {
  const click = () => { done(); item.run(); };
  const hint = item.hint && h("span", { class: "hint", dir: "auto" }, item.hint);
  const words = h("span", { class: "words" }, h("span", {}, item.text), hint);
  return h("button", { type: "button", class: "item", on: { click } }, item.icon && icon(item.icon), words);
}

export class Panel {
  /** `items` is asked for at each opening: [{text, run, hint?, icon?}]. */
  constructor(drawing, label, items) {
    this.items = items;
    this.element = h("div", { class: "panel", role: "group", "aria-label": label, hidden: true });
    this.button = iconButton(drawing, label, () => this.toggle(), { "aria-expanded": "false" });
    this.element.addEventListener("keydown", (event) => this.move(event));
    this.elsewhere = (event) => this.leave(event.target);
  }

  /** Show the items whose text begins with `start`, without taking the focus. */
  open(start = "") {
    const fitting = this.items().filter((item) => item.text.startsWith(start));
    this.element.replaceChildren(...fitting.map((item) => row(item, () => this.close())));
    this.element.hidden = fitting.length === 0;
    this.button.setAttribute("aria-expanded", String(!this.element.hidden));
    ATTENTION.forEach((type) => document.addEventListener(type, this.elsewhere));
  }

  close() {
    ATTENTION.forEach((type) => document.removeEventListener(type, this.elsewhere));
    this.element.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  toggle() {
    if (!this.element.hidden) return this.close();
    this.open();
    return this.enter();
  }

  enter() {
    this.element.querySelector("button")?.focus();
  }

  /** Close when attention goes elsewhere, but not to the field beside it that filters the list. */
  leave(target) {
    if (this.element.hidden || this.element.contains(target) || this.button.contains(target)) return;
    if (!(target instanceof Element) || !target.closest(".composer")?.contains(this.element)) this.close();
  }

  move(event) {
    if (event.key === "Escape") {
      this.close();
      this.button.focus();
    }
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    const rows = [...this.element.children];
    rows.at((rows.indexOf(document.activeElement) + STEPS[event.key]) % rows.length).focus();
  }
}
