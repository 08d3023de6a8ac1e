"""What the worker runs for this app."""

from __future__ import annotations

from media import services


def run_job(job_id: int) -> None:
    """One narration job."""
    services.run_job(job_id=job_id)


def keep_up() -> None:
    """Scheduled: make what is missing, and try better voices."""
    services.keep_up()
