/** Read-aloud: one sound for the page, a player per speech script, its sentences lit up. */

const LEAD_MS = 80; // a replay begins this early, so that no first syllable is lost
const TAP_MS = 600; // a shaking hand taps twice
const PATIENCE_MS = 10000; // a dead network is silent: after this we say so
const SENTENCE_NOW = "sentence--now";
const SCOPE = "[data-step], [data-speech], main"; // where the sentences of one script stand

/** Cues are [start_ms, end_ms, segment, in_flow]. The numbers of those read in one go. */
export const flowOf = (cues) => cues.flatMap((cue, number) => (cue[3] ? [number] : []));

/** The numbers of the cues of one segment, or of several in the order they are named. */
export const cuesOf = (cues, names) =>
  [names].flat().flatMap((name) => cues.flatMap((cue, number) => (cue[2] === name ? [number] : [])));

/**
 * Where a run of cues stands at a time: {place, seek}. `place` is the position in the run,
 * past its end when all was said; `seek` is true when the next cue lies elsewhere.
 */
export function advance(cues, run, place, ms) {
  const next = run[place + 1];
  const isBeside = next === run[place] + 1;
  if (isBeside && ms >= cues[next][0] - LEAD_MS) return { place: place + 1, seek: false };
  if (!isBeside && ms >= cues[run[place]][1]) return { place: place + 1, seek: next !== undefined };
  return { place, seek: false };
}

/** Where to begin, in seconds. The very start needs no seek: it would cost a request. */
const startOf = (cue) => (cue[0] > 2 * LEAD_MS ? (cue[0] - LEAD_MS) / 1000 : 0);

/** The one audio element of the page and the player that holds it. */
class Sound {
  constructor() {
    this.audio = new Audio();
    this.audio.preload = "none";
    this.owner = null;
    const on = (event, name) => this.audio.addEventListener(event, () => this.owner?.[name]());
    on("timeupdate", "heard");
    on("ended", "stop");
    on("error", "failed");
    on("pause", "paused");
  }

  give(player) {
    if (this.owner !== player) this.owner?.stop();
    this.owner = player;
    if (this.source !== player.source) {
      this.source = player.source;
      this.audio.src = player.source;
    }
    const rate = (Number(document.documentElement.dataset.speed) || 100) / 100;
    this.audio.defaultPlaybackRate = rate;
    this.audio.playbackRate = rate;
    this.audio.preservesPitch = true;
    this.audio.webkitPreservesPitch = true;
    return this.audio;
  }

  /** After an error the same address must be asked for anew. */
  drop() {
    this.source = null;
    this.audio.removeAttribute("src");
  }
}

let sound;
let handScrolledAt = -Infinity;

