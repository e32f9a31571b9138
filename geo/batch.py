"""Many documents, one after another or shared among processes."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from geo.errors import GeoError
from geo.export.files import encode_json
from geo.export.geojson import to_geojson
from geo.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.model import Document
    from geo.settings import Settings

CHUNK = 4  # documents handed to a process at a time


def read_all(
    documents: Iterable[Document], settings: Settings, workers: int = 1
) -> Iterator[bytes]:
    """
    Read documents and yield the GeoJSON of each, encoded, in the same order.

    Parameters
    ----------
    workers
        Processes to share the work; each loads the data once.

    Raises
    ------
    GeoError
        If a document cannot be worked on; says which.
    """
    if workers == 1:
        pipeline = Pipeline(settings)
        for document in documents:
            yield _geojson(document, pipeline)
        return
    # Not forked: a copy of a process that has threads may hang.
    with ProcessPoolExecutor(workers, get_context("spawn"), _open, (settings,)) as pool:
        yield from pool.map(_work, documents, chunksize=CHUNK)


def _geojson(document: Document, pipeline: Pipeline) -> bytes:
    """Read one document."""
    try:
        return encode_json(to_geojson(pipeline.read(document)))
    except GeoError as problem:
        raise GeoError(f"document {document.id!r}: {problem}") from problem


_worker: list[Pipeline] = []  # the pipeline of this process, in a process of the pool


def _open(settings: Settings) -> None:
    """Load the data once in a process of the pool."""
    _worker[:] = [Pipeline(settings)]


def _work(document: Document) -> bytes:
    """Read one document in a process of the pool."""
    return _geojson(document, _worker[0])
