"""What one page costs a cheap phone: requests, bytes, script, and time to see it.

The network is Chromium's own throttle: 400 kbit/s both ways, 400 ms added to every
request, processor slowed four times, cold cache, 360 × 640 (DESIGN.md D6). Bytes are
what crossed the wire, headers included. No round trip for TLS is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser

KBIT_400 = 400 * 1000 / 8  # bytes a second
LATENCY_MS = 400
CPU_SLOWDOWN = 4
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "zh-CN",
}
WATCH_PAINT = """
window.__largest = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.__largest = entry.startTime;
}).observe({type: 'largest-contentful-paint', buffered: true});
"""
FIRST_PAINT = (
    "(performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime || 0"
)


@dataclass(frozen=True)
class Weight:
    """One page load. Times in milliseconds, sizes in bytes."""

    requests: int
    bytes: int
    script_bytes: int
    first_paint: float
    largest_paint: float
    hosts: frozenset[str]
    addresses: tuple[str, ...]


def weigh(browser: Browser, url: str, *, slow: bool = True) -> Weight:
    """Load a page cold and add up what it took."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    traffic = Traffic(wire)
    if slow:
        wire.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
        conditions: dict[str, float] = {"offline": False, "latency": LATENCY_MS}
        conditions |= {"downloadThroughput": KBIT_400, "uploadThroughput": KBIT_400}
        wire.send("Network.emulateNetworkConditions", conditions)
    page.add_init_script(WATCH_PAINT)
    page.goto(url, wait_until="networkidle", timeout=120_000)
    first, largest = page.evaluate(f"[{FIRST_PAINT}, window.__largest]")
    context.close()
    return traffic.weight(first, largest)


class Traffic:
    """Listens to the browser's own account of what went over the wire."""

    def __init__(self, wire: Any) -> None:
        self.rows: dict[str, dict[str, Any]] = {}
        wire.on("Network.requestWillBeSent", self._sent)
        wire.on("Network.loadingFinished", self._finished)
        wire.send("Network.enable")
        wire.send("Network.clearBrowserCache")

    def _sent(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        if url.startswith("http"):
            row = {"url": url, "kind": event.get("type"), "bytes": 0}
            self.rows[event["requestId"]] = row

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.rows:
            self.rows[event["requestId"]]["bytes"] = int(event["encodedDataLength"])

    def weight(self, first_paint: float, largest_paint: float) -> Weight:
        """Add it all up."""
        rows = list(self.rows.values())
        return Weight(
            requests=len(rows),
            bytes=sum(row["bytes"] for row in rows),
            script_bytes=sum(row["bytes"] for row in rows if row["kind"] == "Script"),
            first_paint=first_paint,
            largest_paint=largest_paint,
            hosts=frozenset(row["url"].split("/")[2] for row in rows),
            addresses=tuple(row["url"] for row in rows),
        )
