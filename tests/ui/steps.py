"""What a reader does in the app, step by step, for the browser tests."""

import time

CALM_MS = 500
START_MS = 180_000  # on a machine that has not compiled its loops yet
FRAME = 'iframe[title="streamlit_folium.st_folium"]'


def wait_for_map(page):
    """Wait until zones and names are on the map, and return its frame."""
    frames = page.locator(FRAME)
    frames.nth(1).wait_for(state="detached", timeout=60_000)  # the map of the report before
    frame = page.frame_locator(FRAME)
    frame.locator("[class*=leaflet-zone] path:visible").first.wait_for(timeout=START_MS)
    frame.locator(".cordon-label span").first.wait_for()
    return frame


def inner(page):
    """Return the map's frame, to run scripts in."""
    return next(f for f in page.frames if "streamlit_folium" in f.url)


def settled(page):
    """
    Wait until the page has run, and nothing has started it again for a while.

    A choice runs the page, the map that it draws may run it once more: between the two it only
    seems to be done, and a click on what is about to be drawn anew is lost.
    """
    script = """([since, calm]) => {
        const app = document.querySelector("[data-testid=stApp]");
        const busy = !app || app.dataset.testScriptState !== "notRunning"
            || document.querySelector("[data-stale=true]");
        if (window.cordonSince !== since) { window.cordonSince = since; window.cordonBusy = performance.now(); }
        if (busy) window.cordonBusy = performance.now();
        return performance.now() - window.cordonBusy > calm;
    }"""
    page.wait_for_function(script, arg=[time.monotonic_ns(), CALM_MS], timeout=90_000)


def opened(page, url):
    """Open the app and wait for its first map."""
    page.goto(url)
    wait_for_map(page)
    settled(page)
    return page


def give(page, text):
    """Hand in a text of one's own."""
    page.get_by_role("button", name="Add reports").click()
    page.get_by_label("or the text itself").fill(text)
    page.get_by_role("button", name="Read it").click()
    settled(page)


def upload(page, *files):
    """Hand in files: pairs of name and bytes."""
    page.get_by_role("button", name="Add reports").click()
    rows = [{"name": n, "mimeType": "application/octet-stream", "buffer": b} for n, b in files]
    page.get_by_role("dialog").locator("input[type=file]").set_input_files(rows)
    page.get_by_text(files[-1][0]).first.wait_for()
    page.get_by_role("dialog").locator("[data-testid=stFileUploaderFile] svg[aria-busy]").wait_for(
        state="detached"
    )
    settled(page)
    page.get_by_role("button", name="Read it").click()
    settled(page)


def panel(page, name):
    """Choose a panel below the map, or a side of the card."""
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()
    settled(page)


def choose(page, rule):
    """Choose a rule in the text, and wait for its card."""
    page.get_by_role("button", name=f"Rule {rule}", exact=True).click()
    page.locator(".cordon-details b.head", has_text=f"{rule} ·").wait_for(timeout=60_000)
    settled(page)
