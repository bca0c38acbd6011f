"""`flask crime import` on the command line."""

from pathlib import Path

import pytest

from portal.cli import install

FILE = Path(__file__).parent / "recorded.csv"


@pytest.fixture
def run(app):
    install(app)
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=["crime", "import", *map(str, words)])


def test_a_file_is_read_in_and_says_what_it_held(run):
    found = run(FILE)
    assert found.exit_code == 0
    assert "Example Police, September 2026: 5 inside the area, 1 outside, 1 without a place." in found.output
    assert "It was there already." in run(FILE).output


def test_a_file_of_something_else_keeps_nothing_and_names_its_line(run, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("Name,Address\n", encoding="utf-8")
    found = run(other)
    assert found.exit_code == 1 and "other.csv, line 1: the head is not" in found.output
    other.write_bytes(b"\xff\xfe\x00PK")
    assert run(other).exit_code == 1


def test_an_empty_list_of_lines_says_so(run, tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_text(FILE.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert "The file holds no line." in run(empty).output
