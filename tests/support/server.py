"""The real ASGI application, served by uvicorn from a thread of the test process."""

from __future__ import annotations

import threading
from types import TracebackType

import uvicorn


class ThreadedServer:
    """`with ThreadedServer() as server: server.url`. Listens on loopback, on a free port."""

    def __init__(self) -> None:
        from settings.asgi import application

        config = uvicorn.Config(
            application,
            host="127.0.0.1",
            port=0,
            log_level="warning",
            lifespan="off",
            timeout_graceful_shutdown=5,
            loop="asyncio",  # uvloop's loop policy would leak into other tests
        )
        self.started = threading.Event()
        self.server = _AnnouncingServer(config, self.started)
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self) -> ThreadedServer:
        self.thread.start()
        if not self.started.wait(timeout=30):
            message = "The server did not start within 30 seconds."
            raise RuntimeError(message)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.server.should_exit = True
        self.thread.join(timeout=10)


class _AnnouncingServer(uvicorn.Server):
    """A uvicorn server that says when it listens and leaves signals alone."""

    def __init__(self, config: uvicorn.Config, started: threading.Event) -> None:
        super().__init__(config)
        self._announce = started

    async def startup(self, sockets: list | None = None) -> None:
        await super().startup(sockets=sockets)
        self._announce.set()

    def install_signal_handlers(self) -> None:
        """The test runner keeps its own handlers."""
