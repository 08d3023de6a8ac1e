"""Photos, evidence and finished projects for tests."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.users.models import UserProfile

from accounts.models import User
from courses.enums import EventSource
from courses.models import Cohort, TrainingProject
from courses.services import end_project, enrol, record_events, start_project
from reports.models import Evidence
from reports.services import add_evidence
from reports.services.evidence import clean_file
from tests.courses.factories import (
    make_cohort,
    make_course,
    make_learner,
    make_lesson,
    make_project,
    whole_lesson,
)

MEGABYTE = 1024 * 1024


def photo(colour: str = "green", *, kind: str = "JPEG", **saving: object) -> bytes:
    """A small picture."""
    content = BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, kind, **saving)
    return content.getvalue()


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    """The picture as a browser sends it."""
    return SimpleUploadedFile(name, content)


def make_evidence(
    project: TrainingProject, by: User, *, colour: str = "green"
) -> Evidence:
    """One photo of a project."""
    clean = clean_file(upload(photo(colour)), max_bytes=MEGABYTE)
    return add_evidence(project=project, title="签到表", file=clean, added_by=by)


def make_running_project(
    organizer: User, *, target: int = 1, name: str = ""
) -> tuple[TrainingProject, Cohort]:
    """A started project of one lesson with a cohort."""
    fields = {"name": name} if name else {}
    project = make_project(
        make_course(make_lesson()),
        organization=organizer.organization,
        target_completed=target,
        **fields,
    )
    cohort = make_cohort(project)
    start_project(project=project, by=organizer)
    project.refresh_from_db()
    return project, cohort


def learn_everything(learner: User, project: TrainingProject) -> None:
    """Complete every lesson of a project."""
    for place in project.project_courses.all():
        for entry in place.course.course_lessons.all():
            record_events(
                learner=learner,
                events=whole_lesson(entry.lesson),
                source=EventSource.PHONE,
            )


def make_finished_project(organizer: User, *, learners: int = 1) -> TrainingProject:
    """Ended, its target reached, with evidence; not yet submitted."""
    project, cohort = make_running_project(organizer, target=learners)
    for _number in range(learners):
        learner = make_learner()
        enrol(learner=learner, project=project, cohort=cohort, by=organizer)
        learn_everything(learner, project)
    end_project(project=project, by=organizer)
    project.refresh_from_db()
    make_evidence(project, organizer)
    return project


def speak_english(person: User) -> User:
    """Show this person the admin in English, so that tests can read it."""
    profile = UserProfile.get_for_user(person)
    profile.preferred_language = "en"
    profile.save()
    return person


def count_queries(client: Client, url: str, **query: str) -> int:
    """How many queries a page costs, without the page cache's own look at the clock."""
    with CaptureQueriesContext(connection) as queries:
        client.get(url, query)
    return sum("pagegeneration" not in query["sql"] for query in queries)
