"""Rows of a table with a header: CSV, TSV, or a sheet of an XLSX file (ECMA-376, only values of cells)."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path
from typing import Final

from lxml import etree

from dateline.errors import DataError

__all__ = ["rows_of"]

_NS: Final = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows by the names of the columns; of an XLSX file the sheet that has most rows. Raises DataError for neither."""
    try:
        if zipfile.is_zipfile(path):
            return max(_sheets(path), key=len, default=[])
        with path.open(encoding="utf-8-sig", newline="") as handle:
            head = handle.readline()
            handle.seek(0)
            dialect = max("\t;,", key=head.count)
            return [
                {k: v or "" for k, v in row.items() if k is not None}
                for row in csv.DictReader(handle, delimiter=dialect)
            ]
    except (OSError, UnicodeDecodeError, csv.Error, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise DataError(f"{path} cannot be read as a table: {error}; CSV (UTF-8) or XLSX is expected") from error


def _sheets(path: Path) -> list[list[dict[str, str]]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        shared: list[str] = []
        if "xl/sharedStrings.xml" in names:
            tree = etree.fromstring(archive.read("xl/sharedStrings.xml"), parser)
            shared = [
                "".join(t.text or "" for t in item.iterfind(".//m:t", _NS)) for item in tree.iterfind("m:si", _NS)
            ]
        sheets = [n for n in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)]
        if not sheets:
            raise DataError(f"{path} is an archive, but holds no sheet of XLSX")
        return [_table(etree.fromstring(archive.read(n), parser), shared) for n in sheets]


def _table(sheet: etree._Element, shared: list[str]) -> list[dict[str, str]]:
    header: dict[int, str] = {}
    rows: list[dict[str, str]] = []
    for row in sheet.iterfind(".//m:row", _NS):
        cells = {_column(c.get("r") or "", i): _value(c, shared) for i, c in enumerate(row.iterfind("m:c", _NS))}
        if not header:
            header = {i: v.strip() for i, v in cells.items() if v.strip()}
            continue
        rows.append({name: cells.get(i, "") for i, name in header.items()})
    return rows


def _column(reference: str, otherwise: int) -> int:
    """0 for "A7", 27 for "AB7"."""
    letters = re.match(r"[A-Z]+", reference)
    if letters is None:
        return otherwise
    number = 0
    for letter in letters.group():
        number = 26 * number + ord(letter) - 64
    return number - 1


def _value(cell: etree._Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in cell.iterfind(".//m:t", _NS))
    value = cell.findtext("m:v", default="", namespaces=_NS)
    if cell.get("t") == "s" and value.isdecimal():
        return shared[int(value)] if int(value) < len(shared) else ""
    return str(value)
