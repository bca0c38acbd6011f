"""What each clock of a referral rests on, and which other bodies answer: read, and checked line by line."""

import shutil

import pytest

from portal.core.errors import NotFound
from portal.partnership import loading
from portal.partnership.referring import BASES, CLOCKS


@pytest.mark.parametrize("code", ["bcp", "lbbd"])
def test_every_clock_says_whether_it_is_law_and_where_it_stands(code):
    referring = loading.load(code).referring
    assert {term.code for term in referring.terms} == set(CLOCKS)
    assert all(term.basis in BASES and term.name and term.source and term.after for term in referring.terms)
    assert referring.term("response").basis == "law" and referring.term("advice").basis == "practice"
    with pytest.raises(NotFound):
        referring.term("tea")


@pytest.mark.parametrize("code", ["bcp", "lbbd"])
def test_co_operating_bodies_are_no_responsible_authorities(code):
    partnership = loading.load(code)
    assert partnership.referring.bodies
    taken = {authority.code for authority in partnership.authorities}
    assert not taken & {body.code for body in partnership.referring.bodies}


BROKEN = {
    "a clock nobody knows": ('code = "advice"', 'code = "tea"', "unknown code “tea”"),
    "a second clock": ('code = "advice"', 'code = "agenda"', "a second clock “agenda”"),
    "a missing clock": ('code = "advice"', 'code = "agenda"', "the clock “advice” is missing"),
    "neither law nor practice": ('basis = "law"', 'basis = "habit"', "unknown basis “habit”"),
    "an authority again": ('code = "policing-body"', 'code = "police"', "a second body “police”"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_the_check_names_what_is_wrong(case, tmp_path):
    folder = tmp_path / "here"
    shutil.copytree(loading.folder("bcp"), folder)
    before, after, expected = BROKEN[case]
    path = folder / "referrals.toml"
    path.write_text(path.read_text("utf-8").replace(before, after, 1), encoding="utf-8")
    with pytest.raises(loading.BadPartnership) as refused:
        loading.load(folder)
    assert [each for each in refused.value.faults if each.file == "referrals.toml" and expected in str(each)]
