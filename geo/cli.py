"""
The command line.

What a command needs is imported when it runs: help must not wait for numpy. A mistake of the
user ends in one sentence on standard error, with status 2 for wrong arguments and 1 for a
document or path that will not do.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import DocumentError, GeoError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from geo.maps.basemap import Basemap
    from geo.model import Analysis, Document
    from geo.settings import Settings

VERSION = "0.1.0"
DE_FACTO = "de-facto"
STDIO = "-"
EXAMPLES = """\
examples:
  python -m geo read report.txt --date 2018-05-30 -o zones.geojson
  python -m geo map report.txt -o map.html
  python -m geo export report.txt -o zones.gpkg
  python -m geo brief report.txt -o briefing.pptx --banner "EXERCISE ONLY"
  python -m geo explain report.txt
  echo "All ships must stay 12 nautical miles off Yemen." | python -m geo read - --pretty
  python -m geo read report.txt --layer contact-line.geojson --viewpoint recognised
  python -m geo batch reports.jsonl -o zones.jsonl
  python -m geo read report.txt --places camps.csv --places villages.geojson -o zones.geojson
  python -m geo gazetteer import allCountries.zip -o my-gazetteer
"""
ENDINGS = (
    ".geojson, .geojsons (RFC 8142), .geojsonl, .gpkg, .parquet, .kml, .kmz, .csv, .csv.zip, "
    ".shp.zip, .html"
)
BRIEF_ENDINGS = ".png, .pdf, .svg, .pptx, .docx, .md"
PAPER_KEYS = ("slide", "a4", "a4-portrait", "a3", "a3-portrait")
BATCH_LINES = """\
a line in:   {"id": 1, "text": "Troops must stay 5 km from Goma.", "date": "2024-01-31"}
a line out:  {"id": 1, "geojson": {"type": "FeatureCollection", ...}}
The lines out stand in the order of the lines in. A line that will not do is named, and nothing
is written.
"""
DUMPS = """\
FILE is GeoNames' allCountries.zip, an extract of a country (SY.zip), or alternateNames.zip; several
may be given. The old local gazetteer stays until the new one is whole. An import that was stopped
goes on where it was when it is started again with the same files.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status."""
    args = _parser().parse_args(argv)
    try:
        args.run(args)
    except GeoError as problem:
        print(f"geo: {_one_line(str(problem))}", file=sys.stderr)
        _drop_output()
        return 1
    except BrokenPipeError:  # the reader has had enough, as in "... | head"
        _drop_output()
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m geo",
        description="Read reports, agreements and warnings, and draw their rules about space.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Cordon {VERSION}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    read = _command(commands, "read", _read, "write a report's zones and places as GeoJSON")
    _takes_report(read)
    read.add_argument("-o", "--output", metavar="FILE", default=STDIO, help=_OUTPUT)
    read.add_argument("--pretty", action="store_true", help="indent the JSON")
    draw = _command(commands, "map", _map, "draw a report's zones on a map, one HTML file")
    _takes_report(draw, case=True)
    draw.add_argument("-o", "--output", metavar="FILE", required=True, help="the HTML file")
    leave = _command(commands, "export", _export, "write a report's zones in another format")
    leave.epilog = f"endings of FILE: {ENDINGS}"
    _takes_report(leave, case=True)
    leave.add_argument("-o", "--output", metavar="FILE", required=True, help="file to write")
    write = _command(commands, "brief", _brief, "write a briefing: a map, slides or a text")
    write.epilog = f"endings of FILE: {BRIEF_ENDINGS}"
    _takes_report(write, case=True)
    write.add_argument("-o", "--output", metavar="FILE", required=True, help="file to write")
    write.add_argument("--title", default="", help="headline; suggested if not given")
    write.add_argument("--subtitle", default="", help="line below it; suggested if not given")
    write.add_argument("--as-of", default="", metavar="DAY", help="else the report's date")
    write.add_argument("--paper", choices=PAPER_KEYS, default=PAPER_KEYS[0], help="size (slide)")
    write.add_argument("--banner", default="", help="classification, at top and bottom")
    write.add_argument("--banner-color", default="#007A33", metavar="#RRGGBB", help="behind it")
    write.add_argument("--map-id", default="", metavar="ID", help="name of the map in a series")
    tell = _command(commands, "explain", _explain, "tell what was understood, and why")
    _takes_report(tell)
    batch = _command(commands, "batch", _batch, "read many reports, one JSON object a line")
    batch.epilog = BATCH_LINES
    batch.formatter_class = argparse.RawDescriptionHelpFormatter
    batch.add_argument("input", metavar="IN", help='lines of {"id", "text", "date"?}; - for stdin')
    batch.add_argument("-o", "--output", metavar="OUT", required=True, help=_OUTPUT)
    batch.add_argument(
        "--workers", type=_workers, default=1, metavar="N", help="processes to use (1)"
    )
    _takes_ground(batch)
    _takes_names(batch)
    _gazetteer(commands)
    return parser


def _gazetteer(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command that makes a local gazetteer."""
    local = commands.add_parser("gazetteer", help="make a local gazetteer from GeoNames dumps")
    actions = local.add_subparsers(metavar="ACTION", required=True)
    imports = _command(actions, "import", _import, "take in GeoNames dumps")
    imports.epilog = DUMPS
    imports.formatter_class = argparse.RawDescriptionHelpFormatter
    imports.add_argument("dumps", metavar="FILE", nargs="+", type=Path, help=".zip or .txt")
    imports.add_argument(
        "-o", "--output", metavar="DIR", type=Path, default=Path("gazetteer-local"),
        help="folder of the local gazetteer (gazetteer-local)",
    )  # fmt: skip


