/**
 * How far a guest is, from what this phone remembers. Pure: events and cards in, words out.
 *
 * The same rule as the server's: a lesson is complete once every step was seen (a question
 * only by answering it) and enough questions were answered rightly, in any number of tries.
 */

/** Everything done in one lesson: steps seen, and every try at every question. */
export function memories(events) {
  const lessons = new Map();
  for (const event of events) {
    const memory = lessons.get(event.lesson) ?? { seen: new Set(), tries: [], last: "" };
    lessons.set(event.lesson, memory);
    memory.seen.add(event.step);
    memory.last = event.occurred_at > memory.last ? event.occurred_at : memory.last;
    if (event.kind === "answered") memory.tries.push(event);
  }
  return lessons;
}

/** Whether one try is right; for "put in order" the order counts. */
export function isRight({ kind, right }, chosen) {
  const tidy = (ids) => (kind === "order" ? [...ids] : [...ids].sort()).join();
  return right.length > 0 && tidy(chosen) === tidy(right);
}

/** Where somebody stands in a lesson: {total, done, missing, isComplete, next}. */
export function standing(card, memory) {
  const rightOnes = new Set();
  const answered = new Set();
  for (const { step, question, chosen } of memory?.tries ?? []) {
    const known = card.answers[question];
    if (!known || card.questions[step] !== question) continue;
    answered.add(step);
    if (isRight(known, chosen)) rightOnes.add(question);
  }
  const isSeen = (step) => (step in card.questions ? answered.has(step) : memory?.seen.has(step));
  const isEnough = rightOnes.size >= card.right_needed;
  const isOpen = (step) => {
    const question = card.questions[step];
    return !isSeen(step) || (question && !isEnough && !rightOnes.has(question));
  };
  const missing = card.steps.flatMap((step, index) => (isOpen(step) ? [index + 1] : []));
  const isEmpty = !card.steps.length || !Object.keys(card.questions).length;
  return {
    total: card.steps.length,
    done: card.steps.filter(isSeen).length,
    missing,
    isComplete: !isEmpty && !missing.length,
    next: missing[0] ?? 1,
  };
}

/** Lessons this phone remembers, the latest first. */
export function latest(lessons) {
  return [...lessons.keys()].sort((a, b) => (lessons.get(a).last < lessons.get(b).last ? 1 : -1));
}

/** Address of a step; the first one is the lesson itself. */
export const addressOf = (url, step) => (step > 1 ? `${url}#step-${step}` : url);
