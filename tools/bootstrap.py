"""Make the virtual environment and `.env`. Standard library only: nothing is there yet.

Run by the Makefile with the machine's own Python. Running it again does nothing unless
the pinned requirements changed.
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VAR = ROOT / "var"
OLDEST_PYTHON = (3, 11)
ROOM_FOR_PACKAGES = 1_500_000_000  # bytes; the packages take about 0.9 GB with pip
ROOM_TO_RUN = 100_000_000

ENV_FILE = """\
# Made once by `make run` for this machine. Keep it to yourself.
SECRET_KEY={secret}
# A laptop in a village hall has no certificate. With one: HTTPS=on.
HTTPS=off
# Any address of this machine on the local network may be used.
ALLOWED_HOSTS=*
"""


class SetupError(Exception):
    """Something the person at the keyboard has to mend, in one sentence."""


def main() -> int:
    """Set up; 0 when all is ready, 1 with one sentence when it is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what tests need")
    options = parser.parse_args()
    files = ["requirements.txt"] + (["requirements-dev.txt"] if options.dev else [])
    try:
        check_python()
        install(files)
        write_env()
    except SetupError as error:
        print(f"Fieldside: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Fieldside: {explain(error)}", file=sys.stderr)
        return 1
    return 0


def check_python() -> None:
    """Refuse a Python that is too old."""
    if sys.version_info < OLDEST_PYTHON:
        have = ".".join(str(part) for part in sys.version_info[:3])
        message = f"Python 3.11 or newer is needed; this is Python {have}."
        raise SetupError(message)


def install(files: list[str]) -> None:
    """Install the pinned packages unless exactly these are installed already."""
    digest = hashlib.sha256()
    for name in files:
        digest.update((ROOT / name).read_bytes())
    stamp = VENV / f"installed-{'-'.join(files)}"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    check_room(ROOM_FOR_PACKAGES)
    make_venv()
    print(f"Installing packages ({', '.join(files)}) …", flush=True)
    wanted = [part for name in files for part in ("-r", str(ROOT / name))]
    if subprocess.run([*installer(), *wanted], check=False).returncode:
        message = "The packages could not be installed; the lines above say why."
        raise SetupError(message)
    stamp.write_text(digest.hexdigest())


def installer() -> list[str]:
    """uv when the machine has it, else the environment's own pip."""
    python = str(VENV / "bin" / "python")
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", python]
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return [*pip, "--no-warn-script-location"]


def make_venv() -> None:
    """Make `.venv`; Debian keeps the part that puts pip into it in another package."""
    if (VENV / "bin" / "python").exists():
        return
    print("Making the virtual environment …", flush=True)
    uv = shutil.which("uv")
    if uv and not run_quietly(
        [uv, "venv", "--quiet", "--python", sys.executable, str(VENV)]
    ):
        return
    make = [sys.executable, "-m", "venv", str(VENV)]
    if not run_quietly(make):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if not install_venv_package() or run_quietly(make):
        shutil.rmtree(VENV, ignore_errors=True)
        message = "Python's venv is missing. On Debian: apt-get install python3-venv"
        raise SetupError(message)


def install_venv_package() -> bool:
    """Fetch Debian's python3-venv when this user may; False when not."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    print("Installing python3-venv …", flush=True)
    run_quietly([apt, "-q", "update"])
    return not run_quietly([apt, "-q", "install", "-y", "python3-venv"])


def run_quietly(command: list[str]) -> int:
    """Run a command without its chatter and give its exit code."""
    return subprocess.run(command, capture_output=True, check=False).returncode


def check_room(needed: int) -> None:
    """Refuse to begin on a full disk rather than stop half-way."""
    free = shutil.disk_usage(ROOT).free
    if free < needed:
        message = (
            f"The disk is nearly full: {free // 1_000_000} MB free, "
            f"{needed // 1_000_000} MB needed. Make room and try again."
        )
        raise SetupError(message)


def write_env() -> None:
    """Write `.env` once, readable by its owner alone, and make `var/`."""
    check_room(ROOM_TO_RUN)
    VAR.mkdir(exist_ok=True)
    path = ROOT / ".env"
    if path.exists():
        return
    content = ENV_FILE.format(secret=secrets.token_urlsafe(64))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(content)


def explain(error: OSError) -> str:
    """One clear sentence for what the operating system refused."""
    if error.errno == errno.ENOSPC:
        return "The disk is full. Make room and try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"This folder cannot be written to ({error.filename})."
    return str(error)


if __name__ == "__main__":
    raise SystemExit(main())
