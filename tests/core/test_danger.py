"""Words of danger bring up the right number, and ordinary nuisance does not."""

import time

import pytest

from portal.core.words import DangerKind, danger, helplines, tidy
from tests.core import corpus

CLEAN = tuple(corpus.clean())
SLOW_SECONDS = 2.0  # generous: a busy machine needs a tenth of it for 20 kB
DANGERS: tuple[tuple[DangerKind, tuple[str, ...]], ...] = (
    (DangerKind.IMMEDIATE, (
        "He said he will kill me tonight", "A man is being attacked outside", "she is bleeding badly",
        "The house is on fire", "He is threatening to kill her",
        "I think he has overdosed, he is not breathing", "This is happening right now",
        "I fear for my life", "they are trying to break in, please help",
    )),
    (DangerKind.CHILD, (
        "The child is being hit every day", "She beats her little boy",
        "he is grooming young girls online", "They are using kids to sell drugs",
        "There are bruises on the baby", "I worry about child abuse next door", "My dad hits me",
        "a toddler left alone all night", "The 8 year old is neglected", "he is a paedophile",
    )),
    (DangerKind.SUICIDE, (
        "I want to kill myself", "She says she will end it all", "he is suicidal",
        "I don’t want to live any more", "He is on the roof threatening to jump",
        "My friend is self-harming", "I want to die", "She cut herself again",
        "they would be better off dead",
    )),
    (DangerKind.DOMESTIC, (
        "My husband hits me", "my ex keeps threatening me", "He is beating his wife",
        "There is domestic violence at 5", "I am scared of my partner", "he won't let me leave the house",
        "my boyfriend strangled me", "She is controlled, it is coercive", "forced marriage next month",
        "She was hurt by her husband",
    )),
    (DangerKind.WEAPON, (
        "He has a knife", "They carry machetes at school", "A boy pulled out a big zombie knife",
        "he's got a gun", "Shots were fired near the shop", "A lad was stabbed",
        "the man with the shotgun is back", "waving a sword about",
    )),
    (DangerKind.SLAVERY, (
        "I think it is modern slavery", "They are forced to work all night",
        "The boss took their passports", "women locked in above the shop",
        "the workers sleep on the floor of the car wash", "she was trafficked here",
        "They work every day for no pay", "the girls are not allowed to leave",
    )),
    (DangerKind.TERRORISM, (
        "He says he is making a bomb", "He praises ISIS", "they talk of terrorism",
        "He was radicalised online", "planning an attack on the mosque", "explosives in the garage",
        "he wants to blow up the station",
    )),
    (DangerKind.SEXUAL, (
        "I was raped", "A man exposed himself at the beach", "she was sexually assaulted",
        "he groped me on the bus", "My drink was spiked", "He touched her inappropriately",
        "He grabbed my bum", "sexual harassment on the pier",
    )),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in DANGERS for text in texts])
def test_words_of_danger_are_heard(kind: DangerKind, text: str) -> None:
    assert kind in danger(tidy(text))
    assert kind in danger(tidy(text).upper())


def test_ordinary_nuisance_is_no_danger() -> None:
    wrong = {text: danger(text) for text in CLEAN if danger(text)}
    assert len(wrong) < len(CLEAN) / 50, wrong


def test_danger_brings_up_the_numbers_to_call_the_emergency_line_first() -> None:
    assert helplines(frozenset({DangerKind.SEXUAL, DangerKind.CHILD})) == (
        "999",
        "childline",
        "rape-crisis",
    )
    assert helplines(frozenset()) == ()


@pytest.mark.parametrize("kind", DangerKind)
def test_each_danger_has_a_number(kind: DangerKind) -> None:
    assert helplines(frozenset({kind}))


@pytest.mark.parametrize("part", corpus.REPEATED)
def test_a_text_built_to_be_slow_is_read_quickly(part: str) -> None:
    text = (part * 20_000)[:20_000]
    start = time.process_time()
    danger(text)
    assert time.process_time() - start < SLOW_SECONDS
