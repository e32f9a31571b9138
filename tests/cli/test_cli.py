"""The command line as a user meets it: a process, its status, what it writes."""

import json
import os
import subprocess
import sys
import tomllib

import pytest

from geo.arguments import BRIEF_ENDINGS, ENDINGS, PAPER_KEYS, VERSION
from geo.export.briefing import BRIEFS
from geo.export.formats import FORMATS
from geo.maps.sheet import PAPERS

REPORT = (
    "Border pact drafted\n\n"
    "Under the draft, Iranian forces would have to stay 20 kilometers from the Israeli and "
    "Jordanian borders in Syria.\n"
)
HEAVY = ("geopandas", "pandas", "streamlit", "folium", "matplotlib")
BAD_DOCUMENTS = {
    "empty": (b"", "it is empty"),
    "blank": (b"  \n\n\t\n", "holds no text"),
    "binary": (bytes(range(256)) * 20, "NUL"),
    "pdf": (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3", "PDF"),
    "latin": ("Près de la frontière".encode("latin-1"), "not UTF-8: byte 0xE8 at offset 2"),
    "huge": (b"word " * 1_200_000, "6,000,000 characters, at most 5,000,000"),
}


@pytest.fixture
def geo(root, tmp_path):
    """Return a function that runs ``python -m geo`` in a folder of its own."""

    def run(*args, stdin=b"", **options):
        return subprocess.run(
            [sys.executable, *options.pop("python", ()), "-m", "geo", *map(str, args)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(root)},
            timeout=300,
            check=False,
            **options,
        )

    return run


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def assert_one_sentence(result, status):
    """Check that a mistake gave a status and one line, and neither output nor a traceback."""
    error = result.stderr.decode()
    assert (result.returncode, result.stdout) == (status, b""), error
    assert "Traceback" not in error
    if status == 1:
        assert error.startswith("geo: ")
        assert error.count("\n") == 1


def test_help_teaches_by_examples_and_waits_for_nothing(geo):
    result = geo("--help", python=("-X", "importtime"))
    assert result.returncode == 0
    for command in ("read", "map", "export", "brief", "explain", "batch"):
        assert f"python -m geo {command} " in result.stdout.decode()
    imported = {line.split(b"|")[-1].strip().decode() for line in result.stderr.splitlines()}
    assert "argparse" in imported
    assert not imported & {"numpy", "shapely", "pyproj", *HEAVY}


def test_version_is_that_of_the_project(geo, root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
    assert geo("--version").stdout.decode() == f"Cordon {VERSION}\n"


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("draw",),
        ("read",),
        ("read", "report.txt", "--date", "30 May 2018"),
        ("read", "report.txt", "--date", "2018-02-30"),
        ("read", "report.txt", "--colour"),
        ("map", "report.txt"),
        ("batch", "in.jsonl"),
        ("batch", "in.jsonl", "-o", "out.jsonl", "--workers", "0"),
    ],
    ids=" ".join,
)
def test_wrong_arguments_end_with_status_2(geo, report, args):
    assert_one_sentence(geo(*args), 2)


@pytest.mark.parametrize(("raw", "message"), BAD_DOCUMENTS.values(), ids=BAD_DOCUMENTS)
@pytest.mark.parametrize("by", ["file", "stdin"])
def test_bad_document_is_refused_and_nothing_written(geo, tmp_path, raw, message, by):
    path = tmp_path / "bad.txt"
    path.write_bytes(raw)
    source = {"file": (path, b""), "stdin": ("-", raw)}[by]
    result = geo("read", source[0], "-o", "out.geojson", stdin=source[1])
    assert_one_sentence(result, 1)
    assert message in result.stderr.decode()
    assert [p.name for p in tmp_path.iterdir()] == ["bad.txt"]


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_report_that_cannot_be_opened_is_refused(geo, name):
    result = geo("explain", name)
    assert_one_sentence(result, 1)
    assert "cannot be read" in result.stderr.decode()


@pytest.mark.parametrize("command", ["read", "map", "batch"])
@pytest.mark.parametrize(
    ("target", "reason"),
    [("missing/out", "no folder"), (".", "is a folder"), ("report.txt/out", "no folder")],
)
def test_path_that_cannot_be_written_is_refused(geo, report, command, target, reason):
    result = geo(command, report, "-o", target)
    assert_one_sentence(result, 1)
    assert f"{target} cannot be written: " in result.stderr.decode()
    assert reason in result.stderr.decode()
    assert report.read_text(encoding="utf-8") == REPORT


def test_full_disk_is_said_in_one_sentence(geo, report):
    result = geo("read", report, "-o", "/dev/full")
    assert_one_sentence(result, 1)
    assert "No space left" in result.stderr.decode()


def test_full_standard_output_is_said_in_one_sentence(root, report):
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device, not a path of ours
        result = subprocess.run(
            [sys.executable, "-m", "geo", "explain", report],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=root,
            check=False,
        )
    assert result.returncode == 1
    assert result.stderr.decode().startswith("geo: standard output cannot be written: No space")
    assert result.stderr.count(b"\n") == 1


def test_read_writes_zones_to_a_file_and_light_modules_suffice(geo, report, tmp_path):
    result = geo("read", report, "-o", "out.geojson", python=("-X", "importtime"))
    assert result.returncode == 0
    collection = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    zones = [f for f in collection["features"] if f["properties"]["kind"] == "zone"]
    assert [z["properties"]["distance_m"] for z in zones] == [20_000]
    assert collection["cordon"]["document"]["title"] == "Border pact drafted"
    imported = {line.split(b"|")[-1].strip().decode() for line in result.stderr.splitlines()}
    assert not imported & set(HEAVY)
    assert result.stderr.decode().splitlines()[-1].startswith("out.geojson: 1 zone, ")