_OUTPUT = "file to write, whole or not at all; - for standard output"


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: object,
    summary: str,
) -> argparse.ArgumentParser:
    description = f"{summary[0].upper()}{summary[1:]}."
    parser = commands.add_parser(name, help=summary, description=description)
    parser.set_defaults(run=run)
    return parser


def _takes_report(parser: argparse.ArgumentParser, *, case: bool = False) -> None:
    name, text = "REPORT", "text file in UTF-8; - for stdin"
    if case:
        name, text = "REPORT_OR_CASE", f"{text}; or a case of the app (.gpkg): all its reports"
    parser.add_argument("report", metavar=name, help=text)
    parser.add_argument(
        "--date",
        type=_date,
        metavar="YYYY-MM-DD",
        help='day it was written, for "last November"; else that of REPORT\'s .toml, if any',
    )
    _takes_names(parser)
    _takes_ground(parser)


def _takes_names(parser: argparse.ArgumentParser) -> None:
    """Take what names are looked up in."""
    parser.add_argument(
        "--gazetteer", type=Path, metavar="DIR", help="local gazetteer, in place of the shipped one"
    )
    parser.add_argument(
        "--places", action="append", default=[], type=Path, metavar="FILE",
        help="places of your own, which take precedence: CSV, GeoJSON, GeoPackage, KML; "
        "may be given again",
    )  # fmt: skip


def _takes_ground(parser: argparse.ArgumentParser) -> None:
    """Take what zones are drawn on."""
    parser.add_argument(
        "--viewpoint",
        default="",
        metavar="NAME",
        help="reading of the borders: de-facto, recognised, or a country's code such as SY "
        "(de-facto; of a case, its own)",
    )
    parser.add_argument(
        "--layer",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="lines and areas of your own by name: GeoJSON, GeoPackage, KML, zipped shapefile; "
        "may be given again",
    )


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
    gc.enable()  # many documents do make garbage
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


def _import(args: argparse.Namespace) -> None:
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


def _date(text: str) -> dt.date:
    from geo.text.document import parse_date

    try:
        return parse_date(text)
    except DocumentError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 64):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes: wanted 1 to 64")
    return int(text)


def _path(name: str) -> Path | None:
    return None if name == STDIO else Path(name)


def _name(source: str) -> str:
    return "standard input" if source == STDIO else source


def _one_line(message: str) -> str:
    """Keep a message to one line without control characters, whatever it quotes."""
    return " ".join("".join(c if c.isprintable() else " " for c in message).split())
