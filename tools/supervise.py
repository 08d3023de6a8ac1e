"""Serve the product: prepare it, then keep web and worker running until Ctrl-C.

The worker (django-q2's cluster) runs tasks and holds the scheduler. A process that dies
is started again; one that dies at once, again and again, ends everything with its name.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from environs import Env

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.production")

PATIENCE_SECONDS = 5  # how long a process gets to end by itself
QUICK_DEATH_SECONDS = 3
QUICK_DEATHS_ALLOWED = 3
PR_SET_PDEATHSIG = 1


class CannotServeError(Exception):
    """Why serving is impossible, in one sentence for the person at the keyboard."""


class Child:
    """One process that is kept running."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.command = command
        self.quick_deaths = 0
        self.start()

    def start(self) -> None:
        """Start it in a process group of its own, tied to the supervisor's life."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, start_new_session=True, preexec_fn=_die_with_parent
        )

    def keep_running(self) -> None:
        """Start it again when it died; raise when that does not help."""
        if self.process.poll() is None:
            return
        lived = time.monotonic() - self.started_at
        self.quick_deaths = self.quick_deaths + 1 if lived < QUICK_DEATH_SECONDS else 0
        if self.quick_deaths >= QUICK_DEATHS_ALLOWED:
            message = f"The {self.name} process keeps ending; the lines above say why."
            raise CannotServeError(message)
        self.start()

    def ask_to_end(self) -> None:
        """Let it finish what it has in hand."""
        self._signal(signal.SIGTERM)

    def end(self) -> None:
        """Insist after a while. Its own children go with it."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE_SECONDS)
        self._signal(signal.SIGKILL)
        self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return


def _die_with_parent() -> None:
    """Linux: should the supervisor be killed outright, do not stay behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def main() -> int:
    """Prepare and serve; 0 after Ctrl-C, 1 with one sentence otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--reload", action="store_true", help="restart when code changes"
    )
    options = parser.parse_args()
    host = os.environ.get("HOST") or "0.0.0.0"  # noqa: S104 - phones in the hall come in
    try:
        port = read_port()
        check_free(host, port)
        name_address(host, port)
        prepare_all()
        serve(host, port, reload=options.reload)
    except CannotServeError as error:
        print(f"Fieldside: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("Fieldside: The disk is full. Make room and try again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def read_port() -> int:
    """PORT from the environment, 8000 without."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        message = f"PORT must be a number from 1 to 65535, not “{text}”."
        raise CannotServeError(message)
    return int(text)


def check_free(host: str, port: int) -> None:
    """Refuse a port that somebody else listens on, before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = {
                errno.EADDRINUSE: f"Port {port} is taken. Try: PORT={port + 1} make run",
                errno.EACCES: f"Port {port} needs more rights. Try: PORT=8000 make run",
            }.get(error.errno or 0, f"HOST {host} is not an address of this machine.")
            raise CannotServeError(message) from error


def name_address(host: str, port: int) -> None:
    """Let cards and certificates lead to this machine, unless BASE_URL says where."""
    Env().read_env(str(ROOT / ".env"), recurse=False)
    target = lan_address() if host == "0.0.0.0" else host  # noqa: S104 - compared
    os.environ.setdefault("BASE_URL", f"http://{target or '127.0.0.1'}:{port}")


def prepare_all() -> None:
    """Migrations, messages, static files, starter rows."""
    import django

    django.setup()
    from tools.prepare import prepare

    prepare(lambda text: print(text, flush=True))


def serve(host: str, port: int, *, reload: bool) -> None:
    """Run web and worker until asked to stop."""
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)  # a shell may start us with it ignored
    web = [sys.executable, "-m", "uvicorn", "settings.asgi:application"]
    web += [
        "--host",
        host,
        "--port",
        str(port),
        "--lifespan",
        "off",
        "--log-level",
        "warning",
    ]
    web += (
        ["--ws", "websockets-sansio", "--reload"]
        if reload
        else ["--ws", "websockets-sansio"]
    )
    worker = ["nice", "-n", "10", sys.executable, "manage.py", "qcluster"]
    children = [Child("web", web), Child("worker", worker)]
    try:
        wait_until_served(children, host, port)
        announce(host, port)
        while True:
            for child in children:
                child.keep_running()
            time.sleep(0.5)
    finally:
        for child in children:
            child.ask_to_end()
        for child in children:
            child.end()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def wait_until_served(children: list[Child], host: str, port: int) -> None:
    """Return once the port answers."""
    target = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound
    for _ in range(600):
        for child in children:
            child.keep_running()
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex((target, port)) == 0:
                return
        time.sleep(0.1)
    message = "The web process did not answer within a minute."
    raise CannotServeError(message)


def announce(host: str, port: int) -> None:
    """Say where the product is, for the keyboard and for a phone."""
    from django.conf import settings

    accounts = settings.VAR_DIR / "first-accounts.txt"
    lan = lan_address() if host == "0.0.0.0" else None  # noqa: S104 - compared, not bound
    print(f"\n田间课堂 Fieldside is running: http://127.0.0.1:{port}/")
    if lan:
        import segno

        address = f"http://{lan}:{port}/"
        print(f"On a phone in the same network: {address}")
        segno.make(address, micro=False).terminal(compact=True)
    if accounts.exists():
        print(f"First organizer's and trainer's passwords: {accounts}")
    print("Narration is made in the background. Ctrl-C ends everything.", flush=True)


def lan_address() -> str | None:
    """This machine's address on the local network, without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # RFC 5737: an address nobody has
            address = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if address.startswith("127.") else address


if __name__ == "__main__":
    raise SystemExit(main())
