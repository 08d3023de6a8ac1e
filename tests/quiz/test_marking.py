"""Marking, checked over many questions and tries."""

from __future__ import annotations

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from quiz.enums import QuestionKind
from quiz.rules import Option, Problem, mark, problems, shuffled, telling

KINDS = st.sampled_from(list(QuestionKind))
CHOICES = st.sampled_from([QuestionKind.ONE, QuestionKind.TRUE_FALSE])
RIGHTS = st.lists(st.booleans(), min_size=1, max_size=6)


def options_of(rights: list[bool]) -> list[Option]:
    """Options named o0, o1, …"""
    return [Option(f"o{number}", right) for number, right in enumerate(rights)]


class MarkingTests(TestCase):
    """Any number of tries, each marked the same everywhere."""

    @given(KINDS, RIGHTS)
    def test_the_right_answer_is_right(self, kind: QuestionKind, rights: list[bool]):
        options = options_of(rights)
        right = mark(kind, options, []).right_ids
        if kind in {QuestionKind.ONE, QuestionKind.TRUE_FALSE}:
            for id_ in right:
                self.assertTrue(mark(kind, options, [id_]).is_right)
        elif right:
            self.assertTrue(mark(kind, options, right).is_right)

    @given(KINDS, RIGHTS)
    def test_nothing_chosen_is_never_right(
        self, kind: QuestionKind, rights: list[bool]
    ):
        self.assertFalse(mark(kind, options_of(rights), []).is_right)

    @given(KINDS, RIGHTS, st.lists(st.text(max_size=3), max_size=6))
    def test_an_unknown_answer_is_never_right(
        self, kind: QuestionKind, rights: list[bool], strange: list[str]
    ):
        options = options_of(rights)
        known = {option.id for option in options}
        chosen = [*mark(kind, options, []).right_ids, *strange]
        marking = mark(kind, options, chosen)
        if any(id_ not in known for id_ in strange):
            self.assertFalse(marking.is_right)
        self.assertLessEqual(set(marking.chosen_ids), known)

    @given(KINDS, RIGHTS, st.data())
    def test_an_answer_given_twice_is_never_right(
        self, kind: QuestionKind, rights: list[bool], data: st.DataObject
    ):
        options = options_of(rights)
        chosen = list(mark(kind, options, []).right_ids)
        if chosen:
            again = data.draw(st.sampled_from(chosen))
            marking = mark(kind, options, [*chosen, again])
            self.assertFalse(marking.is_right)
            self.assertEqual(len(marking.chosen_ids), len(chosen))

    @given(RIGHTS, st.permutations(range(6)))
    def test_several_may_be_chosen_in_any_order(
        self, rights: list[bool], mix: list[int]
    ):
        options = options_of(rights)
        right = mark("several", options, []).right_ids
        chosen = sorted(right, key=lambda id_: mix[int(id_[1:])])
        self.assertEqual(mark("several", options, chosen).is_right, bool(right))

    @given(RIGHTS, st.data())
    def test_several_must_be_all_and_only_the_right_ones(
        self, rights: list[bool], data: st.DataObject
    ):
        options = options_of(rights)
        ids = [option.id for option in options]
        chosen = data.draw(st.lists(st.sampled_from(ids), unique=True))
        marking = mark("several", options, chosen)
        expected = bool(marking.right_ids) and set(chosen) == set(marking.right_ids)
        self.assertEqual(marking.is_right, expected)

    @given(st.integers(2, 6), st.data())
    def test_only_one_order_is_right(self, count: int, data: st.DataObject):
        options = options_of([False] * count)
        ids = [option.id for option in options]
        chosen = data.draw(st.permutations(ids))
        self.assertEqual(mark("order", options, chosen).is_right, chosen == ids)
        self.assertFalse(mark("order", options, ids[:-1]).is_right)

    @given(CHOICES, RIGHTS, st.data())
    def test_two_answers_where_one_is_asked_are_not_right(
        self, kind: QuestionKind, rights: list[bool], data: st.DataObject
    ):
        options = options_of(rights)
        ids = [option.id for option in options]
        chosen = data.draw(st.lists(st.sampled_from(ids), unique=True))
        if len(chosen) != 1:
            self.assertFalse(mark(kind, options, chosen).is_right)

    def test_an_unknown_kind_is_an_error(self):
        with self.assertRaises(ValueError):
            mark("essay", options_of([True]), ["o0"])


