"""What a lesson says aloud, and when it is said anew."""

from __future__ import annotations

from unittest import mock

from django.test import TestCase

from lessons.models import LessonPage
from lessons.selectors import FINISH, spoken_lessons, step_scripts
from media.registry import known_scripts
from media.rules import SpeechScript
from tests.lessons.factories import make_lesson, make_picture
from tests.quiz.factories import make_question, option_id

RENEW = "lessons.services.request_narration"
FORGET = "lessons.services.forget_pages"


def texts(script: SpeechScript, in_flow: bool) -> list[str]:
    """What a script reads in one go, or only when asked."""
    return [one.text for one in script.segments if one.in_flow is in_flow]


class SpeechTests(TestCase):
    """One script per step, and one for the last screen."""

    def test_every_step_and_the_last_screen_have_a_script(self) -> None:
        page = make_lesson()
        self.assertEqual(list(step_scripts(page)), [*page.outline().step_ids, FINISH])

    def test_a_screen_reads_its_heading_then_its_text(self) -> None:
        page = make_lesson()
        script = step_scripts(page)[page.outline().step_ids[0]]
        self.assertEqual(texts(script, in_flow=True), ["先看名字", "先看一看。再说。"])

    def test_a_list_reads_its_items(self) -> None:
        page = make_lesson()
        script = step_scripts(page)[page.outline().step_ids[3]]
        self.assertEqual(texts(script, in_flow=True)[-2:], ["扫一扫。", "念出名字。"])

    def test_a_question_reads_its_answers_and_keeps_its_feedback(self) -> None:
        page = make_lesson()
        script = step_scripts(page)[page.outline().step_ids[2]]
        flow = texts(script, in_flow=True)
        self.assertEqual(flow[0], "该怎么办？")
        self.assertEqual(flow[-3:], ["先不付，问一问", "马上付", "不管它"])
        names = {one.name for one in script.segments if not one.in_flow}
        reason = f"reason-{option_id('马上付')}"
        self.assertLessEqual({"right", "wrong", "hint", "nudge", reason}, names)

    def test_no_name_is_used_twice_in_a_script(self) -> None:
        for script in step_scripts(make_lesson()).values():
            names = [one.name for one in script.segments]
            self.assertEqual(len(names), len(set(names)))

    def test_the_voices_know_every_live_lesson(self) -> None:
        page = make_lesson()
        wanted = {label for label, _ in known_scripts() if label.startswith(page.title)}
        self.assertEqual(len(wanted), 6)
        page.unpublish()
        self.assertEqual(list(spoken_lessons()), [])

    def test_publishing_speaks_the_lesson_and_forgets_kept_pages(self) -> None:
        page = make_lesson()
        with mock.patch(RENEW) as request, mock.patch(FORGET) as forget:
            page.save_revision().publish()
        self.assertEqual(request.call_args.args[0], list(step_scripts(page).values()))
        forget.assert_called()

    def test_a_changed_question_is_spoken_anew_in_its_lesson(self) -> None:
        page = make_lesson()
        question = next(s.value for s in page.steps if s.block_type == "question")
        question.prompt = "您会怎么做？"
        with mock.patch(RENEW) as request, mock.patch(FORGET) as forget:
            question.save()
        said = {
            one.text for script in request.call_args.args[0] for one in script.segments
        }
        self.assertIn("您会怎么做？", said)
        forget.assert_called()

    def test_a_question_nobody_asks_is_not_spoken(self) -> None:
        with mock.patch(RENEW) as request:
            make_question()
        request.assert_not_called()

    def test_a_new_picture_and_a_withdrawn_lesson_forget_kept_pages(self) -> None:
        page = make_lesson()
        for change in (make_picture, page.unpublish):
            with self.subTest(change=change), mock.patch(FORGET) as forget:
                change()
            forget.assert_called()
        self.assertFalse(LessonPage.objects.live().exists())
