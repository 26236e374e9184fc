/** The page's own words, in Dutch and English. What the bot says comes from the bot. */

const ENGLISH = {
  title: "Try the wijkbot here",
  lede: "Be a resident, then a facilitator, each on their own phone. Nothing leaves this computer.",
  openAs: "Open as {role}",
  addResident: "Add a person",
  pickUp: "Pick up a phone…",
  pickUpLabel: "Phones that are put away",
  phones: "Phones",
  phoneOf: "Phone of {name}",
  putAway: "Put this phone away",
  conversation: "Conversation of {name} with {bot}",
  whoTitle: "Who has this phone?",
  name: "Name",
  language: "Language of the phone",
  openPhone: "Open the phone",
  cancel: "Cancel",
  ok: "OK",
  send: "Send",
  message: "Message",
  start: "START",
  startHint: "What can this bot do? Press START to find out.",
  commands: "Commands",
  noCommands: "The bot has no commands yet.",
  attach: "Send something else",
  more: "More",
  block: "Block the bot",
  unblock: "Unblock the bot",
  openLink: "Open the link: {label}",
  keyboard: "Show or hide the buttons",
  edited: "edited",
  edit: "Change this message",
  editing: "Change your message",
  reply: "Reply",
  replying: "Reply to",
  newest: "Go to the newest message",
  photoDisk: "Photo from this computer",
  photoExample: "An example photo",
  photoAlbum: "Three example photos",
  photo: "Photo",
  photosTitle: "Send photos",
  caption: "Caption",
  place: "Place",
  placeTitle: "Share a place",
  latitude: "Latitude",
  longitude: "Longitude",
  share: "Share",
  contactTitle: "Share your phone number with the bot?",
  sticker: "Sticker",
  voice: "Voice message",
  poll: "Poll",
  contact: "Contact",
  video: "Video",
  forward: "Forwarded message",
  forwardTitle: "Forward a message",
  forwardText: "Words of somebody else",
  forwardExample: "Tomorrow the street is closed for the street party!",
  file: "Download {name}",
  linkTitle: "Open this link of the bot",
  linkHere: "As {name}",
  linkNew: "As somebody new",
  faults: "Let Telegram misbehave",
  faultsOn: "Telegram misbehaves",
  faultsTitle: "What goes wrong, in how many of 100 calls?",
  faultsSave: "From now on",
  fault: {
    too_many: "Too many messages (429)", server_error: "Telegram has a failure (502)",
    cut_before: "Connection cut before the call is done", cut_after: "Connection cut after it",
    hang: "No answer at all", half: "Half an answer", duplicate: "Updates that come twice",
  },
  alone: "The bot does not answer. Is it still running? This page keeps trying.",
  refused: "That did not work: {reason}",
  today: "Today",
  role: {
    resident: "resident", carrier: "carrier", juror: "juror", partner: "partner",
    organiser: "organiser", facilitator: "facilitator", admin: "administrator",
  },
};

