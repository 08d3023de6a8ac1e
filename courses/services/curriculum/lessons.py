"""Lessons: from content to pages and back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from courses.exceptions import CurriculumError
from courses.services.curriculum.content import (
    LessonContent,
    OptionContent,
    QuestionContent,
    StepContent,
)
from lessons.models import Competence, LessonPage
from quiz.models import Question


def content_of(page: LessonPage) -> LessonContent:
    """What a lesson page says now."""
    return LessonContent(
        title=page.title,
        subject=page.subject,
        audience=page.audience,
        summary=page.summary,
        remember=page.remember,
        source=page.source,
        checked_on=str(page.checked_on),
        review_by=str(page.review_by),
        competences=tuple(
            sorted(
                _competence_name(competence) for competence in page.competences.all()
            )
        ),
        steps=tuple(_step_content(step) for step in page.steps),
    )


def write_lesson(
    page: LessonPage, content: LessonContent, pictures: Mapping[str, Path]
) -> None:
    """Put the content into a page that is not saved yet; questions and pictures are."""
    for name in ("title", "subject", "audience", "summary", "remember", "source"):
        setattr(page, name, getattr(content, name))
    page.checked_on, page.review_by = content.checked_on, content.review_by
    images = {digest: image_of(digest, path) for digest, path in pictures.items()}
    page.steps = [_raw_step(step, images, page) for step in content.steps]
    page.competences = _competences(content.competences)


def image_of(digest: str, path: Path) -> Any:
    """The Wagtail image of a picture file, made once for the same bytes."""
    model = get_image_model()
    image = model.objects.filter(file_hash=digest).order_by("pk").first()
    if image is not None:
        return image
    with path.open("rb") as stream:
        file = ImageFile(stream, name=path.name)
        image = model(title=path.stem, file=file, file_hash=digest)
        image.file_size = path.stat().st_size
        image.save()
    return image


def add_competences(rows: Iterable[tuple[str, str, str, str]]) -> int:
    """Add the competences that are missing; those an editor renamed stay as they are."""
    added = 0
    for framework, version, code, name in rows:
        _row, is_new = Competence.objects.get_or_create(
            framework=framework, version=version, code=code, defaults={"name": name}
        )
        added += is_new
    return added


def _competence_name(competence: Competence) -> str:
    return f"{competence.framework} {competence.version} {competence.code}"


def _competences(names: tuple[str, ...]) -> list[Competence]:
    known = {_competence_name(row): row for row in Competence.objects.all()}
    for name in names:
        if name not in known:
            raise CurriculumError(f"competences: “{name}” is not in competences.toml")
    return [known[name] for name in names]


def _raw_step(
    step: StepContent, images: Mapping[str, Any], page: LessonPage
) -> dict[str, Any]:
    own_id = uuid.UUID(step.id)
    if step.question is not None:
        value: Any = _save_question(step.question, page).pk
    else:
        value = {
            "title": step.title,
            "picture": images[step.picture].pk if step.picture else None,
            "alt": step.alt,
            "body": step.body,
        }
        if step.items:
            value["items"] = [
                {"type": "item", "value": item, "id": str(uuid.uuid5(own_id, item))}
                for item in step.items
            ]
    return {"type": step.kind, "value": value, "id": step.id}


def _save_question(content: QuestionContent, page: LessonPage) -> Question:
    question = Question.objects.filter(
        translation_key=content.key, locale=page.locale
    ).first() or Question(translation_key=content.key, locale=page.locale)
    question.kind = content.kind
    question.prompt = content.prompt
    question.hint = content.hint
    question.options = [
        {
            "type": "option",
            "id": option.id,
            "value": {
                "text": option.text,
                "is_right": option.is_right,
                "reason": option.reason,
            },
        }
        for option in content.options
    ]
    question.full_clean()
    question.options.stream_block.clean(question.options)
    question.save()
    return question


def _step_content(step: Any) -> StepContent:
    if step.block_type == "question":
        question = _question_content(step.value) if step.value else None
        return StepContent(id=step.id, kind=step.block_type, question=question)
    value = step.value
    picture = value.get("picture")
    return StepContent(
        id=step.id,
        kind=step.block_type,
        title=value.get("title") or "",
        picture=picture.get_file_hash() if picture else "",
        alt=value.get("alt") or "",
        body=value.get("body") or "",
        items=tuple(value.get("items") or ()),
    )


def _question_content(question: Question) -> QuestionContent:
    return QuestionContent(
        key=question.key,
        kind=question.kind,
        prompt=question.prompt,
        hint=question.hint,
        options=tuple(
            OptionContent(
                id=block.id,
                text=block.value["text"],
                is_right=bool(block.value["is_right"]),
                reason=block.value["reason"],
            )
            for block in question.options
        ),
    )
