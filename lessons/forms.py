"""Reading an answer that came as a plain form, without JavaScript."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from quiz.enums import QuestionKind
from quiz.models import Question

ORDER_PREFIX = "order-"


class AnswerForm(forms.Form):
    """One try at a question: `cleaned_data["chosen"]` holds option ids, in order.

    Reads `choice` (once, or several times for "several"), or for "put in order" one
    place number per option in `order-<option id>`. Wrong ids and a missing choice are
    errors; a wrong answer is not.
    """

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        options = [(str(one.id), one.value["text"]) for one in question.shown_options()]
        if question.is_order:
            places = [(str(n), n) for n in range(1, len(options) + 1)]
            for id_, text in options:
                self.fields[ORDER_PREFIX + id_] = forms.ChoiceField(
                    label=text, choices=places, required=False
                )
        else:
            self.fields["choice"] = forms.MultipleChoiceField(
                choices=options, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Turn what was sent into the ids that were chosen, in order."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            raise ValidationError(_("Choose one of the answers shown."))
        chosen = self._ordered(cleaned) if self.question.is_order else cleaned["choice"]
        if not chosen:
            raise ValidationError(
                _("Choose an answer first. A wrong one costs nothing.")
            )
        if self.question.kind != QuestionKind.SEVERAL and not self.question.is_order:
            chosen = chosen[:1]
        return {**cleaned, "chosen": chosen}

    def _ordered(self, cleaned: dict[str, Any]) -> list[str]:
        places = {
            name.removeprefix(ORDER_PREFIX): int(place)
            for name, place in cleaned.items()
            if name.startswith(ORDER_PREFIX) and place
        }
        expected = set(range(1, len(self.question.options) + 1))
        if set(places.values()) != expected:
            raise ValidationError(_("Give each one its own number."))
        return sorted(places, key=places.__getitem__)

    @property
    def sentence(self) -> str:
        """The first thing that is wrong with what was sent, in words for the learner."""
        return str(self.non_field_errors()[0]) if self.non_field_errors() else ""
