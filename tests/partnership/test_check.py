"""Whoever keeps the files of a partnership is told file and line of what is wrong."""

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.partnership import loading
from portal.partnership.loading import BadPartnership, check


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a shipped partnership under another name."""
    return Path(shutil.copytree(loading.folder("bcp"), tmp_path / "elsewhere"))


def _line(path: Path, words: str) -> int:
    """The line these words stand on; they must be there."""
    return next(
        number for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1) if words in line
    )


def _break(path: Path, old: str, new: str) -> int:
    """Replace the first `old`, and answer its line."""
    line = _line(path, old.splitlines()[0])
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    return line


def _named(folder: Path) -> list[str]:
    return [str(fault) for fault in check(folder)]


def test_a_shipped_folder_has_no_fault(either_partnership):
    assert check(either_partnership) == []


def test_a_copy_under_another_name_is_a_partnership_of_its_own(folder):
    assert check(folder) == []
    assert loading.load(folder).code == "elsewhere"


BROKEN: dict[str, tuple[str, str, str, str]] = {
    "bad TOML": ("groups.toml", 'code = "PCG"', "code = PCG", "not valid TOML"),
    "unknown parent": ("groups.toml", 'parent = "VACE"', 'parent = "VACX"', "unknown group “VACX”"),
    "unknown tier": ("groups.toml", 'tier = "task_and_finish"', 'tier = "committee"', "unknown tier “comm"),
    "second group": ("groups.toml", 'code = "SMTG"', 'code = "PCG"', "a second group “PCG”"),
    "unknown owner": ("topics.toml", 'owner = "WEVTG"', 'owner = "WEVTX"', "unknown group “WEVTX”"),
    "unknown copy": ("topics.toml", 'copies = ["PSCG"]', 'copies = ["PSCX"]', "unknown group “PSCX”"),
    "unknown family": ("topics.toml", 'family = "fraud"', 'family = "frauds"', "unknown family “frauds”"),
    "second subtopic": ("topics.toml", 'code = "litter"', 'code = "graffiti"', "a second subtopic “gra"),
    "unknown helpline": ("topics.toml", '"fire-service"]', '"fire-brigade"]', "unknown helpline “fire"),
    "misspelt key": ("topics.toml", 'hint = "Dealing', 'hnit = "Dealing', "“hnit” is not known here"),
    "second helpline": ("helplines.toml", 'code = "drinkline"', 'code = "frank"', "a second helpline “fra"),
    "hidden emergency": ("helplines.toml", "always = true", "always = false", "“999” must have always"),
    "low contrast": (
        "partnership.toml",
        'muted = "#48606a"',
        'muted = "#a8b0ba"',
        "muted #a8b0ba on paper #ffffff has a contrast of 2.2:1; words need at least 4.5:1",
    ),
    "no colour": ("partnership.toml", 'sea = "#14697a"', 'sea = "teal"', "“teal” is no colour"),
    "bad time": ("partnership.toml", "staffed_from = 09:00:00", 'staffed_from = "nine"', "must be a time"),
    "clock runs backwards": ("partnership.toml", "staffed_to = 17:00:00", "staffed_to = 08:00:00", "later"),
    "unknown record": ("partnership.toml", 'record = "outbox"', 'record = "letters"', "unknown record “lett"),
    "deep zoom": ("partnership.toml", "max_zoom = 16", "max_zoom = 19", "maps stop at zoom 16"),
    "priority of nobody": ("priorities.toml", 'groups = ["RHSM"]', 'groups = ["RHSX"]', "unknown group “RHS"),
    "measure of nobody": ("measures.toml", 'owner = "RHSM"', 'owner = "RHSX"', "unknown group “RHSX”"),
    "measure of no priority": (
        "measures.toml",
        'priority = "substances"',
        'priority = "nothing"',
        "“nothing” is no priority of 2026-27",
    ),
    "law without its words": (
        "partnership.toml",
        'law = "A duty set by law: UK GDPR article 6(1)(c)"',
        'law = ""',
        "“law” is empty",
    ),
    "bad year": ("priorities.toml", 'year = "2022-25"', 'year = "next"', "“next” is no year"),
    "bad date": ("advice/fraud.md", "reviewed_on = 2026-11-02", 'reviewed_on = "soon"', "must be a date"),
    "no such day": ("advice/fraud.md", "reviewed_on = 2026-11", "reviewed_on = 2026-13", "not valid TOML"),
    "unknown topic": ("advice/fraud.md", 'topic = "fraud-cyber"', 'topic = "fraud"', "unknown topic “fraud”"),
    "unknown audience": ("advice/fraud.md", '"older"', '"elderly"', "unknown audience “elderly”"),
    "no front matter": ("advice/fraud.md", "+++\n", "---\n", "front matter"),
    "plain http": ("advice/fraud.md", 'url = "https://www.rep', 'url = "http://www.rep', "must start with"),
    "double section": ("plan/2026-27.md", "## d. ", "## c. ", "section “c” stands twice"),
    "wrong file name": ("plan/2026-27.md", 'year = "2026-27"', 'year = "2027-28"', "does not fit the file"),
    "broken number": ("wards.csv", "Broadstone,2,10288", "Broadstone,two,10288", "whole numbers or blank"),
    "unknown kind": ("places.csv", "Alder Road,street", "Alder Road,alley", "unknown kind “alley”"),
    "place without position": ("places.csv", "50.7367,-1.9184", "50.7367,west", "must be numbers"),
    "too few values": ("places.csv", "Alder Road,street,", "Alder Road,", "values where 8 are needed"),
    "broken count": ("margins.csv", "65293", "many", "“many” is no count"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_line_is_named(folder, kind):
    file, old, new, words = BROKEN[kind]
    line = _break(folder / file, old, new)
    there = [fault for fault in _named(folder) if fault.startswith(f"{file}:{line}: ")]
    assert there and any(words in fault for fault in there), _named(folder)


def test_a_missing_key_is_named_where_its_section_opens(folder):
    line = _break(folder / "topics.toml", 'owner = "RHSM"\n', "")
    code = _line(folder / "topics.toml", 'code = "drug-dealing"')
    assert code < line
    assert f"topics.toml:{code - 1}: needs exactly one owner" in _named(folder)[0]


def test_people_in_need_are_led_to_help(folder):
    _break(folder / "topics.toml", 'code = "outreach"', 'code = "street-life"')
    assert "topics.toml:1: no topic “outreach”" in _named(folder)[0]


def test_only_what_may_continue_asks_to_be_acknowledged(folder):
    off = "may_continue = false\n"
    line = _break(folder / "topics.toml", off, f"{off}acknowledge = true\n")
    assert f"topics.toml:{line + 1}: only a diversion that may continue" in _named(folder)[0]


def test_a_helpline_needs_a_way_to_be_reached(folder):
    path = folder / "helplines.toml"
    _break(path, 'text_number = "85258"\nurl = "https://giveusashout.org"\n', "")
    heading = _line(path, 'code = "shout"') - 1
    assert _named(folder) == [f"helplines.toml:{heading}: needs a number, a text_number or a url"]


def test_a_helpline_that_must_be_there_is_missed(folder):
    _break(folder / "helplines.toml", 'code = "samaritans"', 'code = "somebody"')
    assert any("helpline “samaritans” is missing" in fault for fault in _named(folder))


def test_a_missing_file_is_named(folder):
    (folder / "topics.toml").unlink()
    (folder / "mark.svg").unlink()
    named = _named(folder)
    assert "topics.toml:1: the file is missing" in named and "mark.svg:1: the file is missing" in named


def test_a_plan_that_lacks_a_section_is_named(folder):
    path = folder / "plan" / "2026-27.md"
    text = path.read_text("utf-8")
    start, end = text.index("## d. "), text.index("## e. ")
    path.write_text(text[:start] + text[end:], "utf-8")
    assert any("section “d” is missing" in fault for fault in _named(folder))
    path.write_text(text[: text.index("\n", start)] + "\n\n" + text[end:], "utf-8")
    assert _named(folder) == [f"plan/2026-27.md:{_line(path, '## d. ')}: section “d” is empty"]


def test_two_published_plans_are_one_too_many(folder):
    _break(folder / "plan" / "2021-22.md", 'state = "superseded"', 'state = "published"')
    assert _named(folder) == ["plan:1: exactly one plan must be published; the others are superseded"]


def test_a_ward_without_an_outline_is_named(folder):
    _break(folder / "wards.csv", "E05012651,", "E05099999,")
    named = _named(folder)
    assert any(f.startswith("wards.geojson:1: ward “E05099999” has no outline") for f in named)
    assert any("ward “E05012651” has an outline but no line in wards.csv" in f for f in named)


def _postcodes(folder: Path, change: Callable[[list[str]], None]) -> None:
    path = folder / "postcodes.csv.gz"
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    change(lines)
    path.write_bytes(gzip.compress("\n".join([*lines, ""]).encode("utf-8")))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("BH1 1AF,50.72326", "has 2 values where 4 are needed"),
        ("BH1 1AF,north,-1.87130,E05012653", "must be numbers"),
        ("BOURNE,50.72326,-1.87130,E05012653", "“BOURNE” is no postcode"),
        ("bh11af,50.72326,-1.87130,E05012653", "write “bh11af” as “BH1 1AF”"),
        ("BH1 1AF,50.72326,-1.87130,E0501", "unknown ward “E0501”"),
        ("BH1 1AA,50.72326,-1.87130,E05012653", "a second row for “BH1 1AA”"),
    ],
)
def test_a_broken_postcode_row_is_named(folder, row, words):
    _postcodes(folder, lambda lines: lines.__setitem__(2, row))
    assert any(f.startswith("postcodes.csv.gz:3: ") and words in f for f in _named(folder))


def test_a_file_that_is_not_packed_is_named(folder):
    (folder / "postcodes.csv.gz").write_text("postcode,lat,lon,ward\n", "utf-8")
    assert any("postcodes.csv.gz:1: is no text packed with gzip" in f for f in _named(folder))


def test_map_points_that_disagree_with_the_rule_are_named(folder):
    path = folder / "map_points.csv"
    lines = path.read_text("utf-8").splitlines()
    lines[9] = lines[9].replace(",yes", ",no") if ",yes" in lines[9] else lines[9].replace(",no", ",yes")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert [f.split(": ")[0] for f in _named(folder)] == ["map_points.csv:10"]


def test_a_map_point_that_is_no_cell_is_named(folder):
    path = folder / "map_points.csv"
    lines = path.read_text("utf-8").splitlines()
    lines[4] = "here,there,E05012653,yes"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert _named(folder) == ["map_points.csv:5: “here” is no cell of the grid"]


def test_an_outline_that_crosses_itself_is_named(folder):
    path = folder / "wards.geojson"
    text = path.read_text("utf-8")
    start = text.index('"coordinates":') + len('"coordinates":')
    end = text.index("]]]", start) + 3
    path.write_text(text[:start] + "[[[0,0],[1,1],[1,0],[0,1],[0,0]]]" + text[end:], "utf-8")
    assert any("wards.geojson:1: the outline of ward “E05012649” cannot be used" in f for f in _named(folder))


def test_a_file_in_another_encoding_is_named(folder):
    (folder / "wards.csv").write_bytes(
        "code,name,seats,population_2021\nE1,Caf\u00e9,1,1\n".encode("latin-1")
    )
    assert "wards.csv:2: not written in UTF-8" in _named(folder)


def test_a_folder_with_a_fault_is_not_loaded(folder):
    line = _break(folder / "groups.toml", 'parent = "VACE"', 'parent = "VACX"')
    with pytest.raises(BadPartnership, match=f"groups.toml:{line}: unknown group “VACX”"):
        loading.load(folder)


def test_groups_that_report_in_a_circle_are_named(folder):
    path = folder / "groups.toml"
    line = _line(path, 'name = "Executive Board"') + 2
    _break(
        path,
        'name = "Executive Board"\ntier = "executive"\n',
        'name = "Executive Board"\ntier = "executive"\nparent = "PCG"\n',
    )
    assert f"groups.toml:{line}: “EXEC” reports to itself in a circle" in _named(folder)


def test_a_folder_that_is_not_there_is_said_to_be_missing():
    with pytest.raises(BadPartnership, match="no such folder; shipped are: bcp, lbbd"):
        loading.folder("atlantis")


def test_a_helpline_taken_out_is_named_but_keeps_no_portal_from_starting(folder):
    path = folder / "helplines.toml"
    text = path.read_text("utf-8")
    start = text.rindex("[[helpline]]", 0, text.index('code = "report-fraud"'))
    end = text.index("[[helpline]]", start + 1)
    path.write_text(text[:start] + text[end:], "utf-8")
    line = _line(folder / "advice" / "fraud.md", "helplines = ")
    assert f"advice/fraud.md:{line}: unknown helpline “report-fraud”" in _named(folder)
    assert loading.load(folder) and loading.load_content(folder)
