"""What can be set is written down, and what is unsafe does not start."""

import re
from dataclasses import replace

import pytest

from portal.settings import ROOT, Settings, UnsafeSettings
from tests.builders.portal import some_settings

NAMES = sorted(
    set(
        re.findall(
            r'"((?:PORTAL_|SECRET_|DATABASE_)[A-Z_]+)"',
            (ROOT / "portal/settings.py").read_text(encoding="utf-8"),
        )
    )
)


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_explains_every_setting(name):
    assert f"`{name}`" in (ROOT / "README.md").read_text(encoding="utf-8")


def _production(tmp_path, **changes):
    safe = {"env": "production", "demo": False, "doors": "staff", "origin": "https://safer.example.org"}
    return some_settings(tmp_path, **{**safe, **changes})


def test_a_safe_production_starts(tmp_path):
    _production(tmp_path).check()


@pytest.mark.parametrize(
    "changes",
    [
        {"demo": True},
        {"doors": "both"},
        {"doors": "public"},
        {"doors": "staff", "seal_private_file": None},
        {"origin": "http://safer.example.org"},
    ],
    ids=str,
)
def test_production_refuses_what_is_unsafe(tmp_path, changes):
    with pytest.raises(UnsafeSettings):
        _production(tmp_path, **changes).check()


def test_time_is_moved_only_in_a_demonstration(settings):
    with pytest.raises(UnsafeSettings):
        replace(
            settings,
            demo=False,
            clock=__import__("datetime").datetime.fromisoformat("2026-12-04T12:00:00+00:00"),
        ).check()


def test_a_missing_key_is_said_in_a_sentence():
    with pytest.raises(UnsafeSettings) as refused:
        Settings.from_env({})
    assert "SECRET_KEY" in refused.value.words
