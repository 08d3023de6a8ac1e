"""The server is killed with SIGKILL between requests: nothing acknowledged is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from django.conf import settings

from tests.support import databases

ROOT = Path(settings.BASE_DIR)
PREPARE = """
import json, sys
import django; django.setup()
from django.test import Client
from tests.courses.factories import make_learner, make_lesson, whole_lesson
from tests.courses.test_progress_endpoint import as_json
learner, lessons = make_learner(), [make_lesson() for _ in range(3)]
client = Client(); client.force_login(learner)
events = [as_json(e) for lesson in lessons for e in whole_lesson(lesson)]
json.dump({"cookie": client.cookies["sessionid"].value, "events": events}, sys.stdout)
"""
START_SECONDS = 120


class KilledServer:
    """uvicorn as a process of its own on a database file of its own."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "killed.sqlite3"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "settings.development",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "REDIS_URL": "",
        }
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}/api/progress/"
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, *arguments: str) -> str:
        """Run Python in the server's environment; what it wrote."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def start(self) -> None:
        """Start behind a door that is open already: whoever knocks waits."""
        door = str(self.door.fileno())
        self.process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "settings.asgi:application"]
            + ["--fd", door, "--log-level", "error", "--lifespan", "off"],
            cwd=ROOT,
            env=self.environment,
            pass_fds=[self.door.fileno()],
        )

    def kill(self) -> None:
        """No goodbye: SIGKILL."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def send(self, client: httpx.Client, events: list[dict]) -> list[dict]:
        """Send one batch; its receipts, or none when the server is gone."""
        try:
            answer = client.post(
                self.url,
                json={"events": events},
                headers={"Sec-Fetch-Site": "same-origin"},
            )
        except httpx.TransportError:
            return []
        answer.raise_for_status()
        return answer.json()["events"]


@pytest.fixture
def server(tmp_path: Path):
    """A killed server leaves no process behind."""
    server = KilledServer(tmp_path)
    yield server
    server.kill()
    server.door.close()


def test_nothing_acknowledged_is_lost_and_nothing_counts_twice(server) -> None:
    if not databases.restore(str(server.database)):
        server.run("manage.py", "migrate", "--verbosity", "0")
    made = json.loads(server.run("-c", PREPARE))
    chance = random.Random(7)  # noqa: S311 - a repeatable shuffle
    acknowledged: set[str] = set()
    waiting = made["events"]
    with httpx.Client(
        cookies={"sessionid": made["cookie"]}, timeout=START_SECONDS
    ) as client:
        for _round in range(2):
            server.start()
            for _batch in range(3):
                batch = chance.sample(waiting, min(4, len(waiting)))
                receipts = server.send(client, batch)
                acknowledged |= {receipt["id"] for receipt in receipts}
            server.kill()
            assert acknowledged <= stored_ids(server.database)
        server.start()
        final = server.send(client, waiting)
    server.kill()
    assert {receipt["status"] for receipt in final} <= {"stored", "duplicate"}
    assert stored_ids(server.database) == {event["id"] for event in waiting}
    server.run("manage.py", "recount", "--check", "--verbosity", "0")


def stored_ids(database: Path) -> set[str]:
    """Ids of the events the phone sent, read past Django."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT id FROM courses_progressevent WHERE source = 'phone'"
        ).fetchall()
    ids = {row[0] for row in rows}
    assert len(ids) == len(rows)
    return {f"{i[:8]}-{i[8:12]}-{i[12:16]}-{i[16:20]}-{i[20:]}" for i in ids}
