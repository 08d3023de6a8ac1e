"""What a kept lesson page and a progress batch cost, as ratios to an empty Django view.

    python -m benchmarks.serve [--rounds 3]

Runs on SQLite, and on PostgreSQL as well when `DATABASE_URL` names a server (in a database
of its own, dropped afterwards). Each round measures all three one after the other, so that
a busy machine is busy for all of them; the medians are printed. A batch is one learner's
whole lesson; at the end every event is looked for in the database.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg import sql

from benchmarks import load
from benchmarks.server import RealServer

Made = dict[str, Any]

PAGE = "/lessons/check-the-name/"
PAGE_REQUESTS = 3000
EMPTY_REQUESTS = 1500
LEARNERS = 300
BATCHES_TO_WARM_UP = 20
MOST_ROUNDS = 6  # as many as there are starter lessons
HEAD = "| database | what | requests a second | ms each | times an empty view |"
PREPARE = f"""
import json, sys
import django; django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from importlib import import_module
from django.conf import settings
from accounts.models import User
from lessons.models import LessonPage
from lessons.selectors import outlines
from quiz.models import Question
store = import_module(settings.SESSION_ENGINE).SessionStore
cookies = []
for number in range({LEARNERS}):
    learner = User.objects.create_learner(display_name=f"Learner {{number}}")
    session = store()
    session[SESSION_KEY] = str(learner.pk)
    session[BACKEND_SESSION_KEY] = "accounts.backends.LearningCardBackend"
    session[HASH_SESSION_KEY] = learner.get_session_auth_hash()
    session.save()
    cookies.append(session.session_key)
right = {{q.key: [str(o.id) for o in q.options if o.value["is_right"]] or
         [str(o.id) for o in q.options] for q in Question.objects.all()}}
keys = LessonPage.objects.order_by("pk").values_list("translation_key", flat=True)
lessons = [{{"key": key, "steps": [[step, bones.questions.get(step, "")] for step in
            bones.step_ids]}} for key, bones in outlines(dict.fromkeys(keys)).items()]
json.dump({{"cookies": cookies, "lessons": lessons, "right": right}}, sys.stdout)
"""
COUNT = """
import django; django.setup()
from courses.models import LessonProgress, ProgressEvent
print(ProgressEvent.objects.filter(source="phone").count(),
      LessonProgress.objects.exclude(completed_at=None).count())
"""


def main() -> None:
    """Print the results as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, choices=range(1, MOST_ROUNDS))
    rounds = parser.parse_args().rounds
    print(HEAD)
    print("|---" * 5 + "|")
    report("SQLite", RealServer(), rounds)
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        with own_database(given) as url:
            report("PostgreSQL", RealServer(url), rounds)


def report(database: str, server: RealServer, rounds: int) -> None:
    """Measure one set-up and print a row for each of the three."""
    server.env["DJANGO_SETTINGS_MODULE"] = "benchmarks.serving_settings"
    with server:
        made = json.loads(server.python("-c", PREPARE))
        warm_up(server.port, made)
        runs = [measure(server.port, made, number) for number in range(rounds)]
        check(server, rounds, made)
    for name in runs[0]:
        speed = statistics.median(run[name].per_second for run in runs)
        ratio = statistics.median(
            run["empty view"].per_second / run[name].per_second for run in runs
        )
        print(
            f"| {database} | {name} | {speed:.0f} | {1000 / speed:.2f} | {ratio:.2f} |"
        )


def warm_up(port: int, made: Made) -> None:
    """Have every thread, template and connection made before the clock runs."""
    load.run(port, [load.Request("/empty/")] * 200)
    load.run(port, [load.Request(PAGE)] * 50)
    load.run(port, batches(made, MOST_ROUNDS - 1)[:BATCHES_TO_WARM_UP])


def measure(port: int, made: Made, number: int) -> dict[str, load.Result]:
    """One round: the same machine, the same minute."""
    page = load.Request(PAGE, (("Accept-Encoding", "gzip"),))
    return {
        "empty view": load.run(port, [load.Request("/empty/")] * EMPTY_REQUESTS),
        "kept lesson page": load.run(port, [page] * PAGE_REQUESTS),
        "progress batch": load.run(port, batches(made, number)),
    }


def batches(made: Made, number: int) -> list[load.Request]:
    """Each learner's way through one lesson, all answers right."""
    lesson = made["lessons"][number]
    return [batch_of(cookie, lesson, made["right"]) for cookie in made["cookies"]]


def batch_of(
    cookie: str, lesson: dict[str, Any], right: dict[str, list[str]]
) -> load.Request:
    """What a phone sends at the end of a lesson."""
    now = datetime.now(UTC).isoformat()
    events = [
        {
            "id": str(uuid.uuid4()),
            "kind": "answered" if question else "step_seen",
            "lesson": lesson["key"],
            "step": step,
            "question": question,
            "chosen": right.get(question, []),
            "occurred_at": now,
        }
        for step, question in lesson["steps"]
    ]
    headers = (
        ("Cookie", f"sessionid={cookie}"),
        ("Content-Type", "application/json"),
        ("Sec-Fetch-Site", "same-origin"),
    )
    body = json.dumps({"sent_at": now, "events": events}).encode()
    return load.Request("/api/progress/", headers, body)


def check(server: RealServer, rounds: int, made: Made) -> None:
    """Every event that was acknowledged is there, and every lesson is complete."""
    lessons = [*made["lessons"][:rounds]]
    last = made["lessons"][MOST_ROUNDS - 1]
    events = LEARNERS * sum(len(lesson["steps"]) for lesson in lessons)
    events += BATCHES_TO_WARM_UP * len(last["steps"])
    complete = LEARNERS * rounds + BATCHES_TO_WARM_UP
    found = server.python("-c", COUNT).split()
    if found != [str(events), str(complete)]:
        raise RuntimeError(f"expected {events} events, {complete} complete: {found}")


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """A new database on the same server; it is gone afterwards."""
    name = f"fieldside_benchmark_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{url.rsplit('/', 1)[0]}/{name}"
        finally:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


if __name__ == "__main__":
    main()
