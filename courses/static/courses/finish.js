/**
 * The end of a lesson: hand in what waits; for a guest, say what this phone knows.
 */

import { handOver } from "./handover.js";
import { isGuest, remembered } from "./phone.js";

const part = (name) => document.querySelector(`[data-${name}]`);

async function showOwn(shelf) {
  const key = part("finish").dataset.finish;
  const found = await remembered(shelf.dataset.cards);
  const row = found?.rows.find(({ card }) => card.key === key);
  if (!row) return;
  part("kept").hidden = false;
  if (row.isComplete) part("words").textContent = part("words").dataset.complete;
  else showMissing(shelf, row);
}

function showMissing(shelf, { card, missing }) {
  part("words").textContent = part("words").dataset.missing;
  part("praise").hidden = true;
  const template = shelf.querySelector("template[data-row]");
  for (const number of missing) {
    const row = template.content.firstElementChild.cloneNode(true);
    const title = row.querySelector(".list-row__title");
    row.href = `${card.url}#step-${number}`;
    title.textContent = title.textContent.replace("NUMBER", number);
    shelf.append(row);
  }
  shelf.hidden = false;
}

const shelf = part("open-steps");
if (isGuest() && shelf) showOwn(shelf);
handOver(part("saving"));
