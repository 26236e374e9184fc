/** Keeping one phone up to date. */
import { chat } from "./server.js";

// A browser keeps at most six connections to one host; waiting answers may not take them all.
const MOST_WAITING = 4;
const PAUSE_MS = 1000;
const TROUBLE_PAUSE_MS = 2000;

let following = 0;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function look(person, version, signal) {
  if (version !== undefined && following > MOST_WAITING) {
    await pause(PAUSE_MS);
    return chat(person, undefined, signal);
  }
  return chat(person, version, signal);
}

async function step(person, version, { signal, show, trouble, gone }) {
  try {
    const seen = await look(person, version, signal);
    trouble(false);
    if (seen && seen.version !== version) show(seen);
    return seen ? seen.version : version;
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error.status === 404) return gone();
    console.warn(error);
    trouble(true);
    await pause(TROUBLE_PAUSE_MS);
    return undefined;
  }
}

/**
 * Call `show` with every new state of a person's chat until the signal says stop; `trouble(true)` while the server is
 * away, `gone()` when it does not know this person (any more).
 */
export async function follow(person, eyes) {
  following += 1;
  let version;
  while (!eyes.signal.aborted) version = await step(person, version, eyes);
  following -= 1;
}