def test_read_takes_standard_input_and_writes_standard_output(geo, report):
    from_file = json.loads(geo("read", report).stdout)
    result = geo("read", "-", "--pretty", stdin=REPORT.encode())
    from_stdin = json.loads(result.stdout)
    assert result.stderr == b""
    assert result.stdout.startswith(b'{\n  "type": "FeatureCollection"')
    assert from_stdin["features"] == from_file["features"]
    assert from_stdin["cordon"]["document"]["id"] == "standard input"


@pytest.mark.parametrize(
    "text",
    ["Nothing happened anywhere that anybody could name.", "It rained in Paris on Monday."],
    ids=["no places", "no rules"],
)
def test_report_without_rules_gives_a_collection_without_zones(geo, text):
    result = geo("read", "-", stdin=text.encode())
    assert result.returncode == 0
    collection = json.loads(result.stdout)
    assert collection["type"] == "FeatureCollection"
    assert "zone" not in {f["properties"]["kind"] for f in collection["features"]}
    assert collection["cordon"]["unresolved"] == []
    assert b"No rule about space was found" in result.stderr
    assert (b"No place was found" in result.stderr) == ("anywhere" in text)
    codes = {issue["code"] for issue in collection["cordon"]["issues"]}
    assert "document.no_rules" in codes


def test_date_is_that_of_the_command_before_that_of_the_card(geo, report):
    report.with_suffix(".toml").write_text("date = 2018-05-30", encoding="utf-8")
    by_card = json.loads(geo("read", report).stdout)["cordon"]["document"]["date"]
    by_hand = json.loads(geo("read", report, "--date", "2019-01-02").stdout)
    assert by_card == "2018-05-30"
    assert by_hand["cordon"]["document"]["date"] == "2019-01-02"


def test_reader_that_leaves_is_no_error(root, report):
    process = subprocess.Popen(
        [sys.executable, "-m", "geo", "read", report],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=root,
    )
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=300) == 0


def test_explain_tells_rule_quote_and_trace_without_terminal_commands(geo):
    text = REPORT.replace("Under the draft", "\x1b[2J\x1b]0;owned\x07Under the draft")
    result = geo("explain", "-", stdin=text.encode())
    shown = result.stdout.decode()
    assert result.returncode == 0
    assert "\x1b" not in shown
    assert "\x07" not in shown
    for words in ("20 km", "Syria", "Iranian forces would have to stay", "because", "km²"):
        assert words in shown


def test_map_is_one_page_that_asks_for_nothing_else(geo, report, tmp_path):
    result = geo("map", report, "-o", "map.html")
    assert result.returncode == 0, result.stderr.decode()
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert "Border pact drafted" in page
    assert 'src="http' not in page


def test_export_writes_by_the_ending_and_says_what_is_lost(geo, report, tmp_path):
    result = geo("export", report, "-o", "zones.shp.zip")
    assert result.returncode == 0, result.stderr.decode()
    assert result.stdout == b""
    assert b"a shapefile cuts text to 254 bytes" in result.stderr
    assert b"zones.shp.zip: 1 zone" in result.stderr
    assert (tmp_path / "zones.shp.zip").stat().st_size > 1000
    assert_one_sentence(geo("export", report, "-o", "zones.dwg"), 1)


def test_brief_writes_slides_and_refuses_what_it_has_not(geo, report, tmp_path):
    result = geo("brief", report, "-o", "b.md", "--title", "My own", "--banner", "EXERCISE")
    assert result.returncode == 0, result.stderr.decode()
    text = (tmp_path / "b.md").read_text(encoding="utf-8")
    assert text.startswith("*EXERCISE*\n\n# My own\n")
    assert_one_sentence(geo("brief", report, "-o", "b.gif"), 1)
    assert_one_sentence(geo("brief", report, "-o", "b.md", "--banner-color", "green"), 1)


def test_help_lists_every_format():
    assert BRIEF_ENDINGS.split(", ") == [f".{form}" for form in BRIEFS]
    assert list(PAPER_KEYS) == list(PAPERS)
    assert ENDINGS.replace(" (RFC 8142)", "").split(", ") == [f.ending for f in FORMATS]


CONTACT = {
    "type": "Feature",
    "properties": {"name": "line of contact"},
    "geometry": {"type": "LineString", "coordinates": [[37.5, 47.1], [37.6, 47.9], [39.0, 48.8]]},
}


def test_layer_and_viewpoint(geo, tmp_path):
    (tmp_path / "front.geojson").write_text(json.dumps(CONTACT))
    text = b"Both sides shall withdraw heavy weapons 15 km from the line of contact."
    done = geo("read", "-", "--layer", "front.geojson", "--viewpoint", "recognised", stdin=text)
    assert done.returncode == 0, done.stderr
    (zone,) = (
        f["properties"] for f in json.loads(done.stdout)["features"] if f["id"].startswith("zone")
    )
    assert zone["references"][0]["id"] == "line:front/line of contact"
    assert zone["viewpoint"] == "recognised"


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        (("--viewpoint", "rebels"), "unknown viewpoint 'rebels'"),
        (("--layer", "none.gpkg"), "there is no such file"),
    ],
)
def test_wrong_ground_is_told(geo, option, problem):
    done = geo("read", "-", *option, stdin=b"Troops must stay 5 km from Goma.")
    assert done.returncode == 1 and problem in done.stderr.decode()
