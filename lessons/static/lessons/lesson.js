/** A lesson page: one step at a time, its questions, its voice. #step-3 holds the place. */

import { startPlayers } from "../media/player.js";
import { Question, REPEAT_MS } from "./questions.js";

/** The index of the section an address names; -1 for another address. */
const placeOf = (hash, ids) => ids.indexOf(hash.slice(1));

const tell = (name, detail) =>
  document.dispatchEvent(new CustomEvent(name, { cancelable: true, detail }));

class Lesson {
  constructor(root) {
    this.root = root;
    this.lesson = root.dataset.lesson;
    this.sections = [...root.querySelectorAll("[data-step]")];
    this.ids = this.sections.map((section) => section.id);
    this.current = -1;
  }

  /** Show the step the address names, else the first. */
  start() {
    if (!this.sections.length) return;
    addEventListener("hashchange", () => this.follow());
    this.root.addEventListener("click", (event) => this.ignoreRepeat(event));
    this.root.addEventListener("submit", (event) => this.finish(event));
    const place = placeOf(location.hash, this.ids);
    this.show(Math.max(place, 0), place > 0);
  }

  /** Go where the address says. An address that is no step (a skip link) moves nothing. */
  follow() {
    const place = placeOf(location.hash, this.ids);
    if (place < 0 && location.hash) {
      history.replaceState(null, "", `#${this.ids[this.current]}`);
      return;
    }
    this.show(Math.max(place, 0), true);
  }

  show(place, moveFocus) {
    if (place === this.current) return;
    this.current = place;
    this.changedAt = performance.now();
    this.sections.forEach((section, index) => {
      section.hidden = index !== place;
    });
    this.root.dataset.stepping = "";
    const section = this.sections[place];
    if (moveFocus) this.arrive(section);
    this.holdPlace(section.id);
    const total = this.sections.length - 1; // the last screen is no step
    const { step } = section.dataset;
    tell("fieldside:step", { lesson: this.lesson, step, index: place + 1, total });
  }

  /** 大字 leads away and back: to this step, not to the first. */
  holdPlace(id) {
    const link = document.querySelector("[data-display-link]");
    if (!link) return;
    const address = new URL(link.href);
    address.searchParams.set("next", `${location.pathname}#${id}`);
    link.href = address.href;
  }

  /** Start reading at the top: eyes, screen reader and keyboard alike. */
  arrive(section) {
    scrollTo(0, 0);
    section.querySelector("[tabindex='-1']").focus({ preventScroll: true });
    const place = section.querySelector("[data-stepper-words]")?.textContent;
    this.root.querySelector("[data-announce]").textContent = place ?? "";
  }

  /** A second tap at once is a trembling hand, not a wish. */
  ignoreRepeat(event) {
    const isEarly = performance.now() - this.changedAt < REPEAT_MS;
    if (isEarly && event.target.closest("[data-go]")) event.preventDefault();
  }

  /** Whoever takes care of the end of a lesson cancels the news, and the form stays. */
  finish(event) {
    if (!event.target.matches("[data-finish-form]")) return;
    if (!tell("fieldside:finish", { lesson: this.lesson })) event.preventDefault();
  }
}

function start() {
  const root = document.querySelector("[data-lesson]");
  if (!root) return;
  startPlayers(root);
  root.querySelectorAll("[data-question]").forEach((form) => new Question(form).start());
  new Lesson(root).start();
}

// Other scripts of the page listen by then, and miss no step.
document.addEventListener("DOMContentLoaded", start);
