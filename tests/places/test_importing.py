"""GeoNames dumps taken in: bad lines told, stopped imports resumed, the old gazetteer kept."""

import zipfile

import pytest

from geo.errors import GazetteerError
from geo.model import Document, FeatureClass
from geo.places import staging
from geo.places.dump import alternate, place
from geo.places.gazetteer import Gazetteer
from geo.places.importing import import_dumps
from geo.places.resolve import find_places


def line(number, name, lon=38.5, lat=35.5, code="P\tPPL", others="", people="120", cc="SY"):
    return (
        f"{number}\t{name}\t{name}\t{others}\t{lat}\t{lon}\t{code}\t{cc}\t\t12\t\t\t\t{people}"
        "\t\t300\tAsia/Damascus\t2020-01-01"
    )


def quiet(path, read, total, bad):
    pass


def zipped(path, content):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{path.stem}.txt", content)
        archive.writestr("readme.txt", "about")
    return path


LINES = [
    line(90000001, "Qorfala", others="Qurfala,Korfalah,قرفلة,QRF"),
    line(90000002, "Zubaylan Dam", code="S\tDAM", people="0"),
    line(90000003, "Hotel Zubaylan", code="S\tHTL"),
    "no dump at all",
    line("9x", "Numberless"),
    line(90000004, "Farawaystan", lon=400),
    line(90000005, "Manless", people="many"),
    line(170654, "Damascus", lon=0, lat=0, others="Zubaylan al-Kubra"),
]


@pytest.fixture(scope="module")
def local(gazetteer, tmp_path_factory):
    folder = tmp_path_factory.mktemp("import")
    dump = zipped(folder / "SY.zip", "\n".join(LINES) + "\n")
    names = folder / "alternateNames.txt"
    names.write_text(
        "1\t90000001\ten\tMarqoubad\t1\t\t\t\n2\t90000001\tlink\thttps://example.org\t\t\t\t\n"
        "3\t7\ten\tNowhereabouts\t\t\t\t\nbroken\n",
        encoding="utf-8",
    )
    made = import_dumps([dump, names], folder / "local", gazetteer, quiet)
    return made, Gazetteer.open(folder / "local")


def test_new_places_are_found_by_all_their_names(local):
    made, opened = local
    assert made.new == 2
    for name in ("Qorfala", "Korfalah", "قرفلة", "Marqoubad"):
        assert opened.find(name)[0].id == "geonames:90000001", name
    assert opened.find("Zubaylan Dam")[0].feature_class is FeatureClass.FACILITY
    assert opened.find("Hotel Zubaylan") == ()
    assert opened.find("Qorfala")[0].country == "SY"
    assert "SY.zip" in opened.find("Qorfala")[0].source


def test_what_ships_stays_as_it_is(local, gazetteer):
    _, opened = local
    assert opened.find("Zubaylan al-Kubra")[0] == gazetteer.get("geonames:170654")
    for name in ("Damascus", "Daraa", "Litani River", "Golan", "Rafah crossing", "Paris"):
        assert opened.find(name) == gazetteer.find(name)
    assert len(opened.capitals) == len(gazetteer.capitals)
    for row in range(0, len(opened.places), len(opened.places) // 500):
        assert opened.row(opened.ref(row)) == row


def test_bad_lines_are_counted_and_listed(local):
    made, _ = local
    assert made.bad == 5
    listed = (made.folder / "rejected.tsv").read_text(encoding="utf-8").splitlines()
    assert [row.split("\t")[:2] for row in listed[1:]] == [
        ["SY.zip", "4"], ["SY.zip", "5"], ["SY.zip", "6"], ["SY.zip", "7"],
        ["alternateNames.txt", "4"],
    ]  # fmt: skip
    assert "400" in listed[3]


def test_a_report_is_read_with_the_local_gazetteer(local):
    _, opened = local
    places = find_places(Document("d", "Clashes broke out near Qorfala in Syria."), opened)
    assert {p.candidate.id for p in places} == {"geonames:90000001", "geonames:163843"}


def test_a_stopped_import_goes_on_and_the_old_one_stays(gazetteer, tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "LINES", 10)
    folder = tmp_path / "local"
    first = tmp_path / "first.txt"
    first.write_text(line(90000001, "Qorfala") + "\n", encoding="utf-8")
    import_dumps([first], folder, gazetteer, quiet)
    second = tmp_path / "second.txt"
    rows = [line(90000100 + n, f"Zubaylan {chr(65 + n)}x") for n in range(26)]
    second.write_text("\n".join(rows), encoding="utf-8")
    calls = []

    def stops(path, read, total, bad):
        calls.append(read / total)
        if len(calls) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_dumps([second], folder, gazetteer, stops)
    assert Gazetteer.open(folder).find("Qorfala")
    made = import_dumps([second], folder, gazetteer, lambda *a: calls.append(a[1] / a[2]))
    assert calls[2] == 1.0  # the first twenty lines were not read again
    assert len(calls) == 3
    assert made.new == 26
    opened = Gazetteer.open(folder)
    assert opened.find("Zubaylan Zx")
    assert not opened.find("Qorfala")
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == ["local"]


def test_pieces_of_a_changed_file_are_not_used(gazetteer, tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "LINES", 1)
    dump = tmp_path / "XX.txt"
    dump.write_text(line(90000001, "Qorfala") + "\n", encoding="utf-8")
    staging.stage([dump], tmp_path / "partial", quiet)
    dump.write_text(line(90000002, "Marqoubad") + "\nx\n", encoding="utf-8")
    staging.stage([dump], tmp_path / "partial", quiet)
    pieces = [staging.pieces_bad(p) for p in staging.pieces(tmp_path / "partial")]
    assert [len(bad) for bad in pieces] == [0, 1]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\n\n# nothing\n"])
def test_a_file_that_is_no_dump_is_refused(gazetteer, tmp_path, content):
    path = tmp_path / "dump.zip"
    path.write_bytes(content)
    with pytest.raises(GazetteerError):
        import_dumps([path], tmp_path / "local", gazetteer, quiet)
    assert not (tmp_path / "local").exists()


def test_a_missing_file_and_a_folder_that_is_no_gazetteer_are_refused(gazetteer, tmp_path):
    with pytest.raises(GazetteerError, match=r"none\.zip"):
        import_dumps([tmp_path / "none.zip"], tmp_path / "local", gazetteer, quiet)
    (tmp_path / "mine").mkdir()
    with pytest.raises(GazetteerError, match="no gazetteer"):
        import_dumps([tmp_path / "none.zip"], tmp_path / "mine", gazetteer, quiet)


def test_a_line_is_read_by_its_columns():
    row = place(line(5, "Tall Abyaḑ", others="Tell Abyad,تل أبيض,TAB"))
    assert (row.number, row.country, row.area) == (5, "SY", "SY.12")
    assert [name for name, _ in row.names] == ["Tall Abyaḑ", "Tell Abyad", "تل أبيض"]
    assert place(line(6, "Some Hotel", code="S\tHTL")) is None
    assert alternate("1\t5\twkdt\tQ123\t\t\t\t") is None
