"""What was answered on earlier pages travels safely, and for two days only."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from portal.web.hidden_state import StateExpired, StateForged, open_state, seal_state
from tests.conftest import TODAY

WORDS = st.dictionaries(st.text(max_size=8), st.text(max_size=50) | st.integers() | st.none(), max_size=5)


@pytest.fixture(autouse=True)
def _inside(app):
    with app.app_context():
        yield


@given(WORDS)
@given_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_what_goes_in_comes_out(values):
    assert open_state("story", seal_state("story", values)).values == values


def test_no_state_at_all_is_an_empty_one():
    assert open_state("story", None).values == {}


def test_the_words_cannot_be_read_in_the_page():
    assert "lifeguard" not in bytes.fromhex(seal_state("story", {"text": "lifeguard"})).decode("latin-1")


@pytest.mark.parametrize("forged", ["00", "zz", "état", "ab" * 200, "{{ 7 * 7 }}", "\0"])
def test_a_forged_state_is_refused(forged):
    with pytest.raises(StateForged):
        open_state("story", forged)


def test_one_changed_letter_is_refused():
    text = seal_state("story", {"a": "b"})
    with pytest.raises(StateForged):
        open_state("story", text[:-1] + ("0" if text[-1] != "0" else "1"))


def test_a_state_opens_for_its_purpose_only():
    with pytest.raises(StateForged):
        open_state("another", seal_state("story", {"a": "b"}))


def test_after_a_day_it_opens_only_to_be_checked_again(clock):
    text = seal_state("story", {"a": "b"})
    clock.move_to(TODAY + timedelta(hours=25))
    assert open_state("story", text).aged


def test_after_two_days_it_is_too_old(clock):
    text = seal_state("story", {"a": "b"})
    clock.move_to(TODAY + timedelta(hours=49))
    with pytest.raises(StateExpired):
        open_state("story", text)
