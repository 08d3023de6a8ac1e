"""The default set-up on a database of its own, for a benchmark or a picture.

    with RealServer() as server:
        httpx.get(server.url)

It is prepared as `make run` prepares it (real settings, hashed static files, starter
lessons), listens on loopback on a free port, and leaves nothing behind.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent
PREPARE = (
    "import django; django.setup(); "
    "from tools.prepare import prepare; prepare(lambda text: None)"
)


class RealServer:
    """uvicorn with the real settings, in processes of its own."""

    def __init__(self, database_url: str = "", narrate: bool = False) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="fieldside-")
        var = Path(self.folder.name)
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "settings.production",
            "SECRET_KEY": "only-for-a-benchmark-that-listens-on-loopback-0123456789",
            "HTTPS": "off",
            "ALLOWED_HOSTS": "*",
            "VAR_DIR": str(var),
            "MEDIA_ROOT": str(var / "media"),
            "DATABASE_URL": database_url or f"sqlite:///{var / 'fieldside.sqlite3'}",
            "REDIS_URL": os.environ.get("REDIS_URL", "") if database_url else "",
            "SPEECH_ENGINES": "espeak",
            "LOG_LEVEL": "ERROR",
        }
        self.narrate = narrate

    def __enter__(self) -> RealServer:
        self.python("-c", PREPARE)
        if self.narrate:
            self.manage("narrate")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = ["-m", "uvicorn", "settings.asgi:application", "--lifespan", "off"]
        command += ["--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [sys.executable, *command, "--log-level", "error"], cwd=ROOT, env=self.env
        )
        wait_for(self.port)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.folder.cleanup()

    def python(self, *arguments: str) -> str:
        """Run Python in the server's environment and give what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.env,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout

    def manage(self, *arguments: str) -> str:
        """Run one management command against the server's database."""
        return self.python("manage.py", *arguments)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: float = 60) -> None:
    """Return once the port answers; raise when it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    message = f"Nothing answered on port {port} within {seconds:.0f} seconds."
    raise TimeoutError(message)
