"""
How fast the app's map is: ``python -m benchmarks.app``; needs Chromium.

Prints the CPU time of the server from its start to the first map; for steps of the what-if slider the
time until the map shows the other zone, and the server's CPU time. Then, for a report of ten thousand
incidents: the time to read it, to its map after the page is loaded anew, to a choice, what the page is
sent for that, and the longest frame while the map is panned. Times depend on the machine and on what
else it does: compare those of one run, not machines.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser import launched  # noqa: E402
from ui.conftest import answers, free_port  # noqa: E402
from ui.steps import FRAME, choose, inner, settled, upload  # noqa: E402

EVENTS = 10_000
TOWNS = (
    "Goma Bukavu Sake Rutshuru Beni Butembo Masisi Walikale Uvira Bunia Kindu Kisangani Kalemie Lubero"
).split()
TOLD = ("mortars hit the market of {}", "rebels attacked {}", "shells fell on {}")
STEPS = 11
PAN = """async () => {
  let longest = 0, last = performance.now();
  const end = last + 2000;
  map.panBy([300, 120], { duration: 1.5 });
  while (last < end) {
    await new Promise(requestAnimationFrame);
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  return longest;
}"""


def cpu_s(pid: int) -> float:
    """Return the CPU seconds of a process, Linux."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def first_map(browser) -> None:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as cases:
        server = subprocess.Popen(
            [*command, "--server.headless=true"], cwd=ROOT, stdout=-3, stderr=-3,
            env=os.environ | {"CORDON_CASES": cases},
        )  # fmt: skip
        url = f"http://127.0.0.1:{port}"
        while not answers(url):
            time.sleep(0.05)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        for label in ("first", "again"):
            page.goto(url)
            shown(page)
            spent = time.monotonic() - begin
            print(f"{label} map: {spent:.1f} s, server {cpu_s(server.pid):.1f} s CPU")
            page.wait_for_timeout(1500)
            begin = time.monotonic()
        what_if(page, server.pid)
        many_incidents(page)
        server.terminate()
        server.wait()


def shown(page) -> None:
    """Wait until the zones are on the map."""
    zones = page.frame_locator(FRAME).locator("[class*=leaflet-zone] path:visible")
    zones.first.wait_for(timeout=0)


def what_if(page, pid: int) -> None:
    """Move the slider of the first zone (20 km from two borders) a step at a time."""
    settled(page)
    choose(page, 1)
    frame = inner(page)
    page.get_by_role("slider", name=re.compile("another distance")).focus()
    shown = "() => (document.querySelector('.cordon-note') || {textContent: ''}).textContent"
    times, loads = [], []
    for _ in range(STEPS):
        before, busy, begin = frame.evaluate(shown), cpu_s(pid), time.monotonic()
        page.keyboard.press("ArrowRight")
        frame.wait_for_function(f"before => ({shown})() !== before", arg=before)
        times.append(time.monotonic() - begin)
        page.wait_for_timeout(600)
        loads.append(cpu_s(pid) - busy)
    middle = f"{statistics.median(times):.2f} s (longest {max(times):.2f} s)"
    print(f"what-if step: median {middle}, server {statistics.median(loads):.2f} s CPU")


def many_incidents(page) -> None:
    """Read a report of ten thousand incidents, load its page anew, choose and pan."""
    told = [
        f"On {n % 28 + 1} May 2018 {TOLD[n % len(TOLD)].format(TOWNS[n % len(TOWNS)])}."
        for n in range(EVENTS)
    ]
    begin = time.monotonic()
    upload(page, ("many.txt", "\n\n".join(["Rebels must stay 5 km from Goma.", *told]).encode()))
    page.get_by_text(re.compile(rf"Incidents \({EVENTS}\)")).wait_for(timeout=0)
    print(f"{EVENTS:,} incidents: read and shown in {time.monotonic() - begin:.1f} s")
    received: list[int] = []
    page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda x: received.append(len(x)))
    )
    for _ in range(3):
        begin = time.monotonic()
        page.reload()
        shown(page)
        print(f"map after the page is loaded anew: {time.monotonic() - begin:.2f} s")
        settled(page)
    print(f"longest frame of a pan {inner(page).evaluate(PAN):.0f} ms")
    received.clear()
    begin = time.monotonic()
    page.get_by_role("button", name="Rule 1", exact=True).click()
    page.locator(".cordon-details b.head").wait_for()
    spent = time.monotonic() - begin
    settled(page)
    print(f"choice: {spent:.2f} s, {sum(received) / 1e6:.2f} MB sent to the page")


if __name__ == "__main__":
    with launched() as chromium:
        first_map(chromium)
