"""Load the curriculum: what is new is added, what an editor changed is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Page

from courses.exceptions import CurriculumError
from courses.models import CoursePage
from courses.services.curriculum import courses, files, lessons
from courses.services.curriculum.content import stable_id
from courses.services.curriculum.files import CurriculumFile
from courses.services.curriculum.shelves import (
    Shelves,
    put_up_shelves,
    site_languages,
)
from lessons.models import LessonPage

WRITTEN_FIELDS = {"title", "summary", "remember", "source", "checked_on", "review_by"}

Progress = Callable[[str], None]


class Outcome(StrEnum):
    """What became of one file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept as the editor left it"


@dataclass
class Report:
    """What a run did, by file, and what it could not do."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        """How many files ended this way."""
        return sum(found == outcome for found in self.outcomes.values())

    def names(self, outcome: Outcome) -> list[str]:
        """Which files ended this way."""
        return [name for name, found in self.outcomes.items() if found == outcome]


def count_files(root: Path) -> int:
    """How many lesson and course files there are, for a progress bar."""
    return sum(
        1 for kind in ("lessons", "courses") for _ in root.glob(f"{kind}/*/*.toml")
    )


def load_curriculum(*, root: Path, progress: Progress = lambda name: None) -> Report:
    """Load all lessons and courses below `root` into the site.

    Repeatable. Each file is loaded whole or not at all; one bad file does not stop the
    others. A page that an editor changed, or took offline, is never touched: the report
    names it. Raises `CurriculumError` only when the folder itself makes no sense.
    """
    if not root.is_dir():
        raise CurriculumError(f"{root}: there is no such folder")
    languages = site_languages()
    found = [
        (load, file)
        for kind, load in (("lessons", _load_lesson), ("courses", _load_course))
        for file in files.files_of(root, kind, languages)
    ]
    with transaction.atomic():
        lessons.add_competences(files.read_competences(root))
        shelves = put_up_shelves(languages)
    report = Report()
    for load, file in found:
        try:
            with transaction.atomic():
                report.outcomes[file.name] = load(file, shelves[file.language])
        except (CurriculumError, ValidationError) as error:
            report.errors.append(_sentence(file, error))
        progress(file.name)
    return report


def _load_lesson(file: CurriculumFile, shelves: Shelves) -> Outcome:
    read = files.read_lesson(file)
    key = stable_id(f"lesson/{file.key}")
    page = LessonPage.objects.filter(translation_key=key, locale=shelves.locale).first()
    if page is not None:
        page, outcome = _look_at(page, lessons.content_of, read.content.digest)
        if outcome is not Outcome.UPDATED:
            return outcome
    is_new = page is None
    page = page or LessonPage(
        translation_key=key, locale=shelves.locale, slug=file.key, live=False
    )
    lessons.write_lesson(page, read.content, read.pictures)
    page.steps.stream_block.clean(page.steps)
    _publish(page, file, read.content.digest, shelves.lessons if is_new else None)
    return Outcome.ADDED if is_new else Outcome.UPDATED


def _load_course(file: CurriculumFile, shelves: Shelves) -> Outcome:
    content = files.read_course(file)
    key = stable_id(f"course/{file.key}")
    page = CoursePage.objects.filter(translation_key=key, locale=shelves.locale).first()
    if page is not None:
        page, outcome = _look_at(page, courses.content_of, content.digest)
        if outcome is not Outcome.UPDATED:
            return outcome
    is_new = page is None
    page = page or CoursePage(
        translation_key=key, locale=shelves.locale, slug=file.key, live=False
    )
    courses.write_course(page, content)
    _publish(page, file, content.digest, shelves.courses if is_new else None)
    return Outcome.ADDED if is_new else Outcome.UPDATED


def _look_at(
    page: Any, content_of: Callable[[Any], Any], digest: str
) -> tuple[Any, Outcome]:
    """Compare a page with what was loaded into it and with what the file says now.

    Drafts count: an editor's work that is not published yet is not thrown away either.
    """
    latest = page.get_latest_revision_as_object()
    if not page.live or content_of(latest).digest != page.curriculum_digest:
        same = content_of(latest).digest == digest and page.live
        return latest, Outcome.UNCHANGED if same else Outcome.KEPT
    return latest, Outcome.UNCHANGED if page.curriculum_digest == digest else (
        Outcome.UPDATED
    )


def _publish(page: Any, file: CurriculumFile, digest: str, parent: Page | None) -> None:
    """Save the page as a published revision, so that its history is right."""
    page.curriculum_key = file.key
    page.curriculum_digest = digest
    others = {f.name for f in page._meta.fields} - WRITTEN_FIELDS
    page.clean_fields(exclude=others)
    if parent is not None:
        parent.add_child(instance=page)
    page.full_clean()
    page.save_revision(log_action=True).publish()


def _sentence(file: CurriculumFile, error: CurriculumError | ValidationError) -> str:
    """One line that names the file and the key."""
    if isinstance(error, CurriculumError):
        text = str(error)
        return text if text.startswith(file.name) else f"{file.name}: {text}"
    return f"{file.name}: " + "; ".join(_reasons(error))


def _reasons(error: ValidationError, place: str = "") -> Iterator[str]:
    """Every complaint inside nested validation errors, each with where it belongs."""
    nested: dict[Any, Any] = {}
    if isinstance(error, StreamBlockValidationError):
        nested = {f"steps[{number + 1}]": e for number, e in error.block_errors.items()}
        own = error.non_block_errors
        if own:
            nested["steps"] = ValidationError(list(own))
    elif getattr(error, "block_errors", None):
        nested = vars(error)["block_errors"]
    elif hasattr(error, "error_dict"):
        nested = {
            name: ValidationError(list(errors))
            for name, errors in error.error_dict.items()
        }
    if not nested:
        yield (
            f"{place}: {' '.join(error.messages)}"
            if place
            else " ".join(error.messages)
        )
    for name, inner in nested.items():
        if isinstance(inner, ValidationError):
            yield from _reasons(inner, f"{place}.{name}" if place else str(name))
