"""The rule of DESIGN section 5: when a project counts, and what it still lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.test import SimpleTestCase
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reports.enums import BEFORE_SUBMITTING, Actor, Need
from reports.rules import (
    ProjectFacts,
    checklist,
    counts,
    missing_before_submitting,
    next_step,
    percent,
    why_not_yet,
)

DONE = ProjectFacts(
    is_started=True,
    is_ended=True,
    target_completed=10,
    enrolments=12,
    completed=10,
    planned_online_percent=80,
    lessons_completed=100,
    lessons_online=90,
    evidence=2,
    is_submitted=True,
    is_verified=True,
)
LACKING = {
    Need.STARTED: {"is_started": False},
    Need.ENDED: {"is_ended": False},
    Need.TARGET: {"completed": 9},
    Need.TEACHING: {"lessons_online": 79},
    Need.EVIDENCE: {"evidence": 0},
    Need.SUBMITTED: {"is_submitted": False},
    Need.VERIFIED: {"is_verified": False},
}

small = st.integers(min_value=0, max_value=500)
facts = st.builds(
    ProjectFacts,
    is_started=st.booleans(),
    is_ended=st.booleans(),
    is_cancelled=st.booleans(),
    ends_on=st.none() | st.dates(),
    target_completed=st.integers(min_value=1, max_value=500),
    enrolments=small,
    completed=small,
    planned_online_percent=st.integers(min_value=0, max_value=100),
    lessons_completed=small,
    lessons_online=small,
    evidence=small,
    is_submitted=st.booleans(),
    return_reason=st.sampled_from(["", "缺签到表"]),
    is_verified=st.booleans(),
)


class ChecklistTests(SimpleTestCase):
    """One line a requirement, in plain words."""

    def setUp(self) -> None:
        self.enterContext(translation.override("en"))

    def test_a_project_that_has_everything_counts(self) -> None:
        self.assertTrue(counts(DONE))
        self.assertEqual(why_not_yet(DONE), [])
        self.assertTrue(all(line.is_met for line in checklist(DONE)))

    def test_each_thing_that_is_missing_is_named_alone(self) -> None:
        for need, lack in LACKING.items():
            with self.subTest(need):
                unmet = [
                    line.need
                    for line in checklist(replace(DONE, **lack))
                    if not line.is_met
                ]
                self.assertEqual(unmet, [need])

    def test_the_words_say_how_much_is_missing(self) -> None:
        almost = replace(DONE, completed=9, is_verified=False)
        words = why_not_yet(almost)[0].words
        self.assertEqual(words, "1 learner still has to complete it: 9 of 10 so far.")

    def test_a_running_project_says_until_when(self) -> None:
        running = replace(
            DONE, is_ended=False, is_verified=False, ends_on=date(2027, 3, 1)
        )
        self.assertIn("2027-03-01", why_not_yet(running)[0].words)

    def test_a_project_that_was_handed_back_says_why(self) -> None:
        back = replace(
            DONE, is_verified=False, is_submitted=False, return_reason="缺签到表"
        )
        self.assertIn("缺签到表", why_not_yet(back)[0].words)

    def test_nothing_empty_counts_as_learned(self) -> None:
        empty = replace(
            DONE, planned_online_percent=0, lessons_completed=0, lessons_online=0
        )
        lacking = missing_before_submitting(empty)
        self.assertEqual([line.need for line in lacking], [Need.TEACHING])

    def test_a_target_of_nobody_is_never_reached(self) -> None:
        nobody = replace(DONE, target_completed=0, completed=0)
        lacking = missing_before_submitting(nobody)
        self.assertEqual([line.need for line in lacking], [Need.TARGET])

    def test_only_a_second_person_can_do_the_last_step(self) -> None:
        waiting = replace(DONE, is_verified=False)
        (last,) = why_not_yet(waiting)
        self.assertEqual(last.actor, Actor.VERIFIER)

    @given(facts)
    def test_a_project_counts_exactly_when_nothing_is_missing(
        self, some: ProjectFacts
    ) -> None:
        self.assertEqual(counts(some), why_not_yet(some) == [])

    @given(facts)
    def test_every_line_is_there_once_and_says_something(
        self, some: ProjectFacts
    ) -> None:
        lines = checklist(some)
        self.assertEqual([line.need for line in lines], list(Need))
        self.assertTrue(all(line.words and "%(" not in line.words for line in lines))

    @given(facts)
    def test_without_verification_nothing_counts(self, some: ProjectFacts) -> None:
        self.assertFalse(counts(replace(some, is_verified=False)))

    @given(facts)
    def test_a_cancelled_project_never_counts(self, some: ProjectFacts) -> None:
        self.assertFalse(counts(replace(some, is_cancelled=True)))

    @given(facts, small)
    def test_more_completions_never_take_the_target_away(
        self, some: ProjectFacts, more: int
    ) -> None:
        def lacks(facts: ProjectFacts) -> set[Need]:
            return {line.need for line in missing_before_submitting(facts)}

        better = replace(some, completed=some.completed + more)
        self.assertLessEqual(lacks(better), lacks(some))

    @given(facts)
    def test_what_blocks_submitting_is_part_of_what_blocks_counting(
        self, some: ProjectFacts
    ) -> None:
        unverified = replace(some, is_verified=False)
        blocking = {line.need for line in missing_before_submitting(unverified)}
        self.assertLessEqual(blocking, {line.need for line in why_not_yet(unverified)})
        self.assertLessEqual(blocking, set(BEFORE_SUBMITTING))


class NextStepTests(SimpleTestCase):
    """What waits for somebody today."""

    today = date(2027, 3, 1)
    everybody = frozenset(Actor)

    def next_need(self, facts: ProjectFacts, *actors: Actor) -> Need | None:
        line = next_step(facts, actors or self.everybody, self.today)
        return line and line.need

    def test_a_running_project_waits_for_its_end_only_when_it_is_over(self) -> None:
        running = replace(DONE, is_ended=False, is_submitted=False, is_verified=False)
        last_day = replace(running, ends_on=self.today)
        overdue = replace(running, ends_on=date(2027, 2, 28))
        self.assertIsNone(self.next_need(last_day))
        self.assertEqual(self.next_need(overdue), Need.ENDED)

    def test_submitting_waits_until_all_before_it_is_there(self) -> None:
        ended = replace(DONE, is_submitted=False, is_verified=False)
        self.assertEqual(self.next_need(ended), Need.SUBMITTED)
        self.assertEqual(self.next_need(replace(ended, evidence=0)), Need.EVIDENCE)
        self.assertIsNone(self.next_need(replace(ended, completed=1)))

    def test_verifying_waits_for_the_submission_and_for_a_verifier(self) -> None:
        waiting = replace(DONE, is_verified=False)
        self.assertEqual(self.next_need(waiting), Need.VERIFIED)
        self.assertIsNone(self.next_need(waiting, Actor.ORGANIZER))
        unsent = replace(waiting, is_submitted=False)
        self.assertIsNone(self.next_need(unsent, Actor.VERIFIER))

    def test_nothing_waits_in_what_counts_or_was_cancelled(self) -> None:
        self.assertIsNone(self.next_need(DONE))
        cancelled = replace(DONE, is_cancelled=True, is_verified=False)
        self.assertIsNone(self.next_need(cancelled))

    @given(facts, st.sets(st.sampled_from(Actor)), st.dates())
    def test_what_waits_is_always_missing_and_always_somebodys(
        self, some: ProjectFacts, actors: set[Actor], today: date
    ) -> None:
        line = next_step(some, actors, today)
        if line is not None:
            self.assertIn(line, why_not_yet(some))
            self.assertIn(line.actor, actors)


class PercentTests(SimpleTestCase):
    """Shares are rounded down, so that 100 means all."""

    @given(small, small)
    def test_a_hundred_per_cent_means_all(self, part: int, whole: int) -> None:
        share = percent(part, whole)
        self.assertTrue(0 <= share <= 100)
        if share == 100:
            self.assertGreaterEqual(part, whole)

    def test_ninety_nine_point_nine_is_not_a_hundred(self) -> None:
        self.assertEqual(percent(999, 1000), 99)
