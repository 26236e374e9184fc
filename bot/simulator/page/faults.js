/** Telling Telegram to misbehave: how often each thing goes wrong. */
import { h } from "./dom.js";
import { ask, field } from "./forms.js";
import * as server from "./server.js";
import { faultName, say } from "./words.js";

const KINDS = ["too_many", "server_error", "cut_before", "cut_after", "hang", "half", "duplicate"];

function percent(kind, share) {
  const limits = { type: "number", min: 0, max: 100, step: 1, required: true };
  return field(faultName(kind), h("input", { name: kind, ...limits, value: String(Math.round(share * 100)) }));
}

/** Whether anything goes wrong now. */
export async function misbehaves() {
  const now = await server.faults();
  return KINDS.some((kind) => now[kind] > 0);
}

/** Ask how often each thing goes wrong, and have it so. */
export async function askFaults() {
  const now = await server.faults();
  const wanted = await ask(say("faultsTitle"), KINDS.map((kind) => percent(kind, now[kind])), say("faultsSave"));
  if (!wanted) return;
  const shares = Object.fromEntries(KINDS.map((kind) => [kind, Number(wanted[kind]) / 100]));
  await server.misbehave({ ...now, ...shares });
}
