"""Why something was taken out is a closed list, and what is marked names its own kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.details import DetailKind
from portal.core.redaction import KINDS, PLACEHOLDERS, Taken, kinds_in, kinds_written, listed, read, taken_out
from portal.core.words import details, mask

ORIGINAL = "Dave Smith on 07700 900123 parks AB12 CDE at 12 Pine Road."


def test_every_kind_of_detail_has_a_reason_to_go():
    assert set(KINDS) == set(DetailKind)


def test_masking_everything_names_every_kind():
    masked = mask(ORIGINAL, details(ORIGINAL))
    assert taken_out(ORIGINAL, masked) == kinds_in(ORIGINAL) >= {Taken.NAME, Taken.CONTACT, Taken.HOME}


def test_a_placeholder_names_its_kind():
    assert kinds_written("[Name] sells from [vehicle] at [postcode]") == {
        Taken.NAME,
        Taken.VEHICLE,
        Taken.HOME,
    }
    assert kinds_written("Somebody sells things") == frozenset()


@pytest.mark.parametrize("kind", Taken)
def test_every_kind_has_a_placeholder_in_which_nothing_points_to_anybody(kind):
    assert kinds_written(PLACEHOLDERS[kind]) == {kind} and not details(PLACEHOLDERS[kind])


def test_what_is_still_there_was_not_taken_out():
    assert taken_out(ORIGINAL, ORIGINAL) == frozenset()
    assert taken_out(ORIGINAL, ORIGINAL.upper().replace("07700 900123", "")) == {Taken.CONTACT}


@given(st.lists(st.sampled_from(Taken)))
def test_kinds_come_back_as_they_were_kept_each_once(kinds):
    assert set(read(listed(kinds))) == set(kinds)
    assert len(read(listed(kinds))) == len(set(kinds))


def test_a_kind_that_is_no_longer_listed_is_left_out():
    assert read("name shoe-size other") == (Taken.NAME, Taken.OTHER)
