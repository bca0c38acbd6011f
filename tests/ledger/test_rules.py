"""The chain of the ledger as a pure rule."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from portal.ledger import rules
from portal.ledger.rules import GENESIS, Line

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WORDS = st.text(max_size=20)
FIELDS = ("actor_id", "action", "subject", "facts", "reason_hash", "previous", "digest")


@st.composite
def chains(draw):
    """A ledger that holds."""
    lines, previous = [], GENESIS
    for number in range(1, draw(st.integers(1, 6)) + 1):
        words = {name: draw(WORDS) for name in ("actor_id", "action", "subject", "facts", "reason_hash")}
        line = Line(number=number, at=NOON, previous=previous, digest="", **words)
        line = replace(line, digest=rules.digest_of(line))
        lines.append(line)
        previous = line.digest
    return lines


@given(chains())
def test_an_untouched_chain_holds(lines):
    assert rules.first_broken(lines) is None


@given(chains(), st.data())
def test_any_changed_field_is_found(lines, data):
    place = data.draw(st.integers(0, len(lines) - 1))
    name = data.draw(st.sampled_from(FIELDS))
    value = data.draw(WORDS.filter(lambda text: text != getattr(lines[place], name)))
    changed = [*lines[:place], replace(lines[place], **{name: value}), *lines[place + 1 :]]
    assert rules.first_broken(changed) is not None


@given(chains(), st.data())
def test_a_line_taken_out_before_the_end_is_found(lines, data):
    place = data.draw(st.integers(0, len(lines) - 1))
    left = lines[:place] + lines[place + 1 :]
    assert (rules.first_broken(left) is None) == (place == len(lines) - 1)


def test_every_action_is_a_noun_and_a_past_verb():
    for action in rules.ACTIONS:
        noun, _, verb = action.partition(".")
        assert noun.isidentifier() and verb.isidentifier(), action
