"""Where the browser for the tests is looked for."""

import pytest

from tests import chromium


def test_the_one_that_was_named_comes_first(monkeypatch):
    monkeypatch.setenv("PORTAL_CHROMIUM", "/bin/sh")
    assert chromium.find() == "/bin/sh"


def test_a_name_that_cannot_be_run_is_not_replaced_in_silence(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PORTAL_CHROMIUM", str(tmp_path / "none"))
    assert chromium.main() == 1
    assert "PORTAL_CHROMIUM=/path/to/chromium" in capsys.readouterr().out


@pytest.mark.parametrize("name", chromium.NAMES)
def test_each_usual_name_is_known(monkeypatch, tmp_path, name):
    monkeypatch.delenv("PORTAL_CHROMIUM", raising=False)
    program = tmp_path / name
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.find() == str(program)
