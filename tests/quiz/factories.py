"""Questions for tests."""

from __future__ import annotations

from uuid import UUID, uuid5

from wagtail.models import Locale

from quiz.models import Question

SEED = UUID("6f1c7d4e-0000-4000-8000-000000000000")


def option_id(text: str) -> str:
    """The id of the option with this text in questions made here."""
    return str(uuid5(SEED, text))


def make_question(
    kind: str = "one",
    options: dict[str, bool] | None = None,
    prompt: str = "该怎么办？",
    language: str = "zh-hans",
) -> Question:
    """A stored question; `options` maps each text to whether it is right."""
    options = options or {"先不付，问一问": True, "马上付": False, "不管它": False}
    return Question.objects.create(
        kind=kind,
        prompt=prompt,
        hint="付钱以前，问一句最省事。",
        locale=Locale.objects.get_or_create(language_code=language)[0],
        options=[
            {
                "type": "option",
                "id": option_id(text),
                "value": {
                    "text": text,
                    "is_right": is_right,
                    "reason": f"因为选了{text}。",
                },
            }
            for text, is_right in options.items()
        ],
    )
