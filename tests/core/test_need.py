"""Words that speak of rough sleeping or need bring up outreach; ordinary trouble does not."""

import time

import pytest

from portal.core.need import speaks_of_need
from tests.core import corpus

SLOW_SECONDS = 2.0  # generous: a busy machine needs a tenth of it for 20 kB


@pytest.mark.parametrize(
    "text",
    [
        "There is a rough sleeper by the bank",
        "A man is sleeping in the doorway of the shoe shop",
        "Homeless people in the underpass frighten my son",
        "Aggressive beggars outside the station",
        "He asks people for spare change at the cash machine",
        "A woman is lying on the pavement every night",
        "He lives in a tent behind the library",
        "They sleep in the bus shelter, sleeping bags everywhere",
        "Somebody has been bedding down by the pier, they slept under the pier all week",
        "ROUGH SLEEPING ON THE BENCHES",
        "She has no home and nowhere to sleep",
    ],
)
def test_words_of_need_are_noticed(text):
    assert speaks_of_need(text)


@pytest.mark.parametrize(
    "text",
    [
        "People living on our street are afraid",
        "Needles lying in the park, litter lies in the street",
        "Noise so bad that I cannot sleep at night because of cars",
        "That begs the question why nobody comes",
        "They live in the tower block by the park",
        "I asked for help and for a bin",
    ],
)
def test_ordinary_trouble_is_no_need(text):
    assert not speaks_of_need(text)


def test_few_ordinary_reports_bring_up_outreach():
    found = [text for text in corpus.clean() if speaks_of_need(text)]
    assert len(found) < len(corpus.clean()) / 50, found


@pytest.mark.parametrize(
    "part", ["sleeping ", "man lying in the ", "asks a b for ", "living in the ", "lost "]
)
def test_a_text_built_to_be_slow_is_read_quickly(part):
    start = time.process_time()
    speaks_of_need((part * 20_000)[:20_000])
    assert time.process_time() - start < SLOW_SECONDS
