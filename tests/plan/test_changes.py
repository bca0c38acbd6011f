"""How an edition's changes are shown: word by word where a line was mended, whole where it was rewritten."""

from portal.core.differences import Fate, Passage
from portal.plan.changes import passages

OUT, IN, KEPT = Fate.OUT, Fate.IN, Fate.KEPT


def test_a_mended_line_shows_the_words_that_changed():
    assert passages("We mend lamps within nine days.", "We mend lamps within five days.") == (
        Passage(KEPT, "We mend lamps within "),
        Passage(OUT, "nine"),
        Passage(IN, "five"),
        Passage(KEPT, " days."),
    )


def test_a_rewritten_line_stands_whole_out_and_in_and_its_neighbours_stay():
    was = "Heading\n\nThe partnership will walk the paths with residents and list the lamps.\n\nEnd\n"
    now = "Heading\n\nBy spring, every warden has a radio and the means to call for help.\n\nEnd\n"
    assert passages(was, now) == (
        Passage(KEPT, "Heading\n\n"),
        Passage(OUT, was.splitlines(keepends=True)[2]),
        Passage(IN, now.splitlines(keepends=True)[2]),
        Passage(KEPT, "\nEnd\n"),
    )
