/**
 * The first screen: for a guest, "go on" comes from this phone's own memory.
 */

import { handOver } from "./handover.js";
import { addressOf } from "./memory.js";
import { isGuest, remembered } from "./phone.js";

async function showOwn(link) {
  const address = link.dataset.cards;
  const first = await remembered(address);
  if (!first?.rows.length) return;
  document.querySelector("[data-first-visit]")?.setAttribute("hidden", "");
  const begun = first.rows.find((row) => !row.isComplete);
  if (begun) return fill(link, begun, true);
  const second = await remembered(address, first.rows.map(({ card }) => card.key));
  const coming = second?.all.find(({ card }) => card.key === second.next);
  if (coming) fill(link, coming, false);
}

/** Write one lesson into the card. Words come from the page, in its language. */
function fill(link, { card, done, total, next }, isBegun) {
  const part = (name) => link.querySelector(`[data-${name}]`);
  const words = isBegun ? link.dataset.begun : link.dataset.new;
  link.href = addressOf(card.url, next);
  part("eyebrow").textContent = `${words} · ${card.subject}`;
  part("title").textContent = card.title;
  part("go").textContent = isBegun ? link.dataset.goOn : link.dataset.start;
  part("note").textContent = (isBegun ? link.dataset.noteBegun : link.dataset.noteNew)
    .replace("DONE", done)
    .replace("TOTAL", total);
  part("dots").hidden = !isBegun;
  part("dots").replaceChildren(...Array.from({ length: total }, (_, index) => dot(index < done)));
}

function dot(isOn) {
  const one = document.createElement("span");
  one.className = isOn ? "next-card__dot next-card__dot--on" : "next-card__dot";
  return one;
}

const link = document.querySelector("[data-next-card]");
if (isGuest() && link) showOwn(link);
handOver();
