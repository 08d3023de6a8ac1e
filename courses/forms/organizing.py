"""Forms of organizers: a training project, a cohort, who takes part."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MinValueValidator
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from accounts.enums import Audience
from accounts.models import User
from courses.enums import ProjectStatus
from courses.models import Cohort, CompletionRule, CoursePage, TrainingProject
from courses.rules import DEFAULT_RULE
from courses.selectors.organizing import (
    courses_to_offer,
    organizations_of,
    trainers_to_offer,
)
from courses.services.rosters import (
    MAX_BYTES,
    CellRefused,
    RosterRefused,
    RosterRow,
    birth_decade,
    read_roster,
)

NEEDED, MORE = "needed", "more"
COURSE_CHOICES = (
    ("", gettext_lazy("Not taught")),
    (NEEDED, gettext_lazy("Needed to complete the project")),
    (MORE, gettext_lazy("Offered, not needed")),
)
STILL_OPEN_WHILE_RUNNING = ("name", "ends_on")


class TrainingProjectForm(WagtailAdminModelForm):
    """A training project with its courses and its completion rule.

    What "complete" means can change until the project starts; from then on only the name
    and the planned end can. Values of other fields are ignored, whatever is sent.
    """

    right_needed = forms.IntegerField(
        label=gettext_lazy("Right answers needed"),
        min_value=1,
        max_value=20,
        initial=DEFAULT_RULE.right_needed,
    )
    right_of = forms.IntegerField(
        label=gettext_lazy("Out of so many questions"),
        min_value=1,
        max_value=20,
        initial=DEFAULT_RULE.right_of,
        help_text=gettext_lazy("A lesson is complete with, say, 2 of 3 right."),
    )

    class Meta:
        """What is typed in; the state changes through its own buttons."""

        model = TrainingProject
        fields = [
            "name",
            "organization",
            "region",
            "audience",
            "starts_on",
            "ends_on",
            "target_completed",
            "planned_online_percent",
        ]
        widgets = {"starts_on": AdminDateInput(), "ends_on": AdminDateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations_of(self.for_user)
        self._offer_own_organization()
        self.fields["target_completed"].validators.append(MinValueValidator(1))
        self.courses = courses_to_offer()
        self._add_course_fields()
        self._show_rule()
        self._lock()

    def _offer_own_organization(self) -> None:
        organizations = list(self.fields["organization"].queryset[:2])
        self.has_no_organization = not organizations
        if len(organizations) == 1:
            self.fields["organization"].initial = organizations[0]
            self.fields["organization"].empty_label = None

    def _add_course_fields(self) -> None:
        chosen = {}
        if self.instance.pk:
            places = self.instance.project_courses.select_related("course")
            chosen = {
                place.course.translation_key: NEEDED if place.is_required else MORE
                for place in places
            }
        for course in self.courses:
            self.fields[course_field(course)] = forms.ChoiceField(
                label=course.title,
                choices=COURSE_CHOICES,
                required=False,
                initial=chosen.get(course.translation_key, ""),
                help_text=course.get_subject_display(),
            )

    def _show_rule(self) -> None:
        rule = self.instance.pk and self.instance.rules.first()
        if rule:
            self.fields["right_needed"].initial = rule.right_needed
            self.fields["right_of"].initial = rule.right_of

    def _lock(self) -> None:
        status = self.instance.status
        if status == ProjectStatus.DRAFT:
            return
        still_open = STILL_OPEN_WHILE_RUNNING if status == ProjectStatus.RUNNING else ()
        for name, field in self.fields.items():
            field.disabled = name not in still_open

    @property
    def is_planned(self) -> bool:
        """Whether courses and rule can still change."""
        return bool(self.instance.status == ProjectStatus.DRAFT)

    def clean(self) -> dict[str, Any]:
        """Check what only shows when fields are seen together."""
        cleaned: dict[str, Any] = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The end lies before the start."))
        needed, out_of = cleaned.get("right_needed"), cleaned.get("right_of")
        if needed and out_of and needed > out_of:
            self.add_error(
                "right_of", _("More right answers than questions are needed.")
            )
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> TrainingProject:
        """Keep the project, its courses and its rule together."""
        if not self.instance.pk:
            self.instance.created_by = self.for_user
        is_planned = self.is_planned
        project: TrainingProject = super().save(commit=commit)
        if is_planned:
            self._save_courses(project)
            self._save_rule(project)
        return project

    def _save_courses(self, project: TrainingProject) -> None:
        keys = [course.translation_key for course in self.courses]
        project.project_courses.filter(course__translation_key__in=keys).delete()
        for course in self.courses:
            choice = self.cleaned_data.get(course_field(course))
            if choice:
                project.project_courses.create(
                    course=course, is_required=choice == NEEDED
                )

    def _save_rule(self, project: TrainingProject) -> None:
        CompletionRule.objects.update_or_create(
            project=project,
            frozen_at=None,
            defaults={
                "right_needed": self.cleaned_data["right_needed"],
                "right_of": self.cleaned_data["right_of"],
            },
        )


def course_field(course: CoursePage) -> str:
    """Name of the field that says whether a course is taught."""
    return f"course_{course.translation_key.hex}"


class CohortForm(WagtailAdminModelForm):
    """A cohort: its name, its village and who teaches it."""

    class Meta:
        """What is typed in; the project is given."""

        model = Cohort
        fields = ["name", "region", "trainers"]
        widgets = {"trainers": forms.CheckboxSelectMultiple()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trainers"].queryset = trainers_to_offer(self.instance.project)

    def clean_name(self) -> str:
        """A name is used once in a project."""
        name: str = self.cleaned_data["name"]
        others = self.instance.project.cohorts.exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise forms.ValidationError(
                _("This project has a cohort of that name already.")
            )
        return name


class NewLearnerForm(forms.ModelForm[User]):
    """Somebody who has no learning card yet."""

    decade = forms.CharField(
        label=gettext_lazy("Birth decade"),
        required=False,
        max_length=10,
        help_text=gettext_lazy("Such as 1950. Never an exact date."),
    )

    class Meta:
        """Ask for little: everything but the name may stay empty."""

        model = User
        fields = ["display_name", "region", "audience"]
        labels = {"display_name": gettext_lazy("Name")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].required = True
        audience = cast("forms.ChoiceField", self.fields["audience"])
        audience.choices = [("", "—"), *Audience.choices]

    def clean_decade(self) -> int | None:
        """1950, 1950年代 and 50后 all mean 1950."""
        try:
            return birth_decade(self.cleaned_data["decade"].strip())
        except CellRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class RosterForm(forms.Form):
    """A roster file; valid when it can be read as a table with a column of names."""

    file = forms.FileField(
        label=gettext_lazy("Roster (CSV or XLSX)"),
        allow_empty_file=True,  # so that our own sentence is shown
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_file(self) -> list[RosterRow]:
        """Read the rows; a file that is no roster gets one clear sentence."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            # One byte more than allowed is enough to know that it is too large.
            return read_roster(upload.read(MAX_BYTES + 1))
        except RosterRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
