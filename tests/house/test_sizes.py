"""Small enough to be read in one sitting."""

import pytest

from portal.settings import ROOT
from tests.house import source

FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES, CONFTEST_LINES = 300, 40, 120, 150
VIEW_LINES = 20


@pytest.mark.parametrize("path", source.modules("portal", "forms", "tests"), ids=source.name)
def test_a_file_has_at_most_300_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", source.modules(), ids=source.name)
def test_a_function_has_at_most_40_lines(path):
    long = [
        f"{node.name} ({source.length(node)})"
        for node in source.functions(path)
        if source.length(node) > FUNCTION_LINES
    ]
    assert not long


@pytest.mark.parametrize(
    "path", [p for p in source.modules() if p.name.endswith("routes.py")], ids=source.name
)
def test_a_view_has_at_most_20_lines(path):
    long = [
        f"{node.name} ({source.length(node)})"
        for node in source.functions(path)
        if node.decorator_list and source.length(node) > VIEW_LINES
    ]
    assert not long


@pytest.mark.parametrize("path", source.templates(), ids=source.name)
def test_a_template_has_at_most_120_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= TEMPLATE_LINES


def test_what_every_test_shares_has_at_most_150_lines():
    assert len((ROOT / "tests/conftest.py").read_text(encoding="utf-8").splitlines()) <= CONFTEST_LINES
