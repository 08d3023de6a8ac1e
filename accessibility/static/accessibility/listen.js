/** Screens outside lessons: 听一听 reads what they say; buttons speak when that is wanted. */

import { hush, Player, prepare } from "../media/player.js";

const root = document.documentElement;
const home = root.lang.toLowerCase() === "zh-hans" ? "/" : `/${root.lang.toLowerCase()}/`;
const tidy = (words) => words.replace(/\s+/g, " ").trim();

/** {src, cues, texts, synthetic} of one screen, or null when its sound is not made yet. */
async function speechOf(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

/** The player of a whole screen: what to say is fetched at the first touch. */
class ScreenPlayer extends Player {
  async begin(from = 0) {
    if (!this.source || this.isMissing) await this.fetch();
    return this.source ? super.begin(from) : undefined;
  }

  async fetch() {
    const { src, failed, missing } = this.element.dataset;
    this.source = null;
    try {
      const speech = await speechOf(src);
      this.isMissing = !speech;
      if (!speech) {
        this.tell(missing);
        return;
      }
      this.use(speech.src, speech.cues);
      this.texts = speech.texts;
      this.element.querySelector("[data-synthetic]")?.toggleAttribute("hidden", !speech.synthetic);
    } catch {
      this.tell(failed);
    }
  }

  use(source, cues) {
    super.use(cues.length ? source : null, cues);
  }

  /** The innermost element that says exactly this segment. */
  shown(number) {
    const words = tidy(this.texts[this.cues[number][2]]);
    const found = [...this.scope.querySelectorAll("*")].filter((element) => tidy(element.textContent) === words);
    return found.slice(-1);
  }
}

/** The labels of all buttons, spoken when one gets the focus or is touched. */
class ButtonVoice {
  constructor() {
    this.element = document.createElement("div");
    this.element.innerHTML = '<button data-action="listen"><span class="big-button__words"></span></button>';
    this.ready = speechOf(`${home}speech/buttons/`).catch(() => null);
    for (const name of ["focusin", "pointerdown"]) document.addEventListener(name, (event) => this.touched(event));
  }

  async touched(event) {
    const button = event.target.closest("a, button");
    if (!button || button.matches("[data-action=listen]")) return;
    const speech = await this.ready;
    const words = tidy(button.textContent);
    const name = speech && Object.keys(speech.texts).find((key) => tidy(speech.texts[key]) === words);
    if (!name) return;
    this.player ??= new Player(this.element);
    this.player.use(speech.src, speech.cues);
    this.player.say(name);
  }
}

prepare();
const screens = [...document.querySelectorAll("[data-listen]")].map((element) => new ScreenPlayer(element));
if (root.dataset.readAloud === "on") {
  new ButtonVoice();
  if (!document.querySelector("[data-player]")) screens[0]?.begin();
}
document.addEventListener("fieldside:step", hush);
