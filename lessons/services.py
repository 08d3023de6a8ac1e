"""What follows when a lesson changes."""

from __future__ import annotations

from collections.abc import Iterable

from accessibility.page_cache import forget_pages
from lessons.models import LessonPage
from lessons.selectors import step_scripts
from media.services import request_narration


def renew(*, pages: Iterable[LessonPage] = (), label: str = "") -> None:
    """Have changed lessons spoken again, and no page shown as it was.

    Safe inside a transaction: voices and other processes hear of it when it commits.
    """
    scripts = [script for page in pages for script in step_scripts(page).values()]
    if scripts:
        request_narration(scripts, label=label)
    forget_pages()
