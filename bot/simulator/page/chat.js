/** The desk on which the phones lie: the welcome, the doors to open, the tabs of a narrow screen. */
import { button, h, icon } from "./dom.js";
import { askFaults, misbehaves } from "./faults.js";
import { askPerson } from "./forms.js";
import { Phone } from "./phone.js";
import * as server from "./server.js";
import { pageLanguage, proposeName, roleName, say } from "./words.js";

const OPEN_KEY = "wijkbot-open-phones";
const MOST_AT_FIRST = 4;

const at = (id) => document.getElementById(id);

class Desk {
  constructor() {
    this.phones = [];
    this.people = [];
    this.links = [];
    this.current = null;
    this.entering = false;
    this.faulty = false;
  }

  async open() {
    this.faulty = await misbehaves();
    await this.refresh();
    this.remembered().forEach((person) => this.lay(person));
    this.drawDoors();
    this.drawTabs();
  }

  /** Ask the server again who has a phone and which links are on offer. */
  async refresh() {
    const before = JSON.stringify([this.people, this.links]);
    [this.people, this.links] = await Promise.all([server.people(), server.offers()]);
    if (JSON.stringify([this.people, this.links]) !== before) this.drawDoors();
  }

  /** The payload of an offer as it is now: a link that works once is renewed after it is used. */
  async payloadOf(label) {
    await this.refresh();
    return this.links.find((link) => link.label === label)?.payload ?? "";
  }

  remembered() {
    const ids = JSON.parse(localStorage.getItem(OPEN_KEY) ?? "null");
    if (ids) return this.people.filter((person) => ids.includes(person.id));
    return this.people.slice(0, MOST_AT_FIRST);
  }

  remember() {
    localStorage.setItem(OPEN_KEY, JSON.stringify(this.phones.map((phone) => phone.person.id)));
  }

  /** A phone for somebody new; with a payload it presses START of that link at once. */
  async openNew(payload) {
    const answer = await askPerson(proposeName(this.people.map((person) => person.name)));
    if (!answer) return;
    const person = await server.addPerson(answer.name, answer.language);
    this.people.push({ name: answer.name, ...person });
    const phone = this.bring(this.people.at(-1));
    // Not waited for: the other doors open while the bot is still being reached.
    if (payload !== undefined) phone.start(payload);
  }

  /** Lay a person's phone on the desk and look at it. */
  bring(person) {
    const phone = this.lay(person);
    this.drawDoors();
    this.look(phone);
    return phone;
  }

  lay(person) {
    const phone = new Phone(person, this);
    this.phones.push(phone);
    at("phones").append(phone.element);
    phone.turnOn();
    this.current ??= phone;
    this.remember();
    return phone;
  }

  putAway(phone) {
    phone.turnOff();
    this.phones = this.phones.filter((other) => other !== phone);
    if (this.current === phone) this.current = this.phones[0] ?? null;
    this.remember();
    this.drawDoors();
    this.drawTabs();
    at("phones").focus();
  }

  look(phone) {
    this.current = phone;
    this.drawTabs();
    phone.element.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
    phone.takeFocus();
  }

  drawDoors() {
    const open = async (label) => this.openNew(await this.payloadOf(label));
    const offer = ({ label }) => this.door(say("openAs", { role: roleName(label) }), "house", () => open(label));
    const doors = this.links.map(offer);
    const add = this.door(say("addResident"), "plus", () => this.openNew());
    const faults = this.door(say(this.faulty ? "faultsOn" : "faults"), "bolt", () => this.spoil());
    at("doors").replaceChildren(...doors, add, faults, ...this.drawer());
    document.body.classList.toggle("busy", this.phones.length > 0);
  }

  /** Have Telegram misbehave, or behave again. */
  async spoil() {
    await askFaults();
    this.faulty = await misbehaves();
    this.drawDoors();
  }

  door(text, drawing, click) {
    const made = button(text, () => this.enter(click), { class: "door" });
    made.prepend(icon(drawing));
    return made;
  }

  /** One door at a time, so that a double click makes one phone. */
  async enter(through) {
    if (this.entering) return;
    this.entering = true;
    await through().then(() => tellAway(false), () => tellAway(true));
    this.entering = false;
  }

  /** The phones that are put away, if there are any. */
  drawer() {
    const away = this.people.filter((person) => !this.phones.some((phone) => phone.person.id === person.id));
    if (away.length === 0) return [];
    const options = away.map((person) => h("option", { value: person.id }, person.name));
    const first = h("option", { value: "" }, say("pickUp"));
    const change = (event) => this.bring(away.find((person) => String(person.id) === event.target.value));
    return [h("select", { class: "door", "aria-label": say("pickUpLabel"), on: { change } }, first, ...options)];
  }

  drawTabs() {
    const here = (phone) => ({ "aria-current": String(phone === this.current) });
    const tab = (phone) => button(phone.person.name, () => this.look(phone), here(phone));
    at("tabs").replaceChildren(...this.phones.map(tab));
    at("tabs").hidden = this.phones.length === 0;
    this.phones.forEach((phone) => phone.element.classList.toggle("current", phone === this.current));
  }
}

function tellAway(away) {
  at("lede").textContent = say(away ? "alone" : "lede");
}

function translatePage() {
  document.documentElement.lang = pageLanguage();
  document.title = say("title");
  at("title").textContent = say("title");
  tellAway(false);
  at("tabs").setAttribute("aria-label", say("phones"));
  at("phones").setAttribute("aria-label", say("phones"));
}

async function begin() {
  try {
    await new Desk().open();
    tellAway(false);
  } catch (error) {
    console.warn(error);
    tellAway(true);
    setTimeout(begin, 2000);
  }
}

translatePage();
begin();
