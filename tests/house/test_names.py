"""A partnership is data: its name stands in no code and no template."""

import re

import pytest

from portal.settings import ROOT
from tests.house import source

NAMES = re.compile(
    r"\b(bournemouth|christchurch|poole|dorset|barking|dagenham|lbbd|safer bcp|bcpcouncil)\b", re.I
)
CODES = re.compile(r"\bbcp\b", re.I)
MAY_NAME_THE_DEFAULT = {"portal/settings.py"}


def _public_files():
    kinds = ("*.html", "*.js", "*.mjs", "*.scss", "*.css", "*.svg")
    static = [p for kind in kinds for p in (ROOT / "static").rglob(kind) if "vendor" not in p.parts]
    code = [p for p in source.modules() if "partnership/data" not in str(p)]
    return sorted([*code, *source.templates(), *static])


@pytest.mark.parametrize("path", _public_files(), ids=source.name)
def test_no_partnership_is_named_in_code_or_templates(path):
    text = path.read_text(encoding="utf-8")
    assert not NAMES.search(text)
    if source.name(path) not in MAY_NAME_THE_DEFAULT:
        assert not CODES.search(text)
