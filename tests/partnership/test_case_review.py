"""A partnership says how many reports open a case review; the law's three are the most."""

import shutil
from pathlib import Path

import pytest

from portal.partnership import loading


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a partnership of its own."""
    folder = Path(shutil.copytree(loading.folder("bcp"), tmp_path / "elsewhere"))
    return folder / "partnership.toml"


def test_a_partnership_that_says_nothing_goes_by_the_law(file):
    words = file.read_text("utf-8")
    start, end = words.index("[case_review]"), words.index("[brand]")
    file.write_text(words[:start] + words[end:], "utf-8")
    found = loading.load(file.parent).case_review
    assert found.reports == 3 and not found.local and "section 104" in found.source


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("reports = 3", "reports = 4", "people may ask after 3"),
        ("reports = 3", "reports = 0", "at least 1"),
        ('url = "https://www.bcpcouncil.gov.uk/comm', 'url = "http://www.bcpcouncil.gov.uk/comm', "https"),
    ],
)
def test_a_broken_section_is_named_with_its_line(file, old, new, told):
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert any(told in str(fault) for fault in loading.check(file.parent))
