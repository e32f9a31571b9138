"""The app, started on the loopback address for the tests of a session, and a browser to use it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from browser import OUTPUT, Watched, launched

ROOT = Path(__file__).resolve().parent.parent.parent
START_S = 60


def free_port():
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url):
    """Tell whether the server says that it is well."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="session")
def app():
    """Return the address of the running app; it is stopped by its process id."""
    OUTPUT.mkdir(exist_ok=True)
    port = free_port()
    log = OUTPUT / f"app-{os.getpid()}.log"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    with log.open("wb") as out:
        server = subprocess.Popen(
            [*command, "--server.headless=true"], cwd=ROOT, stdout=out, stderr=out
        )
        url = f"http://127.0.0.1:{port}"
        end = time.monotonic() + START_S
        while not answers(url):
            if server.poll() is not None or time.monotonic() > end:
                server.terminate()
                pytest.fail(f"the app did not start: {log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.2)
        yield url
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def browser():
    """Return a browser that the tests of a module share."""
    with launched() as found:
        yield found


@pytest.fixture
def watched(browser):
    """Return a new page; at the end of the test it must have kept to itself."""
    page = Watched(browser, viewport={"width": 1366, "height": 768})
    yield page
    page.check()
    page.context.close()
