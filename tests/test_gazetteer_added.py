"""Adding a GeoNames dump or an OCHA list to the gazetteer: small hand-written ones in their formats."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.resolve import added as added_module
from dateline.resolve.added import add_admin, add_dump, added_folder, list_added, need_of
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.sheet import rows_of

ROWS = [
    # id, name, ascii, alternates, lat, lon, class, code, country, cc2, admin1, 2, 3, 4, population, elevation, dem, zone, day
    "900001\tQaryat Dorho\tQaryat Dorho\tDorho,Durho,دورهو\t12.5\t18.25\tP\tPPL\tTD\t\t08\t\t\t\t640\t\t400\t\t",
    "900002\tWadi Selim\tWadi Selim\t\t12.4\t18.2\tH\tWAD\tTD\t\t08\t\t\t\t0\t\t380\tAfrica/Ndjamena\t2024-01-01",
    "900003\tDorho\tDorho\t\t-1.5\t30.1\tP\tPPL\tRW\t\t13\t\t\t\t52000\t\t1400\tAfrica/Kigali\t2024-01-01",
    "900004\tTarso\tTarso\tTarso Province\t12.0\t18.0\tA\tADM1\tTD\t\t08\t\t\t\t90000\t\t400\tAfrica/Ndjamena\t2024-01-01",
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for index files, with a packaged gazetteer of one place so that it is built at once."""
    place = Entry(
        id="test:1",
        name="Masin",
        lat=10.0,
        lon=20.0,
        country="TD",
        admin1=None,
        kind="town",
        population=9000,
        origin="test",
    )
    tarso = Entry(
        id="admin1:TD.tarso",
        name="Tarso",
        lat=12.1,
        lon=18.1,
        country="TD",
        admin1="08",
        kind="admin1",
        population=1,
        origin="t",
    )
    monkeypatch.setattr(
        "dateline.resolve.gazetteer_index._all_places", lambda: iter([(place, [("Masin", 0)]), (tarso, [("Tarso", 0)])])
    )
    return tmp_path / "cache"


def _dump(folder: Path, rows: list[str], name: str = "TD.txt") -> Path:
    path = folder / name
    path.write_text("\n".join(rows) + "\n", encoding="utf8")
    return path


def test_an_added_dump_is_looked_up(tmp_path: Path, cache: Path) -> None:
    told: list[str] = []
    added = add_dump(_dump(tmp_path, ROWS), added_folder(cache), told=told.append)
    assert (added.name, added.places, added.licence) == ("TD", 4, "CC BY 4.0")
    assert "about 4 places" in told[0]
    assert "will have about" in told[0], "the size is told before it starts"
    gazetteer = Gazetteer.open(cache=cache)
    found = gazetteer.lookup("Durho")
    assert [(c.name, c.lat, c.country, c.kind) for c in found] == [("Qaryat Dorho", 12.5, "TD", "town")]
    assert gazetteer.lookup("Dorho")[0].country == "RW", "the larger place comes first"
    assert gazetteer.lookup("دورهو")[0].id == "geonames:900001"
    assert gazetteer.lookup("Wadi Selim")[0].kind == "water"
    assert gazetteer.lookup("Masin"), "the packaged places are still there"
    assert gazetteer.added[0].source.startswith("TD.txt of ")


def test_a_zip_is_read_and_replaces_what_was_there(tmp_path: Path, cache: Path) -> None:
    folder = added_folder(cache)
    add_dump(_dump(tmp_path, ROWS[:1]), folder)
    archive = tmp_path / "TD.zip"
    with zipfile.ZipFile(archive, "w") as handle:
        handle.writestr("readme.txt", "about the columns\n" * 90)
        handle.writestr("TD.txt", "\n".join(ROWS) + "\n")
    add_dump(archive, folder)
    assert [(a.name, a.places) for a in list_added(folder)] == [("TD", 4)]


def test_a_division_known_twice_counts_once(tmp_path: Path, cache: Path) -> None:
    add_dump(_dump(tmp_path, ROWS), added_folder(cache))
    found = Gazetteer.open(cache=cache).entries("Tarso")
    assert [(e.id, e.lat) for e in found] == [("admin1:TD.tarso", 12.1)]
    assert "GeoNames 900004" in found[0].origin


