"""Signing a learner in on the test phone, and learning on it."""

from __future__ import annotations

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import BrowserContext

from accounts.models import User
from courses.protocol import ReportedEvent


def sign_in(context: BrowserContext, site: str, person: User) -> None:
    """Give the phone a session of this person, as signing in with a card does."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    cookies = {"sessionid": session.session_key, "who": str(person.public_id)}
    context.add_cookies(
        [{"name": name, "value": value, "url": site} for name, value in cookies.items()]
    )


def remember(
    context: BrowserContext, events: list[ReportedEvent], who: str = ""
) -> None:
    """Put events into the phone's own memory before any page is opened."""
    entries = [
        {
            "who": who,
            "event": {
                "id": str(event.id),
                "kind": str(event.kind),
                "lesson": event.lesson,
                "step": event.step,
                "question": event.question,
                "chosen": list(event.chosen),
                "occurred_at": event.occurred_at.isoformat(),
            },
        }
        for event in events
    ]
    context.add_init_script(
        f"""if (!sessionStorage.getItem("remembered")) {{
          sessionStorage.setItem("remembered", "yes");
          for (const entry of {entries!r})
            localStorage.setItem("outbox:" + entry.event.id, JSON.stringify(entry));
        }}"""
    )
