/**
 * Hand in what still waits on this phone, then show the page anew: it was made without it.
 */

import { entries, flush, who } from "./outbox.js";

const isWaiting = () => entries().some((entry) => !entry.who || entry.who === who());

export async function handOver(words) {
  if (!who() || !isWaiting()) return;
  if (words) words.hidden = false;
  const isIn = await flush();
  if (words) words.hidden = true;
  if (isIn && !isWaiting()) location.reload();
}
