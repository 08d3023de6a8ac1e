/** A lesson page: its steps, its questions, its voice. */

import { startPlayers } from "../media/player.js";
import { Question } from "./questions.js";
import { Stepper } from "./stepper.js";

/** Tell that the lesson was finished; whoever takes care of it cancels the event. */
function finished(event) {
  const { lesson } = event.target.closest("[data-lesson]").dataset;
  const news = new CustomEvent("fieldside:finish", { cancelable: true, detail: { lesson } });
  if (!document.dispatchEvent(news)) event.preventDefault();
}

function start() {
  const root = document.querySelector("[data-lesson]");
  if (!root) return;
  startPlayers(root);
  root.querySelectorAll("[data-question]").forEach((form) => new Question(form).start());
  root.querySelector("[data-finish-form]")?.addEventListener("submit", finished);
  new Stepper(root).start();
}

// Other scripts of the page listen by then, and miss no step.
document.addEventListener("DOMContentLoaded", start);
