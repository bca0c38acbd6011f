"""Small enough to be read in one sitting."""

from portal.settings import ROOT
from tests.house import source

FILE_LINES, FUNCTION_LINES, VIEW_LINES, TEMPLATE_LINES, CONFTEST_LINES = 300, 40, 20, 120, 150


def _lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def _longer(paths, most):
    return {source.name(path): _lines(path) for path in paths if _lines(path) > most}


def _long_functions(paths, most, *, views=False):
    return [
        f"{source.name(path)}: {node.name} ({source.length(node)})"
        for path in paths
        for node in source.functions(path)
        if source.length(node) > most and (node.decorator_list or not views)
    ]


def test_a_file_has_at_most_300_lines():
    assert not _longer(source.modules("portal", "forms", "tests"), FILE_LINES)


def test_a_function_has_at_most_40_lines():
    assert not _long_functions(source.modules(), FUNCTION_LINES)


def test_a_view_has_at_most_20_lines():
    routes = [path for path in source.modules() if path.name.endswith("routes.py")]
    assert not _long_functions(routes, VIEW_LINES, views=True)


def test_a_template_has_at_most_120_lines():
    assert not _longer(source.templates(), TEMPLATE_LINES)


def test_what_every_test_shares_has_at_most_150_lines():
    assert _lines(ROOT / "tests/conftest.py") <= CONFTEST_LINES
