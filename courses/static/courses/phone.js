/**
 * What this phone remembers of a guest, together with what the site says about it.
 */

import { latest, memories, standing } from "./memory.js";
import { entries, who } from "./outbox.js";

const AT_ONCE = 50;

/** Whether nobody is signed in on this phone. */
export const isGuest = () => !who();

/** Lessons a guest began here, the latest first: [{card, ...standing}]. */
export async function remembered(address, done = []) {
  const events = entries().filter((entry) => !entry.who).map((entry) => entry.event);
  const lessons = memories(events);
  const keys = latest(lessons).slice(0, AT_ONCE);
  const cards = await ask(address, keys, done);
  if (!cards) return null;
  const rows = cards.lessons.map((card) => ({ card, ...standing(card, lessons.get(card.key)) }));
  return { rows: rows.filter(({ card }) => lessons.has(card.key)), all: rows, next: cards.next };
}

/** Ask the site; null without a network: the page then stays as the server made it. */
async function ask(address, keys, done) {
  const query = new URLSearchParams({ keys: keys.join(), done: done.join() });
  try {
    const answer = await fetch(`${address}?${query}`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
