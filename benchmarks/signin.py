"""The nine o'clock rush: a hall of sixty signs in with card and PIN within ten seconds.

    python -m benchmarks.signin [--learners 60] [--seconds 10] [--database URL]

A live server in the default set-up (uvicorn, SQLite) on a temporary database; the phones
are one other process. Each phone, at a moment drawn evenly over the ten seconds, opens the
address of its QR code, sends the PIN, and follows to the first page. What is told is the
time from opening the address to having that page, and that of the PIN alone. All have to
be in within 3 s. `--seconds 0` lets everybody press at once, which nobody promised.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import statistics
import sys
import time
from dataclasses import dataclass

import httpx

from benchmarks.server import RealServer

LIMIT_SECONDS = 3.0
PIN = "2580"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
MAKE_CARDS = """
import django, json, sys
django.setup()
from accounts.models import User
from accounts.selectors import current_consent_text
from accounts.services import give_consent, issue_card
text = current_consent_text("zh-hans")
numbers = []
for count in range({learners}):
    learner = User.objects.create_learner(display_name=f"学员{{count}}")
    give_consent(person=learner, text=text, heard=True)
    card, _pin = issue_card(learner=learner, issued_by=None, pin="{pin}")
    numbers.append(card.number)
print(json.dumps(numbers))
"""


@dataclass(frozen=True)
class Entry:
    """One learner's way in, in seconds: all of it, and the answer to the PIN alone."""

    whole: float
    pin: float


async def sign_in(url: str, number: str, wait: float) -> Entry:
    """One phone: the QR code's address, the PIN, the first page."""
    await asyncio.sleep(wait)
    async with httpx.AsyncClient(base_url=url, timeout=60) as phone:
        start = time.perf_counter()
        screen = await phone.get(f"/c/{number}/")
        token = TOKEN.search(screen.text)
        if token is None:
            message = f"The PIN was not asked for: {screen.status_code}"
            raise RuntimeError(message)
        sent = time.perf_counter()
        form = {"pin": PIN, "csrfmiddlewaretoken": token[1]}
        answer = await phone.post(f"/c/{number}/", data=form)
        answered = time.perf_counter()
        if answer.status_code != 302 or "who" not in phone.cookies:
            message = f"Not signed in: {answer.status_code}"
            raise RuntimeError(message)
        await phone.get(answer.headers["location"])
        return Entry(time.perf_counter() - start, answered - sent)


async def rush(url: str, numbers: list[str], seconds: float) -> list[Entry]:
    """Everybody, spread evenly at random over so many seconds."""
    moments = [random.uniform(0, seconds) for _number in numbers]
    return list(
        await asyncio.gather(
            *(
                sign_in(url, number, at)
                for number, at in zip(numbers, moments, strict=True)
            )
        )
    )


def row(name: str, values: list[float]) -> str:
    """Median, 99th percentile and the slowest, in milliseconds."""
    ordered = sorted(values)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    parts = (statistics.median(ordered), p99, ordered[-1])
    return " | ".join([f"| {name}", *(f"{1000 * part:.0f}" for part in parts)]) + " |"


def main() -> int:
    """Print a table; 1 when somebody waited longer than the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--database", default="", help="default: SQLite of its own")
    options = parser.parse_args()
    with RealServer(database_url=options.database) as server:
        script = MAKE_CARDS.format(learners=options.learners, pin=PIN)
        numbers = json.loads(server.python("-c", script).splitlines()[-1])
        httpx.get(
            f"{server.url}/enter/", timeout=60
        )  # the first page compiles templates
        entries = asyncio.run(rush(server.url, numbers, options.seconds))
    print(f"{len(entries)} learners within {options.seconds:g} s, milliseconds:\n")
    print("| | median | p99 | slowest |\n|---|---|---|---|")
    print(row("from the QR code to the first page", [entry.whole for entry in entries]))
    print(row("the PIN alone", [entry.pin for entry in entries]))
    slowest = max(entry.whole for entry in entries)
    return 0 if slowest < LIMIT_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
