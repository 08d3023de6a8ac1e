"""Marking: pure, the same on every server and in every language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
