"""Each kind counted against a table written by hand."""

from portal.consultations.counting.audiences import Groups
from portal.consultations.counting.plain import COUNT_FOR
from portal.consultations.questions.base import Kind
from portal.consultations.questions.measured import Day, Number
from portal.consultations.questions.ranking import Ranking
from portal.consultations.questions.registry import KINDS
from portal.core.disclosure import Shown, Suppressed
from tests.builders.consultations import options


def counted(question, *answers):
    """The figures; each answer as many times as said."""
    everyone = [{question.code: value} for times, value in answers for _ in range(times)]
    return COUNT_FOR[question.kind](question, Groups(everyone, None))


def table(figure):
    """Label, count and share of each row."""
    return [(row.label, row.count.number, row.share) for row in figure.rows]


def example(kind):
    """The example of a kind."""
    return KINDS[kind].example()[0]


def test_a_matrix_is_a_table_to_each_row():
    first, second, third = counted(
        example(Kind.MATRIX),
        (10, {"park": "safe", "bus": "na"}),
        (20, {"park": "neither", "bus": "safe"}),
        (10, {"park": "unsafe", "bus": "unsafe"}),
        (10, {"park": "na", "bus": "neither"}),
    )
    assert first.title == "In the park"
    assert table(first) == [
        ("Safe", 10, 20),
        ("Neither", 20, 40),
        ("Unsafe", 10, 20),
        ("I do not go there", 10, 20),
    ]
    assert [row[1] for row in table(second)] == [20, 10, 10, 10]
    assert third.empty


def test_several_are_shares_of_those_who_answered():
    (figure,) = counted(
        example(Kind.SEVERAL),
        (20, {"chosen": ["lamps", "bins"]}),
        (10, {"chosen": ["paths", "other"]}),
        (10, {"chosen": ["none"]}),
    )
    assert figure.base == Shown(40)
    assert [row[2] for row in table_of_shown(figure)] == [50, 50, 25, 25, 25]


def table_of_shown(figure):
    """The rows, all of which must be shown."""
    assert all(isinstance(row.count, Shown) for row in figure.rows)
    return table(figure)


def test_points_have_a_mean_over_everybody():
    (figure,) = counted(
        example(Kind.POINTS),
        (10, {"patrols": 50, "youth": 30, "lights": 20}),
        (10, {"patrols": 100}),
        (20, {"youth": 60, "lights": 40}),
    )
    found = {row.label: (row.count, row.points) for row in figure.rows}
    assert found == {
        "Patrols": (Shown(20), "37.5"),
        "Youth work": (Shown(30), "37.5"),
        "Lights": (Shown(30), "25.0"),
    }


def test_a_mean_is_left_out_where_a_number_is_hidden():
    (figure,) = counted(example(Kind.POINTS), (30, {"patrols": 100}), (2, {"youth": 100}))
    assert {row.points for row in figure.rows} == {""}


def test_a_number_is_counted_in_bands_that_follow_from_the_question():
    few = Number(code="n", title="How often?", least=0, most=3)
    assert [row.label for row in counted(few, (10, 0))[0].rows] == ["0", "1", "2", "3"]
    assert Number(code="n", title="How many?").bands()[:4] == ((0, 0), (1, 1), (2, 2), (3, 5))
    (figure,) = counted(example(Kind.NUMBER), (10, 7), (10, 8), (30, 100))
    assert sum(row.count.number for row in figure.rows if isinstance(row.count, Shown)) <= 50
    for number in (
        Number(code="n", title="N", least=low, most=high) for low, high in ((0, 120), (-40, 55), (5, 999))
    ):
        bands = number.bands()
        assert bands[0][0] == number.least and bands[-1][1] == number.most
        assert all(before[1] + 1 == after[0] for before, after in zip(bands, bands[1:], strict=False))


def test_a_date_is_counted_by_month_and_the_thin_ends_are_joined():
    day = Day(code="d", title="When?")
    (figure,) = counted(day, (8, "2025-12"), (9, "2026-02"), (1, "2019-05"), (2, "2026-06"))
    assert [row.label for row in figure.rows] == [
        "Before that",
        "December 2025",
        "January 2026",
        "February 2026",
        "After that",
    ]
    assert isinstance(figure.rows[0].count, Suppressed) and isinstance(figure.rows[-1].count, Suppressed)


def test_a_place_is_counted_by_its_ward():
    (figure,) = counted(
        example(Kind.PLACE),
        (10, {"ward": "E05000001", "area": "89195e15c2fffff"}),
        (10, {"ward": "E05000001"}),
        (20, {"ward": "E05000002"}),
        (10, {"ward": "all"}),
    )
    assert table(figure) == [("North", 20, 40), ("South", 20, 40), ("All of it", 10, 20)]


def test_a_ranking_with_ties_counts_everything_put_first():
    question = Ranking(code="r", title="R?", options=options("A", "B"), ties=True, may_refuse=False)
    first, near = counted(
        question, (10, {"places": {"a": 1, "b": 1}, "not": []}), (10, {"places": {"b": 1}, "not": []})
    )
    assert [(row.label, row.share) for row in first.rows] == [("B", 100), ("A", 50)]
    assert [row.points for row in near.rows] == ["2.0", "1.0"]
