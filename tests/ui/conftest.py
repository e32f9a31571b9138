"""The app, started on the loopback address for the tests of a session."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from browser import OUTPUT

ROOT = Path(__file__).resolve().parent.parent.parent
START_S = 60


class Server:
    """
    The app as a process of its own, on a free port, with a folder of its own for cases.

    Attributes
    ----------
    url
        Where it answers.
    """

    def __init__(self, cases):
        OUTPUT.mkdir(exist_ok=True)
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.log = OUTPUT / f"app-{os.getpid()}-{port}.log"
        command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [*command, "--server.headless=true"],
                cwd=ROOT,
                stdout=out,
                stderr=out,
                env=os.environ | {"CORDON_CASES": str(cases)},
            )
        end = time.monotonic() + START_S
        while not answers(self.url):
            if self.process.poll() is not None or time.monotonic() > end:
                self.process.terminate()
                pytest.fail(
                    f"the app did not start: {self.log.read_text(errors='replace')[-2000:]}"
                )
            time.sleep(0.2)

    def stop(self):
        """Stop it as a reader does."""
        self.process.terminate()
        self.process.wait(timeout=20)

    def kill(self):
        """Stop it as a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=20)


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
def app(tmp_path_factory):
    """Return the address of the running app; it is stopped by its process id."""
    server = Server(tmp_path_factory.mktemp("cases"))
    yield server.url
    server.stop()


@pytest.fixture
def screen():
    """Return the size of the browser's window, pixels."""
    return 1366, 768
