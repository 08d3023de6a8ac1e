/** 朗读进度 looks again by itself: often while something runs, seldom otherwise. */

const BUSY_MS = 1500;
const CALM_MS = 10000;

class LivePart {
  constructor(element) {
    this.element = element;
    this.plan();
  }

  plan() {
    const isBusy = this.element.querySelector("[data-state=running], [data-state=waiting]");
    setTimeout(() => this.look(), isBusy ? BUSY_MS : CALM_MS);
  }

  async look() {
    const isUsed = document.hidden || this.element.contains(document.activeElement);
    if (!isUsed) await this.fetch().catch(() => {});
    this.plan();
  }

  async fetch() {
    const answer = await fetch(this.element.dataset.refresh);
    if (answer.ok) this.element.innerHTML = await answer.text();
  }
}

document.querySelectorAll("[data-refresh]").forEach((element) => new LivePart(element));
