"""A small programme to look at: used for pictures of the screens, never by `make run`.

    python tools/demo.py    prints JSON: {"card": …, "pin": …, "project": …, "cohort": …}

All names are invented. Everything goes through the same services as real use.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.production")

import django

django.setup()

from django.utils import timezone

from accounts.enums import Audience
from accounts.models import Organization, Region, User
from accounts.services.cards import choose_pin, issue_card
from courses.enums import EventKind, EventSource
from courses.models import Cohort, CoursePage, ProjectCourse, TrainingProject
from courses.protocol import ReportedEvent
from courses.services.progress import record_events
from courses.services.projects import enrol, start_project
from lessons.models import LessonPage
from quiz.models import Question

PIN = "2580"
NAMES = [
    "王秀英",
    "李桂兰",
    "张德福",
    "刘玉梅",
    "陈建国",
    "杨春花",
    "赵永贵",
    "黄彩霞",
    "周大山",
    "吴阿妹",
    "马志强",
    "朱小凤",
    "胡春生",
    "郭玉兰",
    "何国庆",
    "阿卜杜热合曼·买买提明",
    "林水根",
    "罗金凤",
]


def main() -> int:
    """Make the programme and say how to get in."""
    organizer = User.objects.get(username="organizer")
    project, cohort = make_project(organizer)
    learners = [make_learner(name, project, cohort, organizer) for name in NAMES]
    for number, learner in enumerate(learners):
        for page in lesson_pages()[: number % 7]:
            learn(learner, page)
    first = learners[0]
    learn(first, lesson_pages()[0])
    learn(first, lesson_pages()[1])
    learn(first, lesson_pages()[2], steps=3)
    card, _pin = issue_card(learner=first, issued_by=organizer)
    choose_pin(card=card, pin=PIN, chosen_by=organizer)
    ways = {"card": card.number, "pin": PIN, "project": project.pk, "cohort": cohort.pk}
    print(json.dumps(ways))
    return 0


def make_project(organizer: User) -> tuple[TrainingProject, Cohort]:
    """A running project with one cohort, taught by the first trainer."""
    organization, _ = Organization.objects.get_or_create(name="清溪县农业农村局")
    User.objects.filter(username__in=("organizer", "trainer")).update(
        organization=organization
    )
    today = timezone.localdate()
    project = TrainingProject.objects.create(
        name="清溪县“会用手机、看紧钱袋”培训班",
        organization=organization,
        region=Region.objects.provinces().get(code__startswith="62"),
        audience=Audience.FARMER_SENIOR,
        starts_on=today - timedelta(days=20),
        ends_on=today + timedelta(days=40),
        target_completed=30,
        created_by=organizer,
    )
    for course in CoursePage.objects.filter(locale__language_code="zh-hans"):
        ProjectCourse.objects.create(project=project, course=course)
    start_project(project=project, by=organizer)
    cohort = Cohort.objects.create(project=project, name="柳树村一班")
    cohort.trainers.set(User.objects.filter(username="trainer"))
    return project, cohort


def make_learner(
    name: str, project: TrainingProject, cohort: Cohort, organizer: User
) -> User:
    """One learner of the cohort."""
    learner = User.objects.create_learner(
        display_name=name, birth_decade=1950, audience=Audience.FARMER_SENIOR
    )
    enrol(learner=learner, project=project, cohort=cohort, by=organizer)
    return learner


def lesson_pages() -> list[LessonPage]:
    """The Chinese lessons, in the order of the courses."""
    courses = CoursePage.objects.filter(locale__language_code="zh-hans").order_by(
        "path"
    )
    return [place.lesson for course in courses for place in course.course_lessons.all()]


def learn(learner: User, page: LessonPage, steps: int | None = None) -> None:
    """See the steps and answer the questions rightly, as a phone would report it."""
    outline = page.outline()
    events = [
        event_about(page, step, outline.questions.get(step), timezone.now())
        for step in outline.step_ids[:steps]
    ]
    record_events(learner=learner, events=events, source=EventSource.PHONE)


def event_about(
    page: LessonPage, step: str, question_key: str | None, moment: datetime
) -> ReportedEvent:
    """A step seen, or its question answered."""
    lesson = str(page.translation_key)
    if question_key is None:
        return ReportedEvent(uuid.uuid4(), EventKind.STEP_SEEN, lesson, step, moment)
    question = Question.objects.filter(translation_key=question_key).first()
    if question is None:
        message = f"The lesson asks a question that is not there: {question_key}"
        raise LookupError(message)
    return ReportedEvent(
        uuid.uuid4(),
        EventKind.ANSWERED,
        lesson,
        step,
        moment,
        question_key,
        tuple(right_answers(question)),
    )


def right_answers(question: Question) -> list[str]:
    """The ids of the right options; all of them, in order, for "put in order"."""
    return [
        option.id
        for option in question.options
        if question.kind == "order" or option.value["is_right"]
    ]


if __name__ == "__main__":
    raise SystemExit(main())
