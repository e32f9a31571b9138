"""
How fast the app's map is: ``python -m benchmarks.app``; needs Chromium.

Prints the CPU time of the server from its start to the first map; for steps of the what-if slider the
time until the map shows the other zone, and the server's CPU time; and for a map with ten thousand
incidents the time until it is drawn, and the longest frame while it is panned. Times depend on the
machine and on what else it does: compare runs, not machines.
"""

import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser import launched  # noqa: E402
from ui.conftest import answers, free_port  # noqa: E402
from ui.steps import FRAME, choose, inner, settled  # noqa: E402

from geo.maps.page import map_html  # noqa: E402
from geo.model import Candidate, Document, Event, FeatureClass, Mention, Place, Span  # noqa: E402
from geo.pipeline import read  # noqa: E402
from geo.ui.basemap import basemap  # noqa: E402

EVENTS = 10_000
STEPS = 11
PAN = """async () => {
  const map = Object.values(window).find((v) => v instanceof L.Map);
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
    server = subprocess.Popen([*command, "--server.headless=true"], cwd=ROOT, stdout=-3, stderr=-3)
    url = f"http://127.0.0.1:{port}"
    while not answers(url):
        time.sleep(0.05)
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    for label in ("first", "again"):
        page.goto(url)
        page.frame_locator(FRAME).locator("[class*=leaflet-zone] path").first.wait_for(timeout=0)
        print(
            f"{label} map: {time.monotonic() - begin:.1f} s, server {cpu_s(server.pid):.1f} s CPU"
        )
        page.wait_for_timeout(1500)
        begin = time.monotonic()
    what_if(page, server.pid)
    server.terminate()
    server.wait()


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


def many_events(browser) -> None:
    found = read(Document("zone", "Rebels must stay 5 km from Goma."))
    chance = random.Random(1)
    events = []
    for number in range(EVENTS):
        lon, lat = 29 + chance.gauss(0, 1.5), -1.5 + chance.gauss(0, 1.5)
        spot = Candidate(f"e:{number}", "x", lon, lat, FeatureClass.CITY, "CD", 0, "made up")
        place = Place((Mention(Span(0, 1), "x"),), (spot,), 1.0)
        events.append(Event(Span(0, 6), "Rebels", "clash", place, "2018-05-31"))
    begin = time.process_time()
    html = map_html(replace(found, events=tuple(events)), basemap(found))
    print(
        f"{EVENTS:,} incidents: written in {time.process_time() - begin:.1f} s CPU, {len(html):,} bytes"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.html"
        path.write_text(html, encoding="utf-8")
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        begin = time.monotonic()
        page.goto(path.as_uri())
        page.locator("[class*=leaflet-zone] path").first.wait_for()
        page.evaluate("() => new Promise(requestAnimationFrame)")
        print(f"drawn in {time.monotonic() - begin:.2f} s")
        print(f"longest frame of a pan {page.evaluate(PAN):.0f} ms")


if __name__ == "__main__":
    with launched() as chromium:
        many_events(chromium)
        first_map(chromium)
