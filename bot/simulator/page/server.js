/** Speaking with the simulator: JSON in, JSON out; a refusal becomes an Error with the server's reason and status. */

async function reasonOf(response) {
  const body = await response.json().catch(() => ({}));
  return body.error ?? body.description ?? `HTTP ${response.status}`;
}

async function call(path, options = {}) {
  const response = await fetch(path, options);
  if (!response.ok) throw Object.assign(new Error(await reasonOf(response)), { status: response.status });
  return response.status === 204 ? null : response.json();
}

function post(path, body = {}) {
  return call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Everybody who has a phone. */
export const people = () => call("/people");

/** The role links on offer. */
export const offers = () => call("/offers");

/** How the simulator misbehaves, and that it does so from now on. */
export const faults = () => call("/faults");
export const misbehave = (wanted) => post("/faults", wanted);

/** A new person with a phone. */
export const addPerson = (name, language) => post("/people", { name, language_code: language });

/** What one person sees; with a version the answer waits until there is something newer. */
export function chat(person, version, signal) {
  const query = version === undefined ? "" : `?version=${encodeURIComponent(version)}`;
  return call(`/people/${person}/chat${query}`, { signal });
}

/** One deed of one person: say, tap, start, block … */
export const act = (person, deed, body) => post(`/people/${person}/${deed}`, body);

/** Photos of one person, as an album when there are several. */
export function sendPhotos(person, photos, caption) {
  const form = new FormData();
  photos.forEach((photo) => form.append("photo", photo, photo.name));
  form.append("caption", caption);
  return call(`/people/${person}/photo`, { method: "POST", body: form });
}
