"""People, lessons, courses and projects for tests.

`make_lesson()` is a whole little lesson: one text and three questions with the options
`right` and `wrong`. Every maker takes what matters for the test and fills in the rest.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from accounts.enums import Audience, RegionLevel, Role
from accounts.models import Organization, Region, User
from courses.enums import EventKind
from courses.models import (
    Cohort,
    CourseIndexPage,
    CourseLesson,
    CoursePage,
    HomePage,
    ProjectCourse,
    TrainingProject,
)
from courses.protocol import ReportedEvent
from lessons.enums import Subject
from lessons.models import LessonIndexPage, LessonPage
from quiz.enums import QuestionKind
from quiz.models import Question

numbers = count(1)


def make_learner(name: str = "王秀兰", **fields: object) -> User:
    """A learner without password."""
    return User.objects.create_learner(display_name=name, **fields)


def make_staff(*roles: Role, organization: Organization | None = None) -> User:
    """A member of staff with these roles (groups) and the password `pass`."""
    user = User.objects.create_user(
        f"staff-{next(numbers)}", password="pass", organization=organization
    )
    user.groups.set(Group.objects.get_or_create(name=role.value)[0] for role in roles)
    return user


def make_home(language: str = "zh-hans") -> HomePage:
    """The first screen of a language, below the root, with its site."""
    locale = Locale.objects.get_or_create(language_code=language)[0]
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        other = HomePage.objects.first()
        home = HomePage(title="田间课堂", slug=f"home-{language}", locale=locale)
        if other is not None:
            home.translation_key = other.translation_key
        Page.get_first_root_node().add_child(instance=home)
    if language == "zh-hans":
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "port": 80, "root_page": home},
        )
    return home


def make_question(
    *,
    kind: str = QuestionKind.ONE,
    language: str = "zh-hans",
    key: uuid.UUID | None = None,
) -> Question:
    """A question whose options are called right and wrong; see `option_id`."""
    key = key or uuid.uuid4()
    return Question.objects.create(
        kind=kind,
        prompt="收款人名字不对，怎么办？",
        hint="再看看名字。",
        translation_key=key,
        locale=Locale.objects.get_or_create(language_code=language)[0],
        options=[
            _option(key, "right", "不付款", is_right=True),
            _option(key, "wrong", "先付了再说", is_right=False),
        ],
    )


def option_id(question: Question | str, name: str) -> str:
    """The id of the option `right` or `wrong` of a question (or of a question's key)."""
    key = question if isinstance(question, str) else question.translation_key
    return str(uuid.uuid5(uuid.UUID(str(key)), name))


def make_lesson(
    title: str = "看清名字",
    *,
    questions: int = 3,
    language: str = "zh-hans",
    **fields: object,
) -> LessonPage:
    """A published lesson of one text and some questions."""
    home = make_home(language)
    shelf = LessonIndexPage.objects.child_of(home).first() or home.add_child(
        instance=LessonIndexPage(title="课文", slug="lessons", locale=home.locale)
    )
    steps = [_text_step()]
    for _number in range(questions):
        asked = make_question(language=language)
        steps.append({"type": "question", "value": asked.pk, "id": str(uuid.uuid4())})
    lesson = LessonPage(
        title=title,
        slug=f"lesson-{next(numbers)}",
        locale=home.locale,
        **{**_lesson_fields(), "steps": steps, **fields},
    )
    return shelf.add_child(instance=lesson)


def make_course(
    *lessons: LessonPage, title: str = "放心付款", optional: Sequence[LessonPage] = ()
) -> CoursePage:
    """A published course of these lessons (by default, of one new lesson)."""
    home = make_home()
    shelf = CourseIndexPage.objects.child_of(home).first() or home.add_child(
        instance=CourseIndexPage(title="课程", slug="courses", locale=home.locale)
    )
    course = CoursePage(
        title=title,
        slug=f"course-{next(numbers)}",
        subject=Subject.PAY,
        summary="付款前看一眼",
        locale=home.locale,
    )
    if not lessons and not optional:
        lessons = (make_lesson(),)
    course.course_lessons = [
        *(CourseLesson(lesson=lesson) for lesson in lessons),
        *(CourseLesson(lesson=lesson, is_required=False) for lesson in optional),
    ]
    return shelf.add_child(instance=course)


def make_region(name: str = "河南省", code: str = "410000") -> Region:
    """A province."""
    return Region.objects.get_or_create(
        code=code,
        defaults={"name": name, "full_name": name, "level": RegionLevel.PROVINCE},
    )[0]


def make_organization(name: str = "") -> Organization:
    """Who runs projects."""
    return Organization.objects.create(name=name or f"县文旅局 {next(numbers)}")


def make_project(*courses: CoursePage, **fields: object) -> TrainingProject:
    """A project being planned, from a month ago to a month ahead, with these courses."""
    today = timezone.localdate()
    defaults = {
        "name": f"手机课 {next(numbers)}",
        "organization": fields.get("organization") or make_organization(),
        "region": fields.get("region") or make_region(),
        "audience": Audience.FARMER_SENIOR,
        "starts_on": today - timedelta(days=30),
        "ends_on": today + timedelta(days=30),
        "target_completed": 10,
    }
    project = TrainingProject.objects.create(**{**defaults, **fields})
    for course in courses:
        ProjectCourse.objects.create(project=project, course=course)
    return project


def make_cohort(project: TrainingProject, *trainers: User, name: str = "") -> Cohort:
    """A cohort with its trainers."""
    cohort = Cohort.objects.create(
        project=project, name=name or f"一班 {next(numbers)}"
    )
    cohort.trainers.set(trainers)
    return cohort


def step_seen(
    lesson: LessonPage, step: str | None = None, at: datetime | None = None
) -> ReportedEvent:
    """A look at a step (by default the first) of a lesson."""
    return ReportedEvent(
        id=uuid.uuid4(),
        kind=EventKind.STEP_SEEN,
        lesson=str(lesson.translation_key),
        step=step or lesson.outline().step_ids[0],
        occurred_at=at or timezone.now(),
    )


def answer(
    lesson: LessonPage,
    number: int = 0,
    *,
    right: bool = True,
    at: datetime | None = None,
) -> ReportedEvent:
    """An answer to the lesson's question of this number."""
    step, question = list(lesson.outline().questions.items())[number]
    return ReportedEvent(
        id=uuid.uuid4(),
        kind=EventKind.ANSWERED,
        lesson=str(lesson.translation_key),
        step=step,
        occurred_at=at or timezone.now(),
        question=question,
        chosen=(option_id(question, "right" if right else "wrong"),),
    )


def whole_lesson(lesson: LessonPage, at: datetime | None = None) -> list[ReportedEvent]:
    """Everything it takes to complete a lesson."""
    outline = lesson.outline()
    looks = [
        step_seen(lesson, step, at)
        for step in outline.step_ids
        if step not in outline.questions
    ]
    return looks + [answer(lesson, n, at=at) for n in range(len(outline.questions))]


def _option(
    key: uuid.UUID, name: str, text: str, *, is_right: bool
) -> dict[str, object]:
    reason = "名字不对就停下。" if is_right else "付出去就难追回。"
    value = {"text": text, "is_right": is_right, "reason": reason}
    return {"type": "option", "value": value, "id": str(uuid.uuid5(key, name))}


def _text_step() -> dict[str, object]:
    value = {"title": "先看名字", "picture": None, "alt": "", "body": "付款前看名字。"}
    return {"type": "text", "value": value, "id": str(uuid.uuid4())}


def _lesson_fields() -> dict[str, object]:
    return {
        "subject": Subject.PAY,
        "summary": "付款前先看收款人的名字",
        "remember": "名字不对，就停下",
        "source": "https://www.example.gov.cn/",
        "checked_on": date(2026, 11, 23),
        "review_by": date(2027, 5, 20),
    }
