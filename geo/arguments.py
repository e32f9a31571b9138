"""
What may be asked of Cordon on the command line: the commands, their arguments and their help.

``args.command`` names the command ("import" for ``gazetteer import``); `geo.cli` runs it.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import DocumentError

if TYPE_CHECKING:
    import datetime as dt

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

VERSION = "0.1.0"
DE_FACTO = "de-facto"
STDIO = "-"
_OUTPUT = "file to write, whole or not at all; - for standard output"
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


def command_line() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m geo",
        description="Read reports, agreements and warnings, and draw their rules about space.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Cordon {VERSION}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _read(commands)
    _drawn(commands, "map", "draw a report's zones on a map, one HTML file", "the HTML file")
    export = _drawn(commands, "export", "write a report's zones in another format")
    export.epilog = f"endings of FILE: {ENDINGS}"
    _brief(commands)
    _takes_report(_command(commands, "explain", "tell what was understood, and why"))
    _batch(commands)
    _gazetteer(commands)
    return parser


def _read(commands: Commands) -> None:
    read = _command(commands, "read", "write a report's zones and places as GeoJSON")
    _takes_report(read)
    read.add_argument("-o", "--output", metavar="FILE", default=STDIO, help=_OUTPUT)
    read.add_argument("--pretty", action="store_true", help="indent the JSON")


def _drawn(
    commands: Commands, name: str, summary: str, output: str = "file to write"
) -> argparse.ArgumentParser:
    """Add a command that takes a report or a case to a file."""
    command = _command(commands, name, summary)
    _takes_report(command, case=True)
    command.add_argument("-o", "--output", metavar="FILE", required=True, help=output)
    return command


def _brief(commands: Commands) -> None:
    brief = _drawn(commands, "brief", "write a briefing: a map, slides or a text")
    brief.epilog = f"endings of FILE: {BRIEF_ENDINGS}"
    brief.add_argument("--title", default="", help="headline; suggested if not given")
    brief.add_argument("--subtitle", default="", help="line below it; suggested if not given")
    brief.add_argument("--as-of", default="", metavar="DAY", help="else the report's date")
    brief.add_argument("--paper", choices=PAPER_KEYS, default=PAPER_KEYS[0], help="size (slide)")
    brief.add_argument("--banner", default="", help="classification, at top and bottom")
    brief.add_argument("--banner-color", default="#007A33", metavar="#RRGGBB", help="behind it")
    brief.add_argument("--map-id", default="", metavar="ID", help="name of the map in a series")


def _batch(commands: Commands) -> None:
    batch = _command(commands, "batch", "read many reports, one JSON object a line")
    batch.epilog = BATCH_LINES
    batch.formatter_class = argparse.RawDescriptionHelpFormatter
    batch.add_argument("input", metavar="IN", help='lines of {"id", "text", "date"?}; - for stdin')
    batch.add_argument("-o", "--output", metavar="OUT", required=True, help=_OUTPUT)
    batch.add_argument(
        "--workers", type=_workers, default=1, metavar="N", help="processes to use (1)"
    )
    _takes_ground(batch)
    _takes_names(batch)


def _gazetteer(commands: Commands) -> None:
    """Add the command that makes a local gazetteer."""
    local = commands.add_parser("gazetteer", help="make a local gazetteer from GeoNames dumps")
    actions = local.add_subparsers(metavar="ACTION", required=True)
    imports = _command(actions, "import", "take in GeoNames dumps")
    imports.epilog = DUMPS
    imports.formatter_class = argparse.RawDescriptionHelpFormatter
    imports.add_argument("dumps", metavar="FILE", nargs="+", type=Path, help=".zip or .txt")
    imports.add_argument(
        "-o", "--output", metavar="DIR", type=Path, default=Path("gazetteer-local"),
        help="folder of the local gazetteer (gazetteer-local)",
    )  # fmt: skip


def _command(commands: Commands, name: str, summary: str) -> argparse.ArgumentParser:
    description = f"{summary[0].upper()}{summary[1:]}."
    parser = commands.add_parser(name, help=summary, description=description)
    parser.set_defaults(command=name)
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
