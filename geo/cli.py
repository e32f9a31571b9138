"""
The command line.

What a command needs is imported when it runs: help must not wait for numpy. A mistake of the
user ends in one sentence on standard error, with status 2 for wrong arguments and 1 for a
document or path that will not do.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geo.arguments import DE_FACTO, STDIO, command_line
from geo.errors import DocumentError, GeoError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from geo.maps.basemap import Basemap
    from geo.model import Analysis, Document
    from geo.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status."""
    args = command_line().parse_args(argv)
    try:
        RUN[args.command](args)
    except GeoError as problem:
        print(f"geo: {_one_line(str(problem))}", file=sys.stderr)
        _drop_output()
        return 1
    except BrokenPipeError:  # the reader has had enough, as in "... | head"
        _drop_output()
    except KeyboardInterrupt:
        return 130
    return 0


def _read(args: argparse.Namespace) -> None:
    from geo.export.files import check_writable, write_json_atomically
    from geo.export.geojson import to_geojson

    output = _path(args.output)
    check_writable(output)
    analysis = _analyse(_document(args), args)
    write_json_atomically(output, to_geojson(analysis), pretty=args.pretty)
    _report(analysis, output)


def _explain(args: argparse.Namespace) -> None:
    from geo.export.explain import explain
    from geo.export.files import whole_file

    text = explain(_analyse(_document(args), args))
    with whole_file(None) as file:
        file.write(text.encode("utf-8", "backslashreplace"))


def _map(args: argparse.Namespace) -> None:
    from geo.export.files import check_writable, whole_file

    output = _path(args.output)
    check_writable(output)
    analysis = _report_or_case(args)
    from geo.maps.page import map_html

    html = map_html(analysis, _ground(analysis))
    with whole_file(output) as file:
        file.write(html.encode("utf-8", "backslashreplace"))
    _report(analysis, output)


def _export(args: argparse.Namespace) -> None:
    from geo.export.files import check_writable
    from geo.export.formats import export, format_of

    output = Path(args.output)
    chosen = format_of(output.name)
    check_writable(output)
    analysis = _report_or_case(args)
    losses = export(analysis, output, _ground(analysis) if chosen.drawn else None)
    for loss in losses:
        print(f"geo: {output}: {loss}", file=sys.stderr)
    _report(analysis, output)


def _brief(args: argparse.Namespace) -> None:
    import datetime as dt
    from dataclasses import replace

    from geo.export.briefing import Options, brief, form_of
    from geo.export.files import check_writable, whole_file

    output = Path(args.output)
    form = form_of(output.name)
    options = Options(
        args.title, args.subtitle, args.as_of, args.paper, args.banner, args.banner_color,
        args.map_id, dt.datetime.now(tz=dt.UTC).date(),
    )  # fmt: skip
    check_writable(output)
    analysis = _report_or_case(args)
    from geo.ui.basemap import basemap
    from geo.ui.readings import named_readings

    options = replace(options, readings=named_readings(analysis))
    content = brief(analysis, options, basemap, form)
    with whole_file(output) as file:
        file.write(content)
    _report(analysis, output)


def _ground(analysis: Analysis) -> Basemap:
    """Gather the base map of an analysis."""
    from geo.ui.basemap import basemap

    return basemap(analysis)


def _batch(args: argparse.Namespace) -> None:
    from geo.export.files import check_writable, encode_json, whole_file
    from geo.text.jsonl import parse_lines

    output, settings = _path(args.output), _settings(args)
    check_writable(output)
    pairs = parse_lines(_lines(args.input), _name(args.input), settings.max_chars)
    from geo.batch import read_all

    ids, documents = [id for id, _ in pairs], [document for _, document in pairs]
    with whole_file(output) as file:
        for id, geojson in zip(ids, read_all(documents, settings, args.workers), strict=True):
            file.write(b'{"id":%b,"geojson":%b}\n' % (encode_json(id), geojson))


def _document(args: argparse.Namespace) -> Document:
    """Load the report that the arguments name."""
    gc.set_threshold(100_000, 50, 100)  # a long document does make garbage
    gc.enable()
    from geo.settings import Settings
    from geo.text.document import load_document

    if args.report != STDIO:
        return load_document(Path(args.report), date=args.date)
    raw = _standard_input(4 * Settings().max_chars + 5)  # enough to tell that it is too long
    return load_document(raw, id=_name(STDIO), date=args.date)


