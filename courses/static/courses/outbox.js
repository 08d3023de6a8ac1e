/**
 * What was learned on this phone, kept until the server has answered it.
 *
 * Each event has a key of its own, so that two tabs never overwrite each other. `who` is
 * whose it is; "" is a guest, whose events go to whoever signs in next.
 */

const KEY = "outbox:";
const BATCH = 50;
const RETRY_MS = 20_000;
const PATIENCE_MS = 10_000;
const FRESH_MS = 2_000;
const ADDRESS = "/api/progress/";

const spare = new Map(); // when localStorage is full or forbidden
let isOffline = false;
let isClosing = false; // the end was reached without a network
let heardAt = -Infinity; // when the server last answered

/** The public id of whoever is signed in on this phone, or "". */
export const who = () => /(?:^|; )who=([^;]*)/.exec(document.cookie)?.[1] ?? "";

/** A version 4 UUID; plain http has no crypto.randomUUID. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** What `read` gives, or `otherwise` where storage is blocked or spoilt. */
function attempt(read, otherwise) {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** All that waits on this phone, oldest first: [{who, event}]. */
export function entries() {
  const keys = attempt(() => Object.keys(localStorage), []);
  return keys
    .filter((key) => key.startsWith(KEY))
    .map((key) => attempt(() => JSON.parse(localStorage.getItem(key))))
    .concat(...spare.values())
    .filter((entry) => entry?.event)
    .sort((a, b) => (a.event.occurred_at < b.event.occurred_at ? -1 : 1));
}

function put(entry) {
  try {
    localStorage.setItem(KEY + entry.event.id, JSON.stringify(entry));
  } catch {
    spare.set(entry.event.id, entry);
  }
}

function drop({ event }) {
  spare.delete(event.id);
  attempt(() => localStorage.removeItem(KEY + event.id));
}

const isMine = (entry) => !entry.who || entry.who === who();

/** Keep one event. A step that waits already is no news. */
export function add(event) {
  const isKnown = ({ event: other }) =>
    other.kind === "step_seen" && other.lesson === event.lesson && other.step === event.step;
  if (event.kind === "step_seen" && entries().filter(isMine).some(isKnown)) return;
  put({ who: who(), event: { ...event, id: uuid(), occurred_at: new Date().toISOString() } });
  show();
}

/** Send all that waits, fifty at a time. Whether everything is with the server now. */
export function flush() {
  return navigator.locks ? navigator.locks.request(KEY, sendAll) : sendAll();
}

async function sendAll() {
  let batch;
  do {
    if (!who()) return false;
    batch = entries().filter(isMine).slice(0, BATCH);
    // From now on it is this person's, whatever becomes of the answer.
    batch.filter((entry) => !entry.who).forEach((entry) => put({ ...entry, who: who() }));
    if (batch.length && !(await send(batch))) return show(false);
  } while (batch.length === BATCH);
  return show(true);
}

/** Ends a request that takes too long: a dead network may never say so. */
function patience() {
  const control = new AbortController();
  setTimeout(() => control.abort(), PATIENCE_MS);
  return control.signal;
}

async function send(batch) {
  const sent_at = new Date().toISOString();
  try {
    const answer = await fetch(ADDRESS, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sent_at, events: batch.map((entry) => entry.event) }),
      keepalive: true,
      signal: patience(),
    });
    isOffline = false;
    heardAt = performance.now();
    if (!answer.ok) return false;
    const { events } = await answer.json();
    if (events.length !== batch.length) return false;
    batch.forEach(drop);
    return true;
  } catch {
    isOffline = true;
    return false;
  }
}

/** Say calmly where things are. Gives back `result`. */
function show(result) {
  const waiting = entries().filter(isMine).length;
  let state = waiting ? "kept" : "sent";
  if (isOffline || !navigator.onLine) state = isClosing ? "closing" : "offline";
  document.querySelectorAll("[data-outbox]").forEach((words) => {
    words.dataset.state = state;
    words.querySelectorAll("[data-outbox-words]").forEach((one) => {
      one.hidden = !one.dataset.outboxWords.includes(state) || (state === "sent" && !who());
    });
  });
  return result;
}

/** The end of a lesson: hand in, then the finish screen; without a network, words here. */
async function finish(event) {
  const address = document.querySelector("[data-finish-url]")?.dataset.finishUrl;
  if (!address) return;
  event.preventDefault();
  await flush();
  isClosing = !(await canReach(address));
  if (!isClosing) location.assign(address);
  show();
  document.querySelector("[data-outbox-words=closing]")?.scrollIntoView({ block: "center" });
}

/** Whether an address answers. */
async function canReach(address) {
  if (performance.now() - heardAt < FRESH_MS) return true;
  try {
    isOffline = !(await fetch(address, { method: "HEAD", signal: patience() })).ok;
  } catch {
    isOffline = true;
  }
  return !isOffline;
}

function start() {
  const at = (place, name, act) => place.addEventListener(name, act);
  at(document, "fieldside:step", ({ detail: { lesson, step, index, total } }) => {
    if (index <= total) add({ kind: "step_seen", lesson, step });
  });
  at(document, "fieldside:answer", ({ detail: { lesson, step, question, chosen } }) => {
    add({ kind: "answered", lesson, step, question, chosen });
  });
  at(document, "fieldside:finish", finish);
  at(document, "visibilitychange", flush);
  at(globalThis, "online", () => {
    isOffline = false;
    flush();
  });
  at(globalThis, "offline", show);
  setInterval(() => entries().some(isMine) && flush(), RETRY_MS);
  show();
  flush();
}

start();
