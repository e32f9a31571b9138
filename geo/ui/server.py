"""What the server does beside the page: it prepares the first map early, and forbids requests."""

from __future__ import annotations

import gc
import threading
from contextlib import asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route

from geo.errors import GeoError
from geo.maps.assets import SCRIPTS, SHEETS, WORKBENCH

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, MutableMapping

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

# The page runs scripts that are written on this machine; what it may not do is to ask others.
# Tile servers are allowed as images: none is asked unless the reader turns them on.
TILE_HOSTS = "https://tile.openstreetmap.org https://server.arcgisonline.com"
HEADERS = {
    b"content-security-policy": (
        "default-src 'self'; script-src 'self' blob: 'unsafe-inline' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; font-src 'self' data:; worker-src 'self' blob:; "
        f"img-src 'self' data: blob: {TILE_HOSTS}; connect-src 'self' data: blob:; "
        "frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
    ).encode(),
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"cross-origin-resource-policy": b"same-origin",
}
LOOPBACK = {"127.0.0.1", "::1"}


@cache
def prefetched() -> bytes:
    """
    Return the header by which the browser fetches the map's files while the report is read.

    Without it they are asked for one after the other, when everything else has been done.
    """
    files = [f"/app/static/{path}" for path in (*SCRIPTS, *WORKBENCH, *SHEETS)]
    return ", ".join(f"<{path}>; rel=prefetch" for path in files).encode()


class Headers:
    """Adds the headers to every answer; what stays on this machine is not compressed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""
        if scope["type"] == "http" and (scope.get("client") or ("",))[0] in LOOPBACK:
            kept = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        wanted = HEADERS | ({b"link": prefetched()} if scope.get("path") == "/" else {})

        async def answer(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                found = {name for name, _ in message.get("headers", ())}
                more = [(k, v) for k, v in wanted.items() if k not in found]
                message["headers"] = [*message.get("headers", ()), *more]
            await send(message)

        await self.app(scope, receive, answer)


POLICY = [Middleware(Headers)]


def _map_data(request: Request) -> Response:
    """Answer with the geometry of a map that was read in this process."""
    from geo.ui.engine import map_data

    script = map_data(request.path_params["key"])
    if script is None:
        return Response("// this reading is no longer kept", 404, media_type="text/javascript")
    return Response(script, media_type="text/javascript", headers={"cache-control": "no-store"})


def _text(request: Request) -> Response:
    """Answer with the text of a report that was read in this process, in pieces with marks."""
    from geo.ui.engine import text_data

    content = text_data(request.path_params["key"])
    if content is None:
        return Response("this reading is no longer kept", 404, media_type="text/plain")
    return Response(content, media_type="application/json", headers={"cache-control": "no-store"})


def _divisions(request: Request) -> Response:
    """Answer with the lines between provinces in a cell of the map."""
    from geo.ui.divisions import CELL_DEG, divisions

    west, south = (request.path_params[name] - 360 for name in ("west", "south"))
    if west % CELL_DEG or south % CELL_DEG or not (-180 <= west < 180 and -90 <= south < 90):
        return Response("there is no such cell", 404, media_type="text/plain")
    content = divisions(west, south)
    return Response(content, media_type="application/json", headers={"cache-control": "no-cache"})


async def _seen(request: Request) -> Response:
    """Answer with a picture of the map as it is seen, or say why there is none."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return Response("only this page may ask for pictures", 403, media_type="text/plain")
    from starlette.concurrency import run_in_threadpool

    from geo.ui.picture import picture

    marks = (await request.body()).decode("utf-8", "replace")
    try:
        key, asked = request.path_params["key"], dict(request.query_params)
        png = await run_in_threadpool(picture, key, asked, marks)
    except GeoError as problem:
        return Response(str(problem), 501, media_type="text/plain")
    return Response(png, media_type="image/png", headers={"cache-control": "no-store"})


def _drawn(request: Request) -> Response:
    """Take the browser's word that a map is drawn: the page then goes on with its tables."""
    from geo.ui.engine import note_drawn

    note_drawn(request.path_params["key"])
    return Response(status_code=204)


ROUTES = [
    Route("/cordon/drawn/{key}", _drawn),
    Route("/cordon/map/{key}.js", _map_data),
    Route("/cordon/seen/{key}.png", _seen, methods=["GET", "POST"]),
    Route("/cordon/text/{key}.json", _text),
    Route("/cordon/divisions/{west:int}/{south:int}.json", _divisions),
]


def warm() -> None:
    """
    Import and load what the first page needs, and read the first sample.

    The page itself is left to Streamlit: components can be declared in a script's thread only.
    """
    gc.disable()  # loading makes no garbage, and looking for it takes a tenth of the time
    try:
        from geo.ui.engine import reading
        from geo.ui.samples import first_sample

        reading(first_sample())
    finally:
        gc.freeze()  # what is loaded now stays
        gc.enable()


@asynccontextmanager
async def prepared(_app: object) -> AsyncIterator[None]:
    """Start the preparation when the server starts: the browser needs a second to open."""
    threading.Thread(target=warm, name="cordon-warm", daemon=True).start()
    yield
