"""``make demo`` fits three screens, each part under the command that made it."""

import re
from pathlib import Path

import console


def test_the_demo_fits_three_screens_of_40_lines_and_100_columns(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    makefile = (console.ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.findall(r"run '([^']+)'", makefile)
    assert len(commands) > 5
    shown = []
    for command in commands:
        printed = console.run(command.replace("$$", "$"), tmp_path).rstrip("\n").split("\n")
        assert len(printed[0]) > 5
        shown += ["", f"$ {command}", *printed]
    assert len(shown) <= 3 * 40
    assert [line for line in shown if len(line) > 100] == []
    # The columns that are cut out are whole.
    headings = {" ".join(line.split()) for line in shown}
    assert {"claim work identifiers", "label condition modality evidence claim"} <= headings
