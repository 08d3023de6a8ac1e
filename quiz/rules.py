"""Marking: pure, the same on every server and in every language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from quiz.enums import QuestionKind


@dataclass(frozen=True)
class Option:
    """One answer as marking sees it. For "put in order" `is_right` means nothing."""

    id: str
    is_right: bool = False


@dataclass(frozen=True)
class Marking:
    """What one try was worth.

    `right_ids` are the answers that would have been right (for "put in order": all, in
    the right order); `chosen_ids` is what was chosen of the answers that exist, each once.
    """

    is_right: bool
    right_ids: tuple[str, ...]
    chosen_ids: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What a learner is told about one try: names of segments, in order."""

    is_right: bool
    names: tuple[str, ...]


def mark(
    kind: QuestionKind | str, options: Sequence[Option], chosen: Sequence[str]
) -> Marking:
    """Mark one try.

    An answer that names an option the question does not have, or names one twice, is
    never right; neither is any answer to a question that has no right answer.
    """
    known = {option.id for option in options}
    chosen_ids = tuple(dict.fromkeys(id_ for id_ in chosen if id_ in known))
    right_ids = _right_ids(QuestionKind(kind), options)
    is_clean = len(chosen_ids) == len(chosen)
    matches = (
        chosen_ids == right_ids
        if kind == QuestionKind.ORDER
        else _choice_is_right(QuestionKind(kind), right_ids, chosen_ids)
    )
    return Marking(bool(right_ids) and is_clean and matches, right_ids, chosen_ids)


def _right_ids(kind: QuestionKind, options: Sequence[Option]) -> tuple[str, ...]:
    return tuple(
        option.id for option in options if option.is_right or kind == QuestionKind.ORDER
    )


def _choice_is_right(
    kind: QuestionKind, right_ids: tuple[str, ...], chosen_ids: tuple[str, ...]
) -> bool:
    if kind == QuestionKind.SEVERAL:
        return set(chosen_ids) == set(right_ids)
    return len(chosen_ids) == 1 and chosen_ids[0] in right_ids


class Problem(StrEnum):
    """Why a question cannot be asked as it stands."""

    NEEDS_ONE_RIGHT = "needs-one-right"
    NEEDS_RIGHT_AND_WRONG = "needs-right-and-wrong"
    NEEDS_TWO_ANSWERS = "needs-two-answers"
    NEEDS_THREE_ANSWERS = "needs-three-answers"
    SAME_ANSWER_TWICE = "same-answer-twice"


def problems(
    kind: QuestionKind | str, rights: Sequence[bool], texts: Sequence[str]
) -> list[Problem]:
    """Say what is wrong with the answers of a question; empty when it can be asked."""
    found = []
    if len(set(texts)) < len(texts):
        found.append(Problem.SAME_ANSWER_TWICE)
    kind = QuestionKind(kind)
    right, wrong = sum(map(bool, rights)), len(rights) - sum(map(bool, rights))
    if kind == QuestionKind.ORDER:
        found += [Problem.NEEDS_THREE_ANSWERS] if len(rights) < 3 else []
    elif kind == QuestionKind.SEVERAL:
        found += [Problem.NEEDS_RIGHT_AND_WRONG] if not (right and wrong) else []
    else:
        too_many = kind == QuestionKind.TRUE_FALSE and len(rights) != 2
        found += [Problem.NEEDS_TWO_ANSWERS] if too_many or len(rights) < 2 else []
        found += [Problem.NEEDS_ONE_RIGHT] if right != 1 else []
    return found


def shuffled(key: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Put answers into an order of their own, the same every time, never the right one.

    The order depends on the question's key alone, so that every phone, language and
    cached page shows the same. One answer, or none, cannot be shuffled.
    """
    mixed = sorted(ids, key=lambda id_: sha256(f"{key}/{id_}".encode()).digest())
    if mixed == list(ids):
        mixed = mixed[1:] + mixed[:1]
    return tuple(mixed)


def telling(kind: QuestionKind | str, marking: Marking) -> list[str]:
    """Name what is told about a try, in the order it is told.

    The same rule stands in `lessons/static/lessons/questions.js`: with JavaScript the
    answer is told without the network. A wrong try gets the reasons of what was wrongly
    chosen and the hint; a right one the reasons of what was rightly chosen.
    """
    if not marking.chosen_ids:
        return ["nudge"]
    told = ["right" if marking.is_right else "wrong"]
    if kind != QuestionKind.ORDER:
        told += [
            f"reason-{id_}"
            for id_ in marking.chosen_ids
            if (id_ in marking.right_ids) == marking.is_right
        ]
    return told if marking.is_right else [*told, "hint"]
