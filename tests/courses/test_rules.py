"""What counts as learned: promises that hold for every order, repetition and clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from courses.enums import EventKind
from courses.rules import (
    DEFAULT_RULE,
    Fact,
    PassRule,
    Standard,
    all_complete_at,
    believable_time,
    derive,
    is_in_period,
    required_lessons,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Outline:
    """A stand-in for the bones of a lesson."""

    lesson_key: str = "lesson"
    step_ids: tuple[str, ...] = ("look", "q1", "q2", "q3")
    questions: dict[str, str] = field(
        default_factory=lambda: {"q1": "one", "q2": "two", "q3": "three"}
    )


OUTLINE = Outline()


def seen(step: str, minute: int = 0) -> Fact:
    """A step was looked at."""
    return Fact(EventKind.STEP_SEEN, NOW + timedelta(minutes=minute), step=step)


def answered(step: str, minute: int = 0, *, right: bool = True) -> Fact:
    """The question of a step was answered."""
    return Fact(
        EventKind.ANSWERED,
        NOW + timedelta(minutes=minute),
        step=step,
        question=OUTLINE.questions[step],
        is_right=right,
    )


def completed(minute: int, outline: Outline = OUTLINE) -> Fact:
    """The server dated a completion."""
    return Fact(
        EventKind.COMPLETED,
        NOW + timedelta(minutes=minute),
        standard=Standard.of(outline, DEFAULT_RULE),
    )


WHOLE_LESSON = [
    seen("look", 0),
    answered("q1", 1, right=False),
    answered("q1", 2),
    answered("q2", 3),
    answered("q3", 4, right=False),
]

minutes = st.integers(0, 200_000)
facts = st.one_of(
    st.builds(seen, st.sampled_from(OUTLINE.step_ids), minutes),
    st.builds(
        answered, st.sampled_from(["q1", "q2", "q3"]), minutes, right=st.booleans()
    ),
    st.builds(completed, minutes),
)
histories = st.lists(facts, max_size=25)


class DeriveTests(TestCase):
    """One lesson, one learner."""

    def test_a_lesson_is_complete_when_all_was_seen_and_two_of_three_were_right(self):
        state = derive(OUTLINE, DEFAULT_RULE, WHOLE_LESSON)
        self.assertEqual(state.completed_at, NOW + timedelta(minutes=4))
        self.assertEqual(state.questions_right, ("one", "two"))

    def test_nobody_completes_by_pressing_next_without_answering(self):
        state = derive(OUTLINE, DEFAULT_RULE, [seen(step) for step in OUTLINE.step_ids])
        self.assertIsNone(state.completed_at)
        self.assertEqual(state.steps_seen, ("look",))

    def test_one_right_of_three_is_not_enough(self):
        tries = [answered("q1"), *(answered(q, right=False) for q in ("q2", "q3"))]
        state = derive(OUTLINE, DEFAULT_RULE, [seen("look"), *tries])
        self.assertIsNone(state.completed_at)

    def test_right_once_is_right_whatever_is_tapped_afterwards(self):
        again = [*WHOLE_LESSON, answered("q1", 9, right=False)]
        self.assertEqual(
            derive(OUTLINE, DEFAULT_RULE, again).completed_at,
            NOW + timedelta(minutes=4),
        )

    def test_a_question_left_out_keeps_the_lesson_open_even_with_two_right(self):
        state = derive(OUTLINE, DEFAULT_RULE, WHOLE_LESSON[:4])
        self.assertIsNone(state.completed_at)

    def test_nothing_empty_counts_as_complete(self):
        for outline in (
            Outline(step_ids=(), questions={}),
            Outline(step_ids=("look",), questions={}),
        ):
            self.assertIsNone(
                derive(outline, DEFAULT_RULE, [seen("look")]).completed_at
            )

    def test_a_part_of_an_answer_counts_as_a_whole_one(self):
        needed = [PassRule(2, 3).right_answers(count) for count in (1, 2, 3, 4, 6)]
        self.assertEqual(needed, [1, 2, 2, 3, 4])

    def test_a_stricter_rule_does_not_take_a_completion_away(self):
        state = derive(OUTLINE, PassRule(3, 3), [*WHOLE_LESSON, completed(4)])
        self.assertEqual(state.completed_at, NOW + timedelta(minutes=4))

    def test_a_longer_lesson_does_not_take_a_completion_away(self):
        longer = replace(OUTLINE, step_ids=(*OUTLINE.step_ids, "new"))
        state = derive(longer, DEFAULT_RULE, [*WHOLE_LESSON, completed(4)])
        self.assertEqual(state.completed_at, NOW + timedelta(minutes=4))

    def test_a_shorter_lesson_does_not_move_the_date_of_a_completion(self):
        shorter = Outline(step_ids=("q1",), questions={"q1": "one"})
        state = derive(shorter, DEFAULT_RULE, [*WHOLE_LESSON, completed(4)])
        self.assertEqual(state.completed_at, NOW + timedelta(minutes=4))

    def test_a_completion_stays_when_the_lesson_is_gone(self):
        state = derive(None, DEFAULT_RULE, [completed(4)])
        self.assertEqual(state.completed_at, NOW + timedelta(minutes=4))

    @given(st.data(), histories)
    def test_the_order_never_matters(self, data, history):
        shuffled = data.draw(st.permutations(history))
        self.assertEqual(
            derive(OUTLINE, DEFAULT_RULE, history),
            derive(OUTLINE, DEFAULT_RULE, shuffled),
        )

    @given(st.data(), histories.filter(bool))
    def test_a_repeated_fact_changes_nothing(self, data, history):
        twice = [*history, *data.draw(st.lists(st.sampled_from(history)))]
        self.assertEqual(
            derive(OUTLINE, DEFAULT_RULE, history), derive(OUTLINE, DEFAULT_RULE, twice)
        )

    @given(histories, histories)
    def test_one_more_fact_never_takes_anything_away(self, history, more):
        before = derive(OUTLINE, DEFAULT_RULE, history)
        after = derive(OUTLINE, DEFAULT_RULE, [*history, *more])
        self.assertLessEqual(set(before.steps_seen), set(after.steps_seen))
        self.assertLessEqual(set(before.questions_right), set(after.questions_right))
        if before.completed_at is not None:
            self.assertLessEqual(after.completed_at, before.completed_at)

    @given(histories)
    def test_the_date_is_the_first_moment_at_which_all_of_it_held(self, history):
        done = derive(OUTLINE, DEFAULT_RULE, history).completed_at
        until = [fact for fact in history if done and fact.counted_at <= done]
        self.assertEqual(derive(OUTLINE, DEFAULT_RULE, until).completed_at, done)
        earlier = [fact for fact in history if done and fact.counted_at < done]
        self.assertIsNone(derive(OUTLINE, DEFAULT_RULE, earlier).completed_at)


class BelievableTimeTests(TestCase):
    """Clocks of cheap phones."""

    def test_a_good_clock_is_believed(self):
        told = NOW - timedelta(days=3)
        self.assertEqual(believable_time(told, NOW), told)

    def test_a_clock_at_1970_is_put_right_with_its_own_time_of_sending(self):
        epoch = datetime(1970, 1, 1, tzinfo=UTC)
        counted = believable_time(epoch, NOW, sent_at=epoch + timedelta(hours=2))
        self.assertEqual(counted, NOW - timedelta(hours=2))

    def test_a_clock_at_2099_is_put_right_with_its_own_time_of_sending(self):
        future = datetime(2099, 1, 1, tzinfo=UTC)
        counted = believable_time(future, NOW, sent_at=future + timedelta(days=1))
        self.assertEqual(counted, NOW - timedelta(days=1))

    def test_without_a_time_of_sending_the_time_of_receipt_counts(self):
        for told in (
            datetime(1970, 1, 1, tzinfo=UTC),
            datetime(2099, 1, 1, tzinfo=UTC),
            NOW - timedelta(days=91),
            NOW + timedelta(minutes=6),
        ):
            self.assertEqual(believable_time(told, NOW), NOW)

    def test_a_clock_reset_after_the_event_leaves_the_good_time_alone(self):
        told = NOW - timedelta(hours=5)
        counted = believable_time(told, NOW, datetime(1970, 1, 1, tzinfo=UTC))
        self.assertEqual(counted, told)

    def test_nothing_counts_in_the_future(self):
        self.assertEqual(believable_time(NOW + timedelta(minutes=4), NOW), NOW)

    @given(
        st.datetimes(timezones=st.just(UTC)),
        st.none() | st.datetimes(timezones=st.just(UTC)),
    )
    def test_whatever_a_clock_says_the_result_is_believable(self, told, sent):
        counted = believable_time(told, NOW, sent)
        self.assertLessEqual(NOW - timedelta(days=90), counted)
        self.assertLessEqual(counted, NOW)


class PeriodAndCourseTests(TestCase):
    """Projects and courses."""

    def test_a_day_is_a_day_in_china(self):
        day = date(2026, 11, 24)
        self.assertTrue(is_in_period(datetime(2026, 11, 23, 16, tzinfo=UTC), day, day))
        self.assertFalse(is_in_period(datetime(2026, 11, 24, 16, tzinfo=UTC), day, day))

    def test_a_course_is_complete_with_its_last_required_lesson(self):
        later = NOW + timedelta(days=1)
        self.assertEqual(all_complete_at(["a", "b"], {"a": later, "b": NOW}), later)
        self.assertIsNone(all_complete_at(["a", "b"], {"a": NOW, "b": None}))
        self.assertIsNone(all_complete_at(["a", "b"], {"a": NOW}))

    def test_a_course_without_required_lessons_is_never_complete(self):
        self.assertIsNone(all_complete_at([], {"a": NOW}))

    def test_only_required_lessons_of_required_courses_are_needed(self):
        needed, extra = (
            {"key": "a", "required": True},
            {"key": "b", "required": False},
        )
        courses = [
            {"course": "1", "required": True, "lessons": [needed, extra]},
            {"course": "2", "required": False, "lessons": [needed]},
            {"course": "3", "required": True, "lessons": [needed]},
        ]
        self.assertEqual(required_lessons(courses), ["a"])
