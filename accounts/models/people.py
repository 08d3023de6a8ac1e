"""People: one account model for learners, trainers, organizers and editors."""

from __future__ import annotations

import uuid
from typing import ClassVar, cast

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import Audience, Role
from accounts.models.places import Region


class Organization(models.Model):
    """Who runs training projects: a county office, an association, a company."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name=_("region")
    )

    class Meta:
        """Names for the admin."""

        ordering = ["name"]
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")

    def __str__(self) -> str:
        return self.name


def learner_username() -> str:
    """A username nobody has to know: learners sign in with their card."""
    return f"learner-{uuid.uuid4().hex[:20]}"


class PersonQuerySet(models.QuerySet["User"]):
    """Questions about people."""

    def learners(self) -> PersonQuerySet:
        """People without a password and without a role: they come in with a card."""
        return self.filter(
            password__startswith=UNUSABLE_PASSWORD_PREFIX,
            is_superuser=False,
            is_staff=False,
            groups=None,
        )


class PersonManager(UserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Makes people."""

    def create_learner(self, *, display_name: str, **fields: object) -> User:
        """Make a learner: no password, no e-mail, no way into the admin."""
        learner = self.model(
            username=learner_username(), display_name=display_name, **fields
        )
        learner.set_unusable_password()
        learner.save(using=self._db)
        return cast("User", learner)


class User(AbstractUser):
    """A person. Asked for little: a name, a village, a birth decade.

    No identity-card number, no photograph, no exact birth date (DESIGN principle 5).
    Roles are Django groups named after `Role`; what somebody may see is decided per
    object (own cohorts, own organization), never by the role alone.
    """

    public_id = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        editable=False,
        help_text=_("Safe to show to the person's own phone."),
    )
    display_name = models.CharField(_("what to call you"), max_length=60, blank=True)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("township or village"),
        related_name="people",
    )
    birth_decade = models.PositiveSmallIntegerField(
        _("born in the"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2020)],
        help_text=_("First year of the decade, such as 1950. Never an exact date."),
    )
    audience = models.CharField(
        _("audience"), max_length=16, choices=Audience.choices, blank=True
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organization"),
    )
    is_test = models.BooleanField(
        _("only for trying out"),
        default=False,
        help_text=_("Left out of every figure and report."),
    )

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined]
        """Names for the admin."""

        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """What Wagtail calls the person on its screens."""
        return self.display_name or super().get_full_name()

    @property
    def is_learner(self) -> bool:
        """Whether this person comes in with a card: no password and no role."""
        has_power = self.is_superuser or self.is_staff or bool(self.group_names)
        return not has_power and not self.has_usable_password()

    def has_role(self, *roles: Role) -> bool:
        """Whether the person holds one of the roles; a superuser holds all."""
        if self.is_superuser:
            return True
        return bool({role.value for role in roles} & self.group_names)

    @property
    def group_names(self) -> set[str]:
        """Names of the person's groups, asked for once per object."""
        if not hasattr(self, "_group_names"):
            self._group_names = set(self.groups.values_list("name", flat=True))
        return self._group_names
