"""People, cards and places for tests."""

from __future__ import annotations

import factory
from django.contrib.auth.models import Group

from accounts.enums import Role
from accounts.models import LearningCard, Organization, Region, User
from accounts.services import issue_card, load_consent_texts, set_up_roles

PIN = "2580"
PASSWORD = "a long password for tests"


class RegionFactory(factory.django.DjangoModelFactory):
    """A province."""

    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "130000"
    name = "河北省"
    full_name = factory.SelfAttribute("name")
    level = 1


class OrganizationFactory(factory.django.DjangoModelFactory):
    """A county office."""

    class Meta:
        model = Organization

    name = factory.Sequence(lambda number: f"第 {number} 农技站")


def make_learner(name: str = "王阿姨", **fields: object) -> User:
    """Somebody who comes in with a card."""
    return User.objects.create_learner(display_name=name, **fields)


def make_card(learner: User | None = None, pin: str = PIN) -> LearningCard:
    """A card whose PIN is 2580."""
    card, _pin = issue_card(learner=learner or make_learner(), issued_by=None, pin=pin)
    return card


def make_staff(role: Role, username: str = "", **fields: object) -> User:
    """Somebody with a password and a role; the groups are set up on the way."""
    set_up_roles()
    user = User.objects.create_user(
        username or role.value, password=PASSWORD, display_name=role.value, **fields
    )
    user.groups.add(Group.objects.get(name=role.value))
    return user


def agree_to_everything(person: User) -> None:
    """So that sign-in leads straight to where one wanted to go."""
    from accounts.selectors import current_consent_text
    from accounts.services import give_consent

    load_consent_texts()
    give_consent(person=person, text=current_consent_text("zh-hans"), heard=False)
