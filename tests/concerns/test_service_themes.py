"""What officers do with themes, on both databases."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from portal.concerns import themes
from portal.concerns.models import Concern
from portal.concerns.rules import State
from portal.concerns.theme_rules import (
    NameMissing,
    NameTaken,
    PointsToSomebody,
    ThemeClosed,
    ThemeState,
    ThemeWords,
    TooLong,
)
from portal.core.disclosure import Audience, Shown, Suppressed
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.ledger import queries as ledger
from tests.builders.listing import every_order, in_order, read_through
from tests.builders.releases import counted, home, kinds
from tests.builders.themes import MONDAY, OFFICER, a_theme

AT = home()
PLAIN = kinds(AT, sensitive=False)[0][1].code
SENSITIVE = kinds(AT, sensitive=True)[0][1].code


@pytest.fixture
def theme(session):
    return a_theme(session)


def save(session, theme, words, seen=1):
    themes.save(session, theme, words, seen_version=seen, actor_id=OFFICER, now=MONDAY + timedelta(days=1))


def move(session, theme, wanted, seen=1):
    themes.move(session, theme, wanted, seen_version=seen, actor_id=OFFICER, now=MONDAY)


def label(session, concern, theme):
    themes.label(session, concern.id, theme, actor_id=OFFICER, now=MONDAY)


def actions(session):
    return [line.action for line in ledger.page(session, after=None).rows]


def test_open_themes_are_offered_by_name(session, theme):
    other = a_theme(session, "Bikes on the green")
    gone = a_theme(session, "An old story")
    move(session, gone, ThemeState.CLOSED)
    assert themes.choices(session) == ((other, "Bikes on the green"), (theme, "Dark path by the river"))


def test_two_themes_are_not_called_the_same(session, theme):
    with pytest.raises(NameTaken):
        a_theme(session, "DARK path by  the river")
    other = a_theme(session, "Another")
    with pytest.raises(NameTaken):
        save(session, other, ThemeWords("dark path by the river"))
    assert len(themes.choices(session)) == 2


def test_a_theme_needs_a_name_of_some_length(session):
    with pytest.raises(NameMissing):
        a_theme(session, "  ")
    with pytest.raises(TooLong):
        a_theme(session, "n" * 61)


@pytest.mark.parametrize("note", ["Call 07700 900123 about it.", "Mr Smith does it.", "Car AB12 CDE again."])
def test_a_note_that_points_to_somebody_is_not_kept(session, note):
    with pytest.raises(PointsToSomebody) as refused:
        a_theme(session, note=note)
    assert refused.value.part == "note"


def test_an_older_note_stays_readable(session, theme):
    save(session, theme, ThemeWords("Dark path", note="The lamps work again."))
    found = themes.of(session, theme)
    assert [note.words for note in found.notes] == [
        "Lamps are out and bushes hide the path.",
        "The lamps work again.",
    ]
    assert (found.name, found.version, found.note) == ("Dark path", 2, "The lamps work again.")


def test_whoever_saw_an_older_theme_is_told(session, theme):
    save(session, theme, ThemeWords("Dark path"))
    with pytest.raises(Stale):
        save(session, theme, ThemeWords("Darker path"))


def test_a_closed_theme_opens_again_but_not_twice(session, theme):
    move(session, theme, ThemeState.CLOSED)
    with pytest.raises(MoveNotAllowed):
        move(session, theme, ThemeState.CLOSED, seen=2)
    move(session, theme, ThemeState.OPEN, seen=2)
    assert themes.of(session, theme).open


def test_a_label_is_a_line_that_does_not_say_what_it_is_about(session, theme):
    (concern,) = counted(session, AT, 1)
    label(session, concern, theme)
    line = ledger.page(session, after=None).rows[0]
    assert line.action == "concern.themed" and theme not in line.facts


def test_the_same_label_again_changes_nothing(session, theme):
    (concern,) = counted(session, AT, 1)
    label(session, concern, theme)
    label(session, concern, theme)
    assert actions(session).count("concern.themed") == 1


def test_a_label_can_be_taken_off(session, theme):
    (concern,) = counted(session, AT, 1)
    label(session, concern, theme)
    label(session, concern, None)
    assert session.scalars(select(Concern.theme)).one() is None


def test_nothing_is_put_under_a_closed_theme(session, theme):
    (concern,) = counted(session, AT, 1)
    move(session, theme, ThemeState.CLOSED)
    with pytest.raises(ThemeClosed):
        label(session, concern, theme)


@pytest.mark.parametrize("state", [State.ESCALATED, State.COUNTED_AS_ESCALATED])
def test_what_leads_deal_with_gets_no_label(session, theme, state):
    (concern,) = counted(session, AT, 1, state=state)
    with pytest.raises(MoveNotAllowed):
        label(session, concern, theme)


def test_a_withdrawn_report_is_not_there(session, theme):
    (concern,) = counted(session, AT, 1, state=State.WITHDRAWN)
    with pytest.raises(NotFound):
        label(session, concern, theme)


def test_an_unknown_theme_is_not_there(session):
    (concern,) = counted(session, AT, 1)
    with pytest.raises(NotFound):
        label(session, concern, "z" * 26)
    with pytest.raises(NotFound):
        themes.of(session, "z" * 26)


def test_a_few_reports_are_told_to_analysts_only(session, theme):
    counted(session, AT, 3, theme=theme, subtopic=PLAIN)
    counted(session, AT, 4, theme=theme, subtopic=PLAIN, state=State.HELD)

    def seen(audience):
        return themes.counted(session, theme, partnership=AT.partnership, audience=audience)

    assert seen(Audience.ANALYST) == Shown(3)
    assert isinstance(seen(Audience.GROUP), Suppressed)


def test_a_sensitive_kind_under_it_makes_a_theme_sensitive(session, theme):
    counted(session, AT, 7, theme=theme, subtopic=PLAIN)
    assert not themes.behind(session, theme, partnership=AT.partnership).sensitive
    counted(session, AT, 1, theme=theme, subtopic=SENSITIVE)
    found = themes.behind(session, theme, partnership=AT.partnership)
    assert (found.count, found.sensitive) == (8, True)
    councillor = themes.counted(session, theme, partnership=AT.partnership, audience=Audience.COUNCILLOR)
    assert isinstance(councillor, Suppressed)


def test_reports_under_a_theme_are_listed_page_by_page(session, theme):
    counted(session, AT, 53, theme=theme)
    (newest,) = counted(session, AT, 1, theme=theme, received_on=date(2026, 8, 1))
    counted(session, AT, 1, theme=theme, state=State.WITHDRAWN)
    first = themes.lines(session, theme)
    second = themes.lines(session, theme, after=first.next_key)
    assert first.rows[0].id == newest.id
    assert len({row.id for row in (*first.rows, *second.rows)}) == 54 and second.next_key is None


def test_themes_are_listed_page_by_page(session):
    for number in range(52):
        a_theme(session, f"Theme {number:02}")
    first = themes.page(session)
    second = themes.page(session, after=first.next_key)
    assert [each.name for each in (*first.rows, *second.rows)] == [f"Theme {n:02}" for n in range(52)]
    assert themes.page(session, state=ThemeState.CLOSED).rows == ()


VALUES = {"name": lambda theme: theme.name.casefold(), "begun": lambda theme: theme.begun_on}


def test_in_any_order_every_theme_of_a_state_is_read_once(session):
    for number in range(54):
        name = f"{'Theme' if number % 2 else 'theme'} {number:02}"
        theme = a_theme(session, name, now=MONDAY - timedelta(days=number % 5))
        if number == 0:
            move(session, theme, ThemeState.CLOSED)
    for order in every_order(themes.COLUMNS):
        for state, number in ((None, 54), (ThemeState.OPEN, 53), (ThemeState.CLOSED, 1)):
            read = read_through(partial(themes.page, session, state=state), order)
            assert len(read) == len({theme.id for theme in read}) == number, (order, state)
            assert in_order(read, VALUES[order.code], order), (order, state)