def _analyse(document: Document, args: argparse.Namespace) -> Analysis:
    """Read a document with the settings of the command line."""
    from geo.pipeline import read

    return read(document, _settings(args))


def _report_or_case(args: argparse.Namespace) -> Analysis:
    """Read the report that the arguments name, or all reports of the case."""
    if args.report == STDIO:
        return _analyse(_document(args), args)
    from geo.cases import is_case, read_case

    path = Path(args.report)
    if not is_case(path):
        return _analyse(_document(args), args)
    if args.date is not None:
        raise DocumentError(
            f"{path.name} is a case, whose reports have their own dates; got --date"
        )
    return read_case(path, _settings(args), args.viewpoint)


def _settings(args: argparse.Namespace) -> Settings:
    """Return the settings that the arguments state."""
    from geo.settings import Settings

    return Settings(
        viewpoint=args.viewpoint or DE_FACTO,
        layers=tuple(args.layer),
        gazetteer=args.gazetteer,
        places=tuple(args.places),
    )


def _import_dumps(args: argparse.Namespace) -> None:
    from geo.places.gazetteer import Gazetteer
    from geo.places.importing import REJECTED, import_dumps

    made = import_dumps(args.dumps, args.output, Gazetteer.open(), _progress)
    print(file=sys.stderr)
    print(
        f"{made.folder}: {made.places:,} places ({made.new:,} new), {made.names:,} names; "
        f"{_count(made.bad, 'line')} refused (listed in {made.folder / REJECTED}). "
        f"Use it with --gazetteer {made.folder}"
    )


def _progress(path: Path, read: int, total: int, bad: int) -> None:
    """Show how far an import is: on one line at a terminal, else a line each."""
    start, end = ("\r", "") if sys.stderr.isatty() else ("", "\n")
    share = read / total if total else 1.0
    text = f"{start}{path.name}: {share:4.0%}, {read / 1e6:,.1f} MB read, {_count(bad, 'line')} refused"
    print(text, end=end, file=sys.stderr, flush=True)


def _lines(source: str) -> list[bytes]:
    """Read the lines of a file or of standard input; line feeds alone end them."""
    if source == STDIO:
        return _standard_input().split(b"\n")
    try:
        return Path(source).read_bytes().split(b"\n")
    except OSError as problem:
        raise DocumentError(f"{source} cannot be read: {problem.strerror}") from problem


def _drop_output() -> None:
    """Give what standard output could not take somewhere to go, before Python flushes at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _standard_input(most: int = -1) -> bytes:
    """Read standard input, all of it or at most so many bytes."""
    if sys.stdin is None:
        raise DocumentError("standard input is closed: wanted a report there")
    return sys.stdin.buffer.read(most)


def _report(analysis: Analysis, output: Path | None) -> None:
    """Say on standard error that nothing was found, and what was written when it went to a file."""
    for issue in analysis.issues:
        if issue.code.startswith("document."):
            print(f"geo: {issue.message}", file=sys.stderr)
    if output is None:
        return
    reports = f"{_count(len(analysis.parts), 'report')}, " if analysis.parts else ""
    placed = sum(place.candidate is not None for place in analysis.places)
    undrawn = len(analysis.unresolved)
    note = f", {_count(undrawn, 'rule')} read but not drawn" if undrawn else ""
    found = f"{_count(len(analysis.zones), 'zone')}, {_count(placed, 'place')}"
    print(f"{output}: {reports}{found}{note}", file=sys.stderr)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _path(name: str) -> Path | None:
    return None if name == STDIO else Path(name)


def _name(source: str) -> str:
    return "standard input" if source == STDIO else source


def _one_line(message: str) -> str:
    """Keep a message to one line without control characters, whatever it quotes."""
    return " ".join("".join(c if c.isprintable() else " " for c in message).split())


RUN: dict[str, Callable[[argparse.Namespace], None]] = {
    "read": _read,
    "map": _map,
    "export": _export,
    "brief": _brief,
    "explain": _explain,
    "batch": _batch,
    "import": _import_dumps,
}
