/** One step of a lesson at a time. The address holds the place: #step-3, #finish. */

const REPEAT_MS = 600; // a second tap within this time is a trembling hand, not a wish

/** The index of the section an address names; -1 for another address. */
export const placeOf = (hash, ids) => ids.indexOf(decodeURIComponent(hash.slice(1)));

export class Stepper {
  constructor(root) {
    this.root = root;
    this.sections = [...root.querySelectorAll("[data-step]")];
    this.ids = this.sections.map((section) => section.id);
    this.current = -1;
    this.changedAt = -REPEAT_MS;
  }

  /** Show the step the address names, else the first; needs at least one step. */
  start() {
    if (!this.sections.length) return;
    addEventListener("hashchange", () => this.follow());
    this.root.addEventListener("click", (event) => this.ignoreRepeat(event));
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
    if (moveFocus) this.arrive(this.sections[place]);
    this.holdPlace(this.sections[place]);
    this.tell(this.sections[place]);
  }

  /** 大字 leads away and back: to this step, not to the first. */
  holdPlace(section) {
    const link = document.querySelector("[data-display-link]");
    if (!link) return;
    const address = new URL(link.href);
    address.searchParams.set("next", `${location.pathname}#${section.id}`);
    link.href = address.href;
  }

  /** Start reading at the top: eyes, screen reader and keyboard alike. */
  arrive(section) {
    scrollTo(0, 0);
    section.querySelector("[tabindex='-1']")?.focus({ preventScroll: true });
    const place = section.querySelector("[data-stepper-words]");
    const announcer = this.root.querySelector("[data-announce]");
    if (announcer) announcer.textContent = place?.textContent ?? "";
  }

  tell(section) {
    const total = this.sections.length - 1; // the last screen is no step
    const detail = {
      lesson: this.root.dataset.lesson,
      step: section.dataset.step,
      index: this.current + 1,
      total,
    };
    document.dispatchEvent(new CustomEvent("fieldside:step", { detail }));
  }

  ignoreRepeat(event) {
    const isWay = event.target.closest?.("[data-go]");
    if (isWay && performance.now() - this.changedAt < REPEAT_MS) event.preventDefault();
  }
}
