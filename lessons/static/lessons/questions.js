/** Questions answered on the phone: marked, told and heard without the network. */

export const REPEAT_MS = 600; // a second tap within this time is a trembling hand, not a wish

/** Whether the chosen option ids answer a question of this kind. */
export function isRight(kind, right, chosen) {
  const same = (these, those) => these.length > 0 && these.join() === those.join();
  if (kind === "order") return same(right, chosen);
  if (kind === "several") return same([...right].sort(), [...chosen].sort());
  return chosen.length === 1 && right.includes(chosen[0]);
}

/** The names of what is told about a try, in the order it is told. */
export function telling(kind, right, chosen) {
  if (!chosen.length) return ["nudge"];
  const good = isRight(kind, right, chosen);
  const reasons = chosen.filter((id) => kind !== "order" && right.includes(id) === good);
  const told = [good ? "right" : "wrong", ...reasons.map((id) => `reason-${id}`)];
  return good ? told : [...told, "hint"];
}

/** Tap on an option of "put in order": it joins the end, or leaves with all after it. */
export function tapped(order, id) {
  const place = order.indexOf(id);
  return place < 0 ? [...order, id] : order.slice(0, place);
}

export class Question {
  constructor(form) {
    this.form = form;
    this.section = form.closest("[data-step]");
    this.kind = form.dataset.kind;
    this.right = form.dataset.right.split(" ").filter(Boolean);
    this.options = [...form.querySelectorAll("[data-option]")];
    this.told = form.querySelector("[data-told]");
    this.order = [];
    this.isTried = false;
    this.triedAt = -REPEAT_MS;
  }

  start() {
    this.form.addEventListener("submit", (event) => this.tried(event));
    this.section?.addEventListener("click", (event) => this.leaving(event));
    if (this.kind === "order") this.options.forEach((label) => this.makeTappable(label));
    else this.form.addEventListener("change", () => this.tell([]));
  }

  tried(event) {
    event.preventDefault();
    if (performance.now() - this.triedAt < REPEAT_MS) return;
    this.triedAt = performance.now();
    const chosen = this.chosen(event.submitter);
    const names = telling(this.kind, this.right, chosen);
    if (chosen.length) this.keep(chosen, names[0] === "right");
    this.tell(names);
  }

  chosen(submitter) {
    if (this.kind === "order") return this.order;
    if (submitter?.name === "choice") return [submitter.value];
    return [...this.form.querySelectorAll("[name=choice]:checked")].map((box) => box.value);
  }

  keep(chosen, right) {
    this.isTried = true;
    this.options.forEach((option) => {
      const isChosen = chosen.includes(option.dataset.option);
      const isGood = this.kind === "order" ? right : this.right.includes(option.dataset.option);
      option.classList.toggle("answer--right", isChosen && isGood);
      option.classList.toggle("answer--wrong", isChosen && !isGood);
    });
    const { lesson } = this.form.closest("[data-lesson]").dataset;
    const step = this.section?.dataset.step;
    const detail = { lesson, step, question: this.form.dataset.question, chosen, right };
    document.dispatchEvent(new CustomEvent("fieldside:answer", { detail }));
  }

  /** Show, announce and speak the named words; [] takes them away. */
  tell(names) {
    this.told.dataset.told = names[0] ?? "";
    const found = names.map((name) => this.told.querySelector(`[data-tell="${name}"]`));
    this.told.querySelectorAll("[data-tell]").forEach((words) => {
      words.hidden = !found.includes(words);
    });
    if (!names.length) return;
    this.told.scrollIntoView({ block: "center" });
    const player = this.section?.querySelector("[data-player]");
    player?.dispatchEvent(new CustomEvent("fieldside:say", { detail: { segment: names } }));
  }

  /** Going on without an answer: a friendly word instead. Leaving is always possible. */
  leaving(event) {
    if (this.isTried || !event.target.closest("[data-go=next]")) return;
    event.preventDefault();
    this.tell(["nudge"]);
  }

  /** Numbers chosen from a list become taps. */
  makeTappable(label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.dataset.option = label.dataset.option;
    button.append(...label.querySelectorAll("[data-place], .answer__text"));
    button.querySelector("[data-place]").hidden = false;
    button.addEventListener("click", () => this.place(button.dataset.option));
    label.replaceWith(button);
    this.options[this.options.indexOf(label)] = button;
  }

  place(id) {
    this.order = tapped(this.order, id);
    this.options.forEach((button) => {
      const place = this.order.indexOf(button.dataset.option) + 1;
      const mark = button.querySelector("[data-place]");
      mark.textContent = place || "";
      mark.removeAttribute("aria-hidden");
      button.setAttribute("aria-pressed", String(place > 0));
      button.classList.remove("answer--right", "answer--wrong");
    });
    this.tell([]);
  }
}