def test_a_failure_leaves_the_old_index(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = added_folder(cache)
    add_dump(_dump(tmp_path, ROWS), folder)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(added_module, "_finish", dies)
    with pytest.raises(KeyboardInterrupt):
        add_dump(_dump(tmp_path, ROWS[:2]), folder)
    assert [a.places for a in list_added(folder)] == [4]
    assert [p.name for p in folder.iterdir()] == ["TD.sqlite"], "no half-written file is left"


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("", "is empty"),
        ("name\tlat\tlon\nX\t1\t2\n", "not as in a GeoNames dump"),
        (
            "900001\tX\tX\t\tnorth\t18\tP\tPPL\tTD\t\t08\t\t\t\t0\t\t4\tAfrica/Ndjamena\t2024-01-01\n",
            "not as in a GeoNames dump",
        ),
    ],
)
def test_what_is_no_dump_is_told(text: str, tells: str, tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "no.txt"
    path.write_text(text, encoding="utf8")
    with pytest.raises(DataError, match=tells) as error:
        add_dump(path, added_folder(cache))
    assert "no.txt" in str(error.value)
    assert not list_added(added_folder(cache))


def test_a_full_disk_is_told_before_it_starts(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _dump(tmp_path, ROWS)
    monkeypatch.setattr(added_module.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1000})())
    assert need_of(path, tmp_path).free == 1000
    with pytest.raises(DataError, match="make room"):
        add_dump(path, added_folder(cache))


def test_some_broken_rows_are_left_out_and_told(tmp_path: Path, cache: Path) -> None:
    told: list[str] = []
    rows = [ROWS[0].replace("900001", str(910000 + n)) for n in range(30)]
    add_dump(_dump(tmp_path, [*rows, "half a row\t1"]), added_folder(cache), told=told.append)
    assert any("1 malformed" in line for line in told)


OCHA = (
    "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_PCODE,lat,lon\n"
    "Chad,TD,Tarso,تارسو,TD08,Dorho Nord,TD0801,12.6,18.3\n"
    "Chad,TD,Tarso,تارسو,TD08,Dorho Sud,TD0802,12.4,18.1\n"
)


def test_an_ocha_list_gives_p_codes(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "tcd_admin.csv"
    path.write_text(OCHA, encoding="utf8")
    assert add_admin(path, added_folder(cache)).places == 3
    gazetteer = Gazetteer.open(cache=cache)
    district = gazetteer.entries("Dorho Nord")[0]
    assert (district.id, district.kind, district.lat, district.admin1) == ("pcode:TD0801", "admin2", 12.6, "08")
    assert "TD08" in gazetteer.entries("Tarso")[0].origin, "a division that is known already gets its P-code"
    assert gazetteer.entries("تارسو")[0].country == "TD"


def test_an_ocha_list_comes_as_xlsx_too(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "list.xlsx"
    header, *rows = [line.split(",") for line in OCHA.splitlines()]
    cells = "".join(
        f"<row r='{r}'>"
        + "".join(f"<c r='{chr(65 + i)}{r}' t='inlineStr'><is><t>{v}</t></is></c>" for i, v in enumerate(row))
        + "</row>"
        for r, row in enumerate([header, *rows], start=1)
    )
    with zipfile.ZipFile(path, "w") as handle:
        handle.writestr(
            "xl/worksheets/sheet1.xml",
            f"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>{cells}</sheetData></worksheet>",
        )
    assert rows_of(path)[0]["ADM2_PCODE"] == "TD0801"
    assert add_admin(path, added_folder(cache)).places == 3


def test_a_list_without_p_codes_is_told(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,code\nTarso,08\n", encoding="utf8")
    with pytest.raises(DataError, match="ADM1_PCODE"):
        add_admin(path, added_folder(cache))


def test_a_file_that_is_no_index_is_passed_over(cache: Path) -> None:
    folder = added_folder(cache)
    folder.mkdir(parents=True)
    (folder / "old.sqlite").write_bytes(b"nothing of ours" * 100)
    with sqlite3.connect(folder / "other.sqlite") as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    assert list_added(folder) == []
    assert Gazetteer.open(cache=cache).lookup("Masin")
