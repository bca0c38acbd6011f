"""A signature says how much two texts share, within a known error, and nothing without the secret."""

from sys import getrefcount

import hypothesis.strategies as st
from hypothesis import given, settings

from portal.adapters.signing import SigningSecrets
from portal.consultations.counting.campaigns import Signed, counted, find
from portal.consultations.signatures import LENGTH, MARK, VALUES, likeness, mark, runs, sign, values
from portal.core.disclosure import Shown, Suppressed

SECRET, OTHER = b"s" * 32, b"t" * 32
PATTERN = (
    "Please do not cut the wardens of our market square because they are the only people who know everybody "
    "by name and who stay until the last bus has left in the evening"
)
TOPICS = ("lamps", "buses", "dogs", "cycling", "litter", "noise", "parking", "benches", "trees", "shops")
WORD = st.text("abcdefghij", min_size=2, max_size=4)
TEXTS = st.lists(WORD, min_size=12, max_size=60, unique=True).map(" ".join)


def exactly(one: str, other: str) -> float:
    """Which part of all their runs two texts share."""
    return len(runs(one) & runs(other)) / len(runs(one) | runs(other))


def estimated(one: str, other: str, secret: bytes = SECRET) -> float:
    """The same as the signatures tell it."""
    signed = [sign(each, secret) for each in (one, other)]
    assert all(signed)
    return likeness(*(values(each) for each in signed))


def signed(texts, question="more", secret=SECRET):
    """Texts by the ids of the answers they belong to."""
    made = {name: sign(text, secret) for name, text in texts.items()}
    return [Signed(name, question, each) for name, each in made.items() if each]


def campaign_of(number, pattern=PATTERN):
    """So many people send a pattern, most with a line of their own."""
    return {
        f"c{n}": pattern + (f". I live near the {TOPICS[n % 10]} in number {n}" if n % 3 else "")
        for n in range(number)
    }


@settings(max_examples=40)
@given(TEXTS, st.integers(0, 100))
def test_the_estimate_is_within_four_standard_errors(text, percent):
    words = text.split()
    cut = len(words) * percent // 100
    changed = " ".join([*words[:cut], *("x" + each for each in words[cut:])])
    true = exactly(text, changed)
    error = 4 * (true * (1 - true) / VALUES) ** 0.5
    assert abs(estimated(text, changed) - true) <= error + 1 / VALUES


def test_the_estimate_is_right_on_the_average():
    words = [f"word{n}" for n in range(60)]
    one, other = " ".join(words[:45]), " ".join(words[15:])
    found = [estimated(one, other, bytes([n]) * 32) for n in range(60)]
    assert abs(sum(found) / len(found) - exactly(one, other)) < 4 * 0.045 / 60**0.5


@settings(max_examples=20)
@given(TEXTS)
def test_capitals_marks_and_spaces_change_nothing(text):
    told = text.upper().replace(" ", ",\n  ") + "!"
    assert sign(told, SECRET) == sign(text, SECRET)


def test_another_secret_makes_another_signature_that_says_so():
    one, other = sign(PATTERN, SECRET), sign(PATTERN, OTHER)
    assert len(one) == LENGTH
    assert one[:MARK] == mark(SECRET) != other[:MARK] == mark(OTHER)
    assert likeness(values(one), values(other)) < 0.05


def test_short_texts_are_not_signed():
    assert sign("More police please", SECRET) is None
    assert sign("The lamps on the way are dark", SECRET) is None
    assert sign("The lamps on the way home are dark", SECRET) is not None


def test_a_campaign_is_found_among_other_texts():
    others = {
        f"o{n}": f"{TOPICS[n % 10]} worry me since {n}, and {TOPICS[(n + 3) % 10]} too when {n * 7} come by"
        for n in range(60)
    }
    found = find(signed({**others, **campaign_of(12)}))
    assert [each.responses for each in found] == [frozenset(campaign_of(12))]


def test_four_people_are_no_campaign_and_five_are():
    assert find(signed(campaign_of(4))) == ()
    assert len(find(signed(campaign_of(5)))) == 1


def test_texts_of_different_questions_and_secrets_are_not_joined():
    half = dict(list(campaign_of(8).items())[:4])
    rest = dict(list(campaign_of(8).items())[4:])
    assert find([*signed(half), *signed(rest, question="help")]) == ()
    assert find([*signed(half), *signed(rest, secret=OTHER)]) == ()


def test_the_order_in_which_texts_are_read_changes_nothing():
    texts = signed(campaign_of(20))
    assert find(texts) == find(reversed(texts))


def test_an_answer_in_two_campaigns_counts_once():
    both = find([*signed(campaign_of(7)), *signed(campaign_of(7), question="help")])
    assert (len(both), counted(both, 30).part) == (2, Shown(7))


def test_a_few_people_outside_a_campaign_are_not_shown():
    found = counted(find(signed(campaign_of(20))), 22)
    assert isinstance(found.part, Suppressed) and isinstance(found.others, Suppressed)


def test_nothing_is_said_where_nothing_is_signed():
    assert counted(None, 30) is None


def test_a_secret_is_made_once_and_destroyed(tmp_path):
    here, there = SigningSecrets(tmp_path / "signing"), SigningSecrets(tmp_path / "signing")
    first = here.of("abc")
    assert (len(first), there.of("abc"), here.names()) == (32, first, ("abc",))
    assert (there.destroy("abc"), there.destroy("abc"), here.names()) == (True, False, ())
    assert here.of("abc") != first


def test_a_folder_that_cannot_be_used_signs_nothing(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="ascii")
    assert SigningSecrets(tmp_path / "file").of("abc") is None


def test_nobody_keeps_a_secret_after_signing():
    secret = bytes(range(32))
    before = getrefcount(secret)
    assert sign(PATTERN, secret)
    assert getrefcount(secret) == before