const DUTCH = {
  title: "Probeer de wijkbot hier",
  lede: "Wees eerst bewoner en dan begeleider, elk op een eigen telefoon. Niets verlaat deze computer.",
  openAs: "Open als {role}",
  addResident: "Voeg iemand toe",
  pickUp: "Pak een telefoon…",
  pickUpLabel: "Telefoons die zijn weggelegd",
  phones: "Telefoons",
  phoneOf: "Telefoon van {name}",
  putAway: "Leg deze telefoon weg",
  conversation: "Gesprek van {name} met {bot}",
  whoTitle: "Van wie is deze telefoon?",
  name: "Naam",
  language: "Taal van de telefoon",
  openPhone: "Open de telefoon",
  cancel: "Annuleer",
  ok: "OK",
  send: "Verstuur",
  message: "Bericht",
  start: "START",
  startHint: "Wat kan deze bot? Druk op START om het te zien.",
  commands: "Opdrachten",
  noCommands: "De bot heeft nog geen opdrachten.",
  attach: "Stuur iets anders",
  more: "Meer",
  block: "Blokkeer de bot",
  unblock: "Deblokkeer de bot",
  openLink: "Open de link: {label}",
  keyboard: "Toon of verberg de knoppen",
  edited: "bewerkt",
  edit: "Wijzig dit bericht",
  editing: "Wijzig je bericht",
  reply: "Antwoord",
  replying: "Antwoord op",
  newest: "Ga naar het nieuwste bericht",
  photoDisk: "Foto van deze computer",
  photoExample: "Een voorbeeldfoto",
  photoAlbum: "Drie voorbeeldfoto's",
  photo: "Foto",
  photosTitle: "Verstuur foto's",
  caption: "Bijschrift",
  place: "Plek",
  placeTitle: "Deel een plek",
  latitude: "Breedtegraad",
  longitude: "Lengtegraad",
  share: "Deel",
  contactTitle: "Je telefoonnummer delen met de bot?",
  sticker: "Sticker",
  voice: "Spraakbericht",
  poll: "Peiling",
  contact: "Contact",
  video: "Video",
  forward: "Doorgestuurd bericht",
  forwardTitle: "Stuur een bericht door",
  forwardText: "Woorden van iemand anders",
  forwardExample: "Morgen is de straat dicht voor het straatfeest!",
  file: "Download {name}",
  linkTitle: "Open deze link van de bot",
  linkHere: "Als {name}",
  linkNew: "Als iemand nieuw",
  faults: "Laat Telegram haperen",
  faultsOn: "Telegram hapert",
  faultsTitle: "Wat gaat er mis, bij hoeveel van de 100 keer?",
  faultsSave: "Vanaf nu",
  fault: {
    too_many: "Te veel berichten (429)", server_error: "Storing bij Telegram (502)",
    cut_before: "Verbinding weg voordat het gedaan is", cut_after: "Verbinding weg nadat het gedaan is",
    hang: "Helemaal geen antwoord", half: "Een half antwoord", duplicate: "Berichten die twee keer komen",
  },
  alone: "De bot antwoordt niet. Draait hij nog? Deze pagina blijft het proberen.",
  refused: "Dat lukte niet: {reason}",
  today: "Vandaag",
  role: {
    resident: "bewoner", carrier: "drager", juror: "jurylid", partner: "partner",
    organiser: "organisator", facilitator: "begeleider", admin: "beheerder",
  },
};

/** Languages a phone can have, each in its own words. */
export const PHONE_LANGUAGES = {
  nl: "Nederlands", en: "English", ar: "العربية", de: "Deutsch",
  fr: "Français", pl: "Polski", tr: "Türkçe", uk: "Українська",
};

const NAMES = [
  "Fatma", "Kees", "Ria", "Youssef", "Anneke", "Olena", "Bart", "Sevda",
  "Truus", "Mo", "Ineke", "Piotr", "Joke", "Samira", "Henk",
];

/** The language of the page: `?lang=` first, then the browser's. */
export function pageLanguage() {
  const wish = new URLSearchParams(location.search).get("lang") ?? navigator.language ?? "";
  return wish.toLowerCase().startsWith("nl") ? "nl" : "en";
}

/** How the page writes days and times: as people in the Netherlands do, in either language. */
export const pageLocale = () => (pageLanguage() === "nl" ? "nl-NL" : "en-GB");

const WORDS = pageLanguage() === "nl" ? DUTCH : ENGLISH;

/** One text of the page, its {placeholders} filled. */
export function say(key, values = {}) {
  return WORDS[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** What an offer is called: the page's word for a known role, else the server's label. */
export const roleName = (label) => WORDS.role[label] ?? label;

/** What a fault is called. */
export const faultName = (fault) => WORDS.fault[fault];

/** Whether the page has a text of this name. */
export function knows(key) {
  return key in WORDS;
}

/** A name nobody has yet. */
export function proposeName(taken) {
  const free = NAMES.find((name) => !taken.includes(name));
  return free ?? `${NAMES[taken.length % NAMES.length]} ${taken.length + 1}`;
}
