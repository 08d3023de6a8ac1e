/**
 * My learning: for a guest, the lessons this phone remembers.
 */

import { handOver } from "./handover.js";
import { addressOf } from "./memory.js";
import { isGuest, remembered } from "./phone.js";

async function showOwn(shelf) {
  const found = await remembered(shelf.dataset.cards);
  if (!found?.rows.length) return;
  shelf.append(...found.rows.map((row) => drawRow(shelf, row)));
  shelf.hidden = false;
  document.querySelector("[data-phone-empty]").hidden = true;
}

function drawRow(shelf, { card, isComplete, next }) {
  const template = shelf.querySelector(`[data-row="${isComplete ? "done" : "begun"}"]`);
  const row = template.content.firstElementChild.cloneNode(true);
  row.href = isComplete ? card.url : addressOf(card.url, next);
  row.querySelector(".list-row__title").textContent = card.title;
  return row;
}

const shelf = document.querySelector("[data-phone-lessons]");
if (isGuest() && shelf) showOwn(shelf);
handOver();
