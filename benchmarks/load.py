"""A small, quick HTTP client: the same request, or many, over a few kept connections."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CONNECTIONS = 16


@dataclass(frozen=True)
class Request:
    """One request, ready to be written to a socket."""

    path: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def encode(self) -> bytes:
        """The bytes that go over the line; a body makes it a POST."""
        lines = [
            f"{'POST' if self.body else 'GET'} {self.path} HTTP/1.1",
            "Host: 127.0.0.1",
            *(f"{name}: {value}" for name, value in self.headers),
            f"Content-Length: {len(self.body)}",
        ]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + self.body


@dataclass(frozen=True)
class Result:
    """How one run went."""

    requests: int
    seconds: float
    bodies: tuple[bytes, ...]

    @property
    def per_second(self) -> float:
        """Requests answered in a second."""
        return self.requests / self.seconds


def run(port: int, requests: Sequence[Request]) -> Result:
    """Send all requests once, sixteen at a time; raises unless each answers 200."""
    return asyncio.run(_run(port, [request.encode() for request in requests]))


async def _run(port: int, messages: list[bytes]) -> Result:
    remaining = iter(messages)
    bodies: list[bytes] = []
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(CONNECTIONS):
            group.create_task(_talk(port, remaining, bodies))
    return Result(len(messages), time.perf_counter() - began, tuple(bodies))


async def _talk(port: int, remaining: Iterator[bytes], bodies: list[bytes]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for message in remaining:
        writer.write(message)
        bodies.append(await _answer(reader))
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status, *lines = head.split("\r\n")
    if " 200" not in status:
        raise RuntimeError(status)
    fields = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
    return await reader.readexactly(int(fields["content-length"]))
