"""A named business needs two different people who looked at the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.businesses import businesses
from portal.core.second_person import First, Look, SamePerson, look

ONE, TWO = "a" * 26, "b" * 26
NAMED = "People fight outside the Anchor Arms each Friday."
PLAIN = "People fight outside a pub each Friday."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (NAMED, ("Anchor Arms",)),
        ("Rosa's cafe sells to children", ("Rosa's cafe",)),
        ("Outside the Red Lion pub", ("Red Lion pub",)),
        ("A van of Harbour Moves Ltd. waits", ("Harbour Moves Ltd.",)),
        ("Bottles behind the Corner Off-licence", ("Corner Off-licence",)),
        ("Smith & Sons leave rubbish", ("Smith & Sons",)),
    ],
)
def test_names_of_businesses_are_found(text, found):
    assert businesses(text) == found


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "The kebab shop on the corner is loud.",
        "The Pub is loud. The Shop is shut.",
        "Coffee shop customers leave cups",
        "The lights in the High Street are out near the School.",
        "Somebody sells things by the bridge every night.",
    ],
)
def test_a_trade_without_a_name_is_nobodys_name(text):
    assert businesses(text) == ()


def test_a_copy_that_names_nobody_stands_at_once():
    assert look(None, actor_id=ONE, copy=PLAIN, names_business=False) is Look.STANDS


@pytest.mark.parametrize(("copy", "tick"), [(NAMED, False), (NAMED, True), (PLAIN, True)])
def test_a_tick_or_a_found_name_waits_for_somebody_else(copy, tick):
    assert look(None, actor_id=ONE, copy=copy, names_business=tick) is Look.WAITS


def test_the_second_person_confirms_the_same_words():
    assert look(First(ONE, NAMED), actor_id=TWO, copy=NAMED + "\n", names_business=False) is Look.STANDS


@pytest.mark.parametrize("tick", [True, False])
def test_nobody_confirms_their_own_decision(tick):
    with pytest.raises(SamePerson):
        look(First(ONE, NAMED), actor_id=ONE, copy=NAMED, names_business=tick)


def test_other_words_are_looked_at_anew():
    changed = NAMED.replace("Friday", "week")
    assert look(First(ONE, NAMED), actor_id=TWO, copy=changed, names_business=True) is Look.WAITS


def test_whoever_takes_the_name_out_waits_for_nobody():
    assert look(First(ONE, NAMED), actor_id=ONE, copy=PLAIN, names_business=False) is Look.STANDS


STEPS = st.lists(st.tuples(st.sampled_from([ONE, TWO, "c" * 26]), st.sampled_from([NAMED, NAMED + " Loud."])))


@given(STEPS)
def test_no_series_of_steps_lets_a_name_stand_on_one_persons_word(steps):
    first = None
    looked = {}
    for actor_id, copy in steps:
        try:
            got = look(first, actor_id=actor_id, copy=copy, names_business=True)
        except SamePerson:
            continue
        looked.setdefault(copy, set()).add(actor_id)
        if got is Look.STANDS:
            assert len(looked[copy]) >= 2
            return
        first = First(actor_id, copy)
