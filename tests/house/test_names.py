"""A partnership is data: its name stands in no code and no template."""

import re

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


def test_no_partnership_is_named_in_code_or_templates():
    named = [source.name(p) for p in _public_files() if NAMES.search(p.read_text(encoding="utf-8"))]
    assert not named


def test_the_default_partnership_is_chosen_in_one_place():
    coded = {source.name(p) for p in _public_files() if CODES.search(p.read_text(encoding="utf-8"))}
    assert coded <= MAY_NAME_THE_DEFAULT
