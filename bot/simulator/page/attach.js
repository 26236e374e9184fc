/** What else one can send than text, to see what the bot does with it. */
import { askCaption, askForward, askPlace, pickPhotos } from "./forms.js";
import { examplePhoto } from "./picture.js";
import { say } from "./words.js";

async function sendPhotos(photos, hands) {
  if (photos.length === 0) return;
  const answer = await askCaption(photos);
  if (answer) await hands.sendPhotos(photos, answer.caption);
}

const examples = (count) => Promise.all(Array.from({ length: count }, (_, index) => examplePhoto(index + 1)));

async function sendPlace(hands) {
  const place = await askPlace();
  if (place) await hands.act("location", place);
}

async function sendForward(hands) {
  const answer = await askForward();
  if (answer) await hands.act("forward", answer);
}

/** The items of the attach menu. */
export function attachments(hands) {
  return [
    { icon: "photo", text: say("photoDisk"), run: async () => sendPhotos(await pickPhotos(), hands) },
    { icon: "photo", text: say("photoExample"), run: async () => sendPhotos(await examples(1), hands) },
    { icon: "photo", text: say("photoAlbum"), run: async () => sendPhotos(await examples(3), hands) },
    { icon: "pin", text: say("place"), run: () => sendPlace(hands) },
    { icon: "sticker", text: say("sticker"), run: () => hands.act("sticker") },
    { icon: "voice", text: say("voice"), run: () => hands.act("voice") },
    { icon: "forward", text: say("forward"), run: () => sendForward(hands) },
    { icon: "poll", text: say("poll"), run: () => hands.act("poll") },
  ];
}
