"""From curriculum files to content; nothing here touches the database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from courses.exceptions import CurriculumError
from courses.services.curriculum.content import (
    CourseContent,
    LessonContent,
    OptionContent,
    QuestionContent,
    StepContent,
    stable_id,
)
from courses.services.curriculum.sections import Section
from lessons.enums import LessonAudience, Subject
from quiz.enums import QuestionKind

SCREEN_KINDS = ("text", "picture", "tip", "danger", "do_this")
STEP_KINDS = (*SCREEN_KINDS, "question")


@dataclass(frozen=True)
class CurriculumFile:
    """One file: which lesson or course, in which language."""

    path: Path
    root: Path

    @property
    def key(self) -> str:
        """The lesson's or course's own name, the same in every language."""
        return self.path.parent.name

    @property
    def language(self) -> str:
        """The language code."""
        return self.path.stem

    @property
    def name(self) -> str:
        """How the file is called in reports."""
        return self.path.relative_to(self.root).as_posix()


@dataclass(frozen=True)
class LessonFile:
    """A lesson as read, with the picture files it needs by their hash."""

    content: LessonContent
    pictures: dict[str, Path]


def files_of(root: Path, kind: str, languages: list[str]) -> Iterator[CurriculumFile]:
    """All files of a kind (`lessons`, `courses`), the first language first.

    Raises `CurriculumError` for a language the site does not speak.
    """
    paths = sorted((root / kind).glob("*/*.toml"))
    for path in paths:
        if path.stem not in languages:
            spoken = ", ".join(languages)
            raise CurriculumError(
                f"{path.relative_to(root).as_posix()}: the language “{path.stem}” is "
                f"none of: {spoken}"
            )
    for path in sorted(paths, key=lambda path: languages.index(path.stem)):
        yield CurriculumFile(path, root)


def read_competences(root: Path) -> list[tuple[str, str, str, str]]:
    """Framework, version, code and name of every competence lessons may speak of."""
    path = root / "competences.toml"
    if not path.exists():
        return []
    section = Section.of_file(path, root)
    found = []
    for entry in section.tables("competences"):
        fields = ("framework", "version", "code", "name")
        framework, version, code, name = (entry.text(field) for field in fields)
        entry.finish()
        found.append((framework, version, code, name))
    section.finish()
    return found


def read_lesson(file: CurriculumFile) -> LessonFile:
    """Read and check one lesson file. Raises `CurriculumError` naming file and key."""
    section = Section.of_file(file.path, file.root)
    desk = _LessonDesk(file.key, file.root / "pictures")
    content = LessonContent(
        title=section.text("title"),
        subject=section.choice("subject", Subject.values),
        audience=section.choice("audience", LessonAudience.values),
        summary=section.text("summary"),
        remember=section.text("remember"),
        source=section.text("source"),
        checked_on=section.day("checked_on"),
        review_by=section.day("review_by"),
        competences=tuple(sorted(section.texts("competences", is_required=False))),
        steps=tuple(desk.step(entry) for entry in section.tables("steps")),
    )
    section.finish()
    return LessonFile(content, desk.pictures)


def read_course(file: CurriculumFile) -> CourseContent:
    """Read and check one course file. Raises `CurriculumError` naming file and key."""
    section = Section.of_file(file.path, file.root)
    content = CourseContent(
        title=section.text("title"),
        subject=section.choice("subject", Subject.values),
        summary=section.text("summary"),
        lessons=section.texts("lessons"),
        optional=section.texts("optional", is_required=False),
    )
    section.finish()
    return content


class _LessonDesk:
    """Reads the steps of one lesson and gathers its pictures."""

    def __init__(self, lesson_key: str, folder: Path) -> None:
        self._path = f"lesson/{lesson_key}"
        self._folder = folder
        self._ids: set[str] = set()
        self.pictures: dict[str, Path] = {}

    def step(self, section: Section) -> StepContent:
        """One step of any kind."""
        name = section.text("id")
        if name in self._ids:
            raise section.refuse("id", f"“{name}” stands there twice")
        self._ids.add(name)
        kind = section.choice("kind", STEP_KINDS)
        step = (
            self._question_step(section, name)
            if kind == "question"
            else self._screen(section, name, kind)
        )
        section.finish()
        return step

    def _screen(self, section: Section, name: str, kind: str) -> StepContent:
        needs_body = kind not in ("picture", "do_this")
        picture = self._picture(section, is_required=kind == "picture")
        return StepContent(
            id=str(stable_id(f"{self._path}/{name}")),
            kind=kind,
            title=section.text("title", is_required=False),
            picture=picture,
            alt=section.text("alt", is_required=bool(picture)),
            body=section.text("body", is_required=needs_body),
            items=section.texts("items") if kind == "do_this" else (),
        )

    def _question_step(self, section: Section, name: str) -> StepContent:
        step_id = str(stable_id(f"{self._path}/{name}"))
        asked = section.table("question")
        question = QuestionContent(
            key=str(stable_id(f"{self._path}/{name}/question")),
            kind=asked.choice("kind", QuestionKind.values),
            prompt=asked.text("prompt"),
            hint=asked.text("hint", is_required=False),
            options=tuple(
                self._option(entry, f"{self._path}/{name}/option")
                for entry in asked.tables("options")
            ),
        )
        ids = [option.id for option in question.options]
        if len(set(ids)) != len(ids):
            raise asked.refuse("options", "two answers have the same id")
        in_order = question.kind == QuestionKind.ORDER
        if not in_order and not any(option.is_right for option in question.options):
            raise asked.refuse("options", "no answer is right")
        asked.finish()
        return StepContent(id=step_id, kind="question", question=question)

    def _option(self, section: Section, path: str) -> OptionContent:
        option = OptionContent(
            id=str(stable_id(f"{path}/{section.text('id')}")),
            text=section.text("text"),
            is_right=section.flag("right"),
            reason=section.text("reason"),
        )
        section.finish()
        return option

    def _picture(self, section: Section, *, is_required: bool) -> str:
        name = section.text("picture", is_required=is_required)
        if not name:
            return ""
        path = self._folder / name
        if Path(name).name != name or not path.is_file():
            raise section.refuse("picture", f"there is no file pictures/{name}")
        digest = hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
        self.pictures[digest] = path
        return digest