/** One big button 听一听, and the sentences that belong to it. */
export class Player {
  constructor(element) {
    this.element = element;
    this.button = element.querySelector("[data-action=listen]");
    this.words = this.button.querySelector(".big-button__words");
    this.message = element.querySelector("[data-player-message]");
    this.label = this.words.textContent;
    this.scope = element.closest(SCOPE) ?? document.body;
    this.tappedAt = -TAP_MS;
    this.use(element.dataset.src, JSON.parse(element.dataset.cues ?? "[]"));
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.toggle());
    this.button.addEventListener("keydown", (event) => this.step(event));
    element.addEventListener("fieldside:say", (event) => this.say(event.detail.segment));
    this.scope.addEventListener("click", (event) => this.tapped(event));
  }

  use(source, cues) {
    this.source = source;
    this.cues = cues;
    this.reset();
  }

  reset() {
    this.run = [];
    this.place = 0;
    this.isPlaying = false;
  }

  toggle() {
    if (performance.now() - this.tappedAt < TAP_MS) return;
    this.tappedAt = performance.now();
    if (this.isPlaying) sound.audio.pause();
    else if (this.run.length && sound.owner === this) this.speak();
    else this.begin();
  }

  /** Read everything in the flow, from a sentence on. */
  begin(from = 0) {
    return this.play(flowOf(this.cues).filter((number) => number >= from));
  }

  /** Read one segment (or several, in order) and fall silent. */
  say(names) {
    return this.play(cuesOf(this.cues, names));
  }

  play(run) {
    if (!run.length) return undefined;
    const audio = sound.give(this);
    this.run = run;
    this.place = 0;
    const start = startOf(this.cues[run[0]]);
    if (start || audio.currentTime) audio.currentTime = start;
    return this.speak();
  }

  async speak() {
    this.show(true);
    this.light(this.run[this.place]);
    this.patience = setTimeout(() => this.failed(), PATIENCE_MS);
    try {
      await sound.give(this).play();
      this.follow();
    } catch (error) {
      if (error.name === "NotAllowedError") this.waitForTouch();
      else if (error.name !== "AbortError") this.failed();
    }
  }

  /** The browser wants a touch before the first sound: stay silent until there is one. */
  waitForTouch() {
    const { run } = this;
    this.stop();
    if (document.documentElement.dataset.readAloud !== "on") return;
    const go = (event) => {
      for (const name of ["click", "keyup"]) document.removeEventListener(name, go, true);
      if (!event.target.closest?.("a, button, input, label")) this.play(run);
    };
    for (const name of ["click", "keyup"]) document.addEventListener(name, go, true);
  }

  follow() {
    if (!this.isPlaying || sound.owner !== this) return;
    this.heard();
    requestAnimationFrame(() => this.follow());
  }

  heard() {
    const { audio } = sound;
    if (!this.isPlaying || audio.seeking || audio.readyState < 2) return;
    if (audio.currentTime > 0) clearTimeout(this.patience);
    const { place, seek } = advance(this.cues, this.run, this.place, audio.currentTime * 1000);
    if (place === this.place) return;
    if (place >= this.run.length) {
      this.stop();
      return;
    }
    this.place = place;
    this.light(this.run[place]);
    if (seek) audio.currentTime = startOf(this.cues[this.run[place]]);
  }

  /** The button, or the browser because a call came: keep the place. */
  paused() {
    if (this.isPlaying && sound.audio.paused) this.show(false);
  }

  stop() {
    const wasPlaying = this.isPlaying;
    this.reset();
    if (wasPlaying) sound.audio.pause();
    this.show(false);
    this.light();
  }

  failed() {
    if (!this.run.length) return;
    this.stop();
    sound.drop();
    this.tell(this.element.dataset.failed);
  }

  tell(words = "") {
    if (this.message) this.message.textContent = words;
  }

  show(isPlaying) {
    this.isPlaying = isPlaying;
    clearTimeout(this.patience);
    if (isPlaying) this.tell();
    this.element.classList.toggle("player--playing", isPlaying);
    this.words.textContent = isPlaying ? this.element.dataset.pauseLabel : this.label;
  }

  /** The elements that show a cue; listen.js finds them by their words instead. */
  shown(number) {
    const found = this.scope.querySelectorAll(`.sentence[data-cue="${number}"]`);
    return [...found].filter((sentence) => this.owns(sentence));
  }

  owns(sentence) {
    return (sentence.closest(SCOPE) ?? document.body) === this.scope;
  }

  light(number) {
    for (const old of this.scope.querySelectorAll(`.${SENTENCE_NOW}`)) old.classList.remove(SENTENCE_NOW);
    if (number === undefined) return;
    for (const sentence of this.shown(number)) {
      sentence.classList.add(SENTENCE_NOW);
      this.bringIntoSight(sentence);
    }
    this.element.dispatchEvent(new CustomEvent("fieldside:sentence", { bubbles: true, detail: { cue: number } }));
  }

  /** A hand that scrolls is right: the page follows the voice again five seconds later. */
  bringIntoSight(sentence) {
    const lines = [...sentence.getClientRects()];
    const isSeen = [lines[0], lines[lines.length - 1]].every((line) => {
      const there = line && document.elementFromPoint(line.left + 2, line.bottom - 2);
      return there === sentence || sentence.contains(there);
    });
    const isLeftAlone = performance.now() - handScrolledAt > 5000;
    if (!isSeen && isLeftAlone && lines.length) sentence.scrollIntoView({ block: "center" });
  }

  tapped(event) {
    const sentence = event.target.closest(".sentence[data-cue]");
    if (!sentence || !this.owns(sentence) || event.target.closest("a, button, label, input, summary")) return;
    const number = Number(sentence.dataset.cue);
    const cue = this.cues[number];
    if (cue) cue[3] ? this.begin(number) : this.say(cue[2]);
  }

  /** Arrow keys on the button: the sentence before, the sentence after. */
  step(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const flow = flowOf(this.cues);
    if (!by || !flow.length) return;
    event.preventDefault();
    const here = flow.indexOf(this.run[this.place]);
    this.begin(flow[Math.min(Math.max(here + by, 0), flow.length - 1)]);
  }
}

/** Make the one sound of the page; safe to call again. */
export function prepare() {
  if (sound) return;
  sound = new Sound();
  const byHand = () => {
    handScrolledAt = performance.now();
  };
  for (const name of ["wheel", "touchmove"]) addEventListener(name, byHand, { passive: true });
  addEventListener("pagehide", hush);
}

/** Silence, whoever is speaking. */
export const hush = () => sound?.owner?.stop();

/** Start every player below `root`. A new step silences the old one. */
export function startPlayers(root = document) {
  prepare();
  const players = [...root.querySelectorAll("[data-player]")].map((element) => new Player(element));
  const readsAloud = document.documentElement.dataset.readAloud === "on";
  document.addEventListener("fieldside:step", (event) => {
    hush();
    if (readsAloud) players.find((player) => player.scope.dataset.step === event.detail.step)?.begin();
  });
  if (readsAloud) players.find((player) => player.element.offsetParent)?.begin();
  return players;
}
