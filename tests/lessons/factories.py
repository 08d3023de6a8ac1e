"""Lessons for tests."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from lessons.models import LessonIndexPage, LessonPage
from tests.quiz.factories import make_question

SEED = UUID("6f1c7d4e-0000-4000-8000-000000000001")
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180">'
    b'<rect width="320" height="180" fill="#e9f1e2"/><circle cx="160" cy="90" r="60" '
    b'fill="#0a5c34"/></svg>'
)


def make_picture(source: bytes = SVG, name: str = "drawing.svg") -> Any:
    """A stored picture."""
    return get_image_model().objects.create(
        title=name, file=ContentFile(source, name=name), width=320, height=180
    )


def make_shelf() -> LessonIndexPage:
    """The shelf of lessons; the site's own first page, so that lessons have addresses."""
    shelf = LessonIndexPage.objects.first()
    if shelf is None:
        root = Page.objects.get(depth=1)
        shelf = root.add_child(instance=LessonIndexPage(title="课文", slug="lessons"))
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "root_page": shelf},
        )
    return shelf


def step(kind: str, name: str, **value: Any) -> dict[str, Any]:
    """One step as stored; its id depends on its name alone."""
    texts = {"title": "", "picture": None, "alt": "", "body": "先看一看。再说。"}
    if "items" in value:
        value["items"] = [
            {"type": "item", "id": str(uuid5(SEED, name + text)), "value": text}
            for text in value["items"]
        ]
    return {"type": kind, "id": str(uuid5(SEED, name)), "value": {**texts, **value}}


def question_step(name: str, question: Any) -> dict[str, Any]:
    """A step that asks a question."""
    return {"type": "question", "id": str(uuid5(SEED, name)), "value": question.pk}


def five_steps() -> list[dict[str, Any]]:
    """A lesson as they are: two screens, a question, a list to do, another question."""
    picture = make_picture()
    order = make_question("order", {"看名字": False, "看金额": False, "点付款": False})
    return [
        step("text", "look", title="先看名字", picture=picture.pk, alt="一部手机"),
        step("danger", "careful", title="别着急"),
        question_step("q1", make_question()),
        step("do_this", "try", title="练一练", items=["扫一扫。", "念出名字。"]),
        question_step("q2", order),
    ]


def make_lesson(steps: list[dict[str, Any]] | None = None, **fields: Any) -> LessonPage:
    """A published lesson."""
    defaults: dict[str, Any] = {
        "title": "付款前，先看清名字",
        "slug": "check-the-name",
        "subject": "pay",
        "summary": "付款前看一眼名字。",
        "remember": "名字对，再付款。",
        "source": "https://example.org/",
        "checked_on": date(2026, 11, 23),
        "review_by": date(2027, 5, 20),
    }
    page = LessonPage(
        **{**defaults, **fields}, steps=five_steps() if steps is None else steps
    )
    make_shelf().add_child(instance=page)
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)
