"""Draws docs/images/brief.svg: the beginning of the brief of a record, as a terminal shows it.

python docs/picture.py examples.db
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme

from dateline.cli.show import print_brief
from dateline.export import make_brief
from dateline.pipeline import open_record

PAPER = TerminalTheme(
    (250, 249, 246),
    (34, 34, 34),
    [
        (34, 34, 34),
        (176, 36, 24),
        (24, 110, 52),
        (158, 106, 3),
        (30, 80, 160),
        (120, 50, 120),
        (0, 104, 112),
        (90, 90, 90),
    ],
)
LINES = 58


def main() -> None:
    """Read the record, lay the brief out, keep its beginning."""
    path = sys.argv[1] if len(sys.argv) > 1 else "examples.db"
    with open_record(path) as record:
        page = make_brief(
            record.events(), record.claims(), {r.id: r for r in record.reports()}, title=f"Brief of {Path(path).name}"
        )
    whole = Console(file=io.StringIO(), width=112, force_terminal=True, color_system="standard", highlight=False)
    with whole.capture() as got:
        print_brief(page, whole)
    beginning = "\n".join(got.get().splitlines()[:LINES])
    drawn = Console(file=io.StringIO(), width=112, record=True, force_terminal=True, color_system="standard")
    from rich.text import Text

    drawn.print(Text.from_ansi(beginning), soft_wrap=False)
    form = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    svg = drawn.export_svg(title="dateline brief", theme=PAPER, code_format=form)
    out = Path(__file__).parent / "images" / "brief.svg"
    out.parent.mkdir(exist_ok=True)
    out.write_text(svg, encoding="utf8")


if __name__ == "__main__":
    main()
