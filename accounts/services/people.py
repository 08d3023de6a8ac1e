"""Making people known and forgetting them again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import Consent, ConsentText, LearningCard, Region, User
from accounts.services.cards import issue_card
from accounts.signals import person_erased

if TYPE_CHECKING:
    from accounts.enums import Audience


@dataclass(frozen=True)
class Newcomer:
    """What somebody said about herself. Only the name is always there."""

    display_name: str
    region: Region | None = None
    birth_decade: int | None = None
    audience: Audience | str = ""


def register_learner(
    *, newcomer: Newcomer, text: ConsentText, heard: bool, pin: str
) -> tuple[User, LearningCard]:
    """Make a learner with her consent and a card under the PIN she chose."""
    with transaction.atomic():
        learner = User.objects.create_learner(
            display_name=newcomer.display_name,
            region=newcomer.region,
            birth_decade=newcomer.birth_decade,
            audience=newcomer.audience,
        )
        give_consent(person=learner, text=text, heard=heard)
        card, _pin = issue_card(learner=learner, issued_by=None, pin=pin)
    return learner, card


def give_consent(*, person: User, text: ConsentText, heard: bool) -> Consent:
    """Note that a person agreed to one version of the words. Twice is once."""
    consent, _made = Consent.objects.get_or_create(
        person=person,
        text=text,
        withdrawn_at=None,
        defaults={"read_aloud": heard},
    )
    return consent


def withdraw_consent(*, person: User) -> None:
    """Take every consent back and empty what she told us about herself.

    The card stays usable: whoever takes consent back may go on learning, without a name.
    """
    with transaction.atomic():
        person.consents.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
        person.display_name = ""
        _forget_answers(person)
        person.save(
            update_fields=["display_name", "region", "birth_decade", "audience"]
        )
        _forget_name_in_log(person)


def erase_person(*, person: User) -> None:
    """Delete an account: everything that names the person goes, what is counted stays.

    The row remains, empty and closed, so that the figures of a finished project do not
    change behind anybody's back.
    """
    old_public_id = person.public_id
    with transaction.atomic():
        person.learning_cards.all().delete()
        person.consents.all().delete()
        _forget_answers(person)
        person.username = f"gone-{uuid.uuid4().hex[:20]}"
        person.public_id = uuid.uuid4()
        person.display_name = person.first_name = person.last_name = person.email = ""
        person.organization = None
        person.last_login = None
        person.is_active = False
        person.set_unusable_password()
        person.save()
        _forget_name_in_log(person)
        person_erased.send(sender=User, person=person, public_id=old_public_id)


def _forget_answers(person: User) -> None:
    person.region = None
    person.birth_decade = None
    person.audience = ""


def _forget_name_in_log(person: User) -> None:
    """The log keeps what was done; it wrote the name down beside it."""
    ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk)
    ).update(label=str(person.pk))
