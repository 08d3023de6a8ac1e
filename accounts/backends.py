"""How a learner proves who she is: the number of her card and a PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import BaseBackend

from accounts.models import LearningCard, User
from accounts.rules import CARD_LOGIN_PREFIX

if TYPE_CHECKING:
    from django.http import HttpRequest


class LearningCardBackend(BaseBackend):
    """Sign in with the number of a learning card and its PIN.

    The username is `rules.card_login(number)`, so that tries are counted per card beside
    those of staff. A card never opens an account that has a password.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        pin: str | None = None,
        **credentials: Any,
    ) -> User | None:
        """The learner, or None when the card is not usable or the PIN is not hers."""
        if pin is None or not username or not username.startswith(CARD_LOGIN_PREFIX):
            return None
        number = username.removeprefix(CARD_LOGIN_PREFIX)
        card = (
            LearningCard.objects.usable()
            .select_related("learner")
            .filter(number=number)
            .first()
        )
        if card is None or not card.has_pin(pin):
            return None
        learner: User = card.learner
        return None if learner.has_usable_password() else learner

    def get_user(self, user_id: int) -> User | None:
        """The person of a session; one who left is nobody."""
        person: User | None = User.objects.filter(pk=user_id, is_active=True).first()
        return person
