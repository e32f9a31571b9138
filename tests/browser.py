"""A browser for tests: Debian's Chromium, watched for whatever a page must not do."""

import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LOOPBACK = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "file:", "about:")
OUTPUT = Path(__file__).resolve().parent.parent / "test-output"


def chromium():
    """Return the path of Chromium, or fail with what to install."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail(
            "Chromium is not installed; the browser tests need it: apt-get install chromium"
        )
    return path


@contextmanager
def launched():
    """Yield a running browser."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=list(QUIET))
        yield browser
        browser.close()


class Watched:
    """A page, and what it did that it must not."""

    def __init__(self, browser, **options):
        self.context = browser.new_context(accept_downloads=True, **options)
        self.page = self.context.new_page()
        self.errors, self.strangers, self.dialogs = [], [], []
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", self._on_dialog)
        self.context.on("request", self._on_request)

    def _on_console(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def _on_dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _on_request(self, request):
        if not request.url.startswith(LOOPBACK):
            self.strangers.append(request.url)

    def check(self):
        """Assert that the page kept to itself and made no mistake."""
        assert self.strangers == []
        assert self.errors == [], "\n".join(self.errors)
        assert self.dialogs == []

    def picture(self, name):
        """Keep a picture of the page for people."""
        OUTPUT.mkdir(exist_ok=True)
        self.page.screenshot(path=OUTPUT / f"{name}.png")


def boxes(locator):
    """Return left, top, right, bottom of each element, pixels, with its text."""
    script = """elements => elements.map(e => { const b = e.getBoundingClientRect();
        return [b.left, b.top, b.right, b.bottom, e.textContent]; })"""
    return locator.evaluate_all(script)