class ShufflingTests(TestCase):
    """The order in which "put in order" is shown."""

    @given(st.uuids(), st.integers(0, 6))
    def test_it_is_the_same_every_time_and_loses_nothing(self, key, count: int):
        ids = [f"o{number}" for number in range(count)]
        self.assertEqual(shuffled(str(key), ids), shuffled(str(key), ids))
        self.assertEqual(sorted(shuffled(str(key), ids)), ids)

    @given(st.uuids(), st.integers(2, 6))
    def test_it_is_never_already_right(self, key, count: int):
        ids = [f"o{number}" for number in range(count)]
        self.assertNotEqual(list(shuffled(str(key), ids)), ids)


class AskableTests(TestCase):
    """Whether a question can be asked as it stands."""

    @given(KINDS, RIGHTS)
    def test_a_question_without_problems_can_be_answered_right_and_wrong(
        self, kind: QuestionKind, rights: list[bool]
    ):
        texts = [str(number) for number in range(len(rights))]
        if problems(kind, rights, texts):
            return
        options = options_of(rights)
        ids = [option.id for option in options]
        tries = [[id_] for id_ in ids] + [
            ids,
            ids[::-1],
            list(mark(kind, options, []).right_ids),
        ]
        results = {mark(kind, options, chosen).is_right for chosen in tries}
        self.assertEqual(results, {True, False})

    def test_each_kind_says_what_it_needs(self):
        cases = [
            ("one", [True, True], Problem.NEEDS_ONE_RIGHT),
            ("one", [False, False], Problem.NEEDS_ONE_RIGHT),
            ("true-false", [True, False, False], Problem.NEEDS_TWO_ANSWERS),
            ("several", [True, True], Problem.NEEDS_RIGHT_AND_WRONG),
            ("several", [False, False], Problem.NEEDS_RIGHT_AND_WRONG),
            ("order", [False, False], Problem.NEEDS_THREE_ANSWERS),
        ]
        for kind, rights, problem in cases:
            with self.subTest(kind=kind, rights=rights):
                texts = [str(number) for number in range(len(rights))]
                self.assertIn(problem, problems(kind, rights, texts))

    def test_two_answers_that_say_the_same_are_refused(self):
        found = problems("one", [True, False], ["对", "对"])
        self.assertEqual(found, [Problem.SAME_ANSWER_TWICE])


class TellingTests(TestCase):
    """What is said about a try."""

    def test_without_a_choice_it_asks_for_one(self):
        self.assertEqual(
            telling("one", mark("one", options_of([True, False]), [])), ["nudge"]
        )

    def test_a_right_answer_is_praised_with_its_reason(self):
        marking = mark("one", options_of([True, False]), ["o0"])
        self.assertEqual(telling("one", marking), ["right", "reason-o0"])

    def test_a_wrong_answer_gets_its_reason_and_a_hint(self):
        marking = mark("one", options_of([True, False]), ["o1"])
        self.assertEqual(telling("one", marking), ["wrong", "reason-o1", "hint"])

    def test_half_right_explains_only_what_was_wrong(self):
        marking = mark("several", options_of([True, True, False]), ["o0", "o2"])
        self.assertEqual(telling("several", marking), ["wrong", "reason-o2", "hint"])

    def test_a_wrong_order_gets_the_hint(self):
        marking = mark("order", options_of([False] * 3), ["o2", "o1", "o0"])
        self.assertEqual(telling("order", marking), ["wrong", "hint"])
