/** Building elements: text is always set as text, so nothing a person types becomes markup. */

function setProperty(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "on") Object.entries(value).forEach(([type, listener]) => element.addEventListener(type, listener));
  else if (name === "class") element.className = value;
  else if (name === "value") element.value = value;
  else element.setAttribute(name, value === true ? "" : value);
}

/** An element with attributes, listeners (`on`) and children (strings, elements, empty ones left out). */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  Object.entries(properties).forEach(([name, value]) => setProperty(element, name, value));
  return element;
}

const ICONS = {
  menu: "M4 6h16M4 12h16M4 18h16",
  clip: "M20 11.5 11.8 19.7a5 5 0 0 1-7-7L13 4.5a3.3 3.3 0 0 1 4.7 4.7L9.5 17.4a1.7 1.7 0 0 1-2.4-2.4L14.5 7.6",
  send: "M4 4.5 21 12 4 19.5 6.5 12ZM6.5 12H13",
  pencil: "M4 20l1-4.5L16.5 4a2.1 2.1 0 0 1 3 3L8.5 19zM14.5 6l3.5 3.5",
  reply: "M10 6 4 12l6 6M4 12h9a7 7 0 0 1 7 7",
  close: "M6 6l12 12M18 6 6 18",
  dots: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  keys: "M3 6h18v12H3zM7 10h.01M12 10h.01M17 10h.01M8 14.5h8",
  down: "M12 5v14M5.5 12.5 12 19l6.5-6.5",
  pin: "M12 21s-7-6.3-7-11.5a7 7 0 0 1 14 0C19 14.7 12 21 12 21zM12 12.2a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  file: "M6 3h8l5 5v13H6zM14 3v5h5M9 13h6M9 17h6",
  photo: "M3 6h18v13H3zM3 16l5-5 5 5 3-3 5 5M16 10h.01",
  sticker: "M12 3a9 9 0 1 0 9 9M12 3c0 6 3 9 9 9M8.5 14.5a4 4 0 0 0 6 0M9 10h.01",
  voice: "M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  forward: "M14 6l6 6-6 6M20 12h-9a7 7 0 0 0-7 7",
  poll: "M5 20V10M12 20V4M19 20v-7",
  plus: "M12 5v14M5 12h14",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.6 5.6l12.8 12.8",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  house: "M3.5 11.5 12 4l8.5 7.5M6 10v10h4.5v-6h3v6H18V10",
};

/** A line drawing of one of ICONS, hidden from screen readers. */
export function icon(name) {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  line.setAttribute("d", ICONS[name] ?? ICONS.file);
  picture.append(line);
  return picture;
}

/** A button that shows only a drawing; `label` is its name for everybody else. */
export function iconButton(name, label, click, properties = {}) {
  const look = { type: "button", class: "icon-button", title: label, "aria-label": label, ...properties };
  return h("button", { ...look, on: { click } }, icon(name));
}

/** A plain text button. */
export function button(text, click, properties = {}) {
  return h("button", { type: "button", ...properties, on: { click } }, text);
}
