"""Many documents: JSON Lines in, JSON Lines out, in the same order."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from geo.errors import DocumentError, GeoError
from geo.export.files import encode_json
from geo.export.geojson import to_geojson
from geo.pipeline import Pipeline
from geo.text.document import document_from_text, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.model import Document
    from geo.settings import Settings

CHUNK = 4  # documents handed to a process at a time


@dataclass(frozen=True, slots=True)
class Job:
    """One line of a batch: where it stands, the id to answer under, and the document."""

    where: str
    id: str | int
    document: Document


def parse_jobs(lines: Iterable[bytes], name: str, settings: Settings) -> tuple[Job, ...]:
    """
    Read the lines of a batch, all before the first is worked on.

    Parameters
    ----------
    lines
        JSON objects in UTF-8, one a line: ``id`` (text or a whole number), ``text``, and
        ``date`` (YYYY-MM-DD), ``title`` and ``source`` where known; other keys are passed
        over, and so are blank lines.
    name
        What messages call the input.

    Raises
    ------
    DocumentError
        If a line is not such an object; says which line and what is wrong with it.
    """
    numbered = ((f"{name}, line {number}", line) for number, line in enumerate(lines, 1))
    return tuple(_job(where, line, settings) for where, line in numbered if line.strip())


def run_jobs(jobs: Iterable[Job], settings: Settings, workers: int = 1) -> Iterator[bytes]:
    """
    Read the documents and yield a JSON line each, ``{"id", "geojson"}``, in the same order.

    Parameters
    ----------
    workers
        Processes to share the work; each loads the data once.

    Raises
    ------
    GeoError
        If a document cannot be worked on; says which line it came from.
    """
    if workers == 1:
        pipeline = Pipeline(settings)
        for job in jobs:
            yield _line(job, pipeline)
        return
    # Not forked: a copy of a process that has threads may hang.
    with ProcessPoolExecutor(workers, get_context("spawn"), _open, (settings,)) as pool:
        yield from pool.map(_work, jobs, chunksize=CHUNK)


def _job(where: str, line: bytes, settings: Settings) -> Job:
    """Check one line and make a job of it."""
    record = _record(where, line)
    for key, kinds in (("id", (str, int)), ("text", (str,))):
        if not isinstance(record.get(key), kinds) or isinstance(record.get(key), bool):
            got = f"has {key!r} {record[key]!r:.60}" if key in record else f"has no {key!r}"
            wanted = " or ".join({"str": "text", "int": "a number"}[k.__name__] for k in kinds)
            raise DocumentError(f"{where} {got}: wanted {wanted}")
    date = record.get("date")
    try:
        document = document_from_text(
            record["text"],
            id=str(record["id"]),
            date=parse_date(str(date)) if date else None,
            title=record.get("title"),
            origin=str(record.get("source") or ""),
            max_chars=settings.max_chars,
            name="the text",
        )
    except DocumentError as problem:
        raise DocumentError(f"{where}: {problem}") from problem
    return Job(where, record["id"], document)


def _record(where: str, line: bytes) -> dict[str, Any]:
    """Parse one line as a JSON object."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise DocumentError(f"{where} is not UTF-8: byte {problem.start + 1} of it") from problem
    except (ValueError, RecursionError) as problem:
        raise DocumentError(f"{where} is not JSON: {problem}") from problem
    if not isinstance(record, dict):
        raise DocumentError(f'{where} is not a JSON object: wanted {{"id": ..., "text": ...}}')
    return record


def _line(job: Job, pipeline: Pipeline) -> bytes:
    """Read one document and encode the answer."""
    try:
        collection = to_geojson(pipeline.read(job.document))
    except GeoError as problem:
        raise GeoError(f"{job.where}: {problem}") from problem
    return encode_json({"id": job.id, "geojson": collection}) + b"\n"


_worker: list[Pipeline] = []  # the pipeline of this process, in a process of the pool


def _open(settings: Settings) -> None:
    """Load the data once in a process of the pool."""
    _worker[:] = [Pipeline(settings)]


def _work(job: Job) -> bytes:
    """Do one job in a process of the pool."""
    return _line(job, _worker[0])
