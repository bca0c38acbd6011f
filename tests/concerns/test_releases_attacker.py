"""An attacker who reads every published text of a year, and knows the partnership's files, learns no more.

Written apart from the guard: it reads the published text as anybody can, and asks a linear program how low
and how high each number could be. Bounds are whole and the tables nest, so the ends are whole as well.
"""

from datetime import date

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import lil_matrix

from portal.concerns.releases import making, published
from portal.concerns.releases.guarded import lines_of
from portal.concerns.releases.periods import Period
from portal.concerns.releases.released import EVERYTHING, Picture, Table, picture_of
from portal.core.disclosure import band
from tests.builders.releases import OCTOBER, a_plausible_quarter, home

YEAR = {1: 30, 4: 90, 7: 400, 10: 150}
"""First month of each quarter, and how many concerns were counted in it."""

LEAST_VALUES = 3
NO_END = 10_000
LAST_DAY = OCTOBER.replace(year=2028)


class Attacker:
    """Believes in any counts that the published tables of one release allow."""

    def __init__(self, at, picture: Picture) -> None:
        self.at, self.picture = at, picture
        self.areas = {area.id: area.ward for area in at.ground.areas}
        open_kinds = [kind for kind in lines_of(at.partnership).kinds.values() if not kind.sensitive]
        self.sensitive = {
            lines_of(at.partnership).line_of[code]
            for code, kind in lines_of(at.partnership).kinds.items()
            if kind.sensitive
        }
        assert {kind.family for kind in open_kinds} == set(picture.families)
        names = [("cell", w, f) for w in picture.wards for f in picture.families]
        names += [("area", area) for area in self.areas]
        names += [("topic", line) for line, of in picture.topics.items() if of.family]
        names += [("more", line) for line in self.sensitive]
        self.at_column = {name: n for n, name in enumerate(names)}
        self.rows: list[tuple[dict, float, float]] = []
        self._read()
        self._matrix()

    def ward(self, ward):
        return {("cell", ward, family): 1 for family in self.picture.families}

    def family(self, family):
        return {("cell", ward, family): 1 for ward in self.picture.wards}

    def whole(self):
        return {name: 1 for name in self.at_column if name[0] == "cell"}

    def topic(self, line):
        return {name: 1 for name in (("topic", line), ("more", line)) if name in self.at_column}

    def _read(self):
        for row, table, key in self.printed():
            found = self.picture.tables[table].get(key, band(0))
            self.rows.append((row, found.low, NO_END if found.high is None else found.high))
        for ward in self.picture.wards:
            inside = {("area", area): 1 for area, home in self.areas.items() if home == ward}
            left = {name: -n for name, n in inside.items()} | self.ward(ward)
            self.rows.append((left, 0, NO_END))
        for family in self.picture.families:
            topics = [line for line, of in self.picture.topics.items() if of.family == family]
            self.rows.append((self.family(family) | {("topic", line): -1 for line in topics}, 0, 0))

    def printed(self):
        """Every number that is printed: what it is a sum of, its table and its key."""
        yield self.whole(), Table.ALL, EVERYTHING
        for family in self.picture.families:
            yield self.family(family), Table.FAMILY, family
        for line in self.picture.topics:
            yield self.topic(line), Table.TOPIC, line
        for ward in self.picture.wards:
            yield self.ward(ward), Table.WARD, ward
        yield from self.places()

    def places(self):
        for ward in self.picture.wards:
            if ward not in self.picture.no_families:
                for family in self.picture.families:
                    yield {("cell", ward, family): 1}, Table.WARD_FAMILY, f"{ward}/{family}"
        for area, ward in self.areas.items():
            if ward not in self.picture.no_areas:
                yield {("area", area): 1}, Table.AREA, area

    def _matrix(self):
        matrix = lil_matrix((2 * len(self.rows), len(self.at_column)))
        limits = []
        for n, (row, low, high) in enumerate(self.rows):
            for name, factor in row.items():
                matrix[2 * n, self.at_column[name]] = factor
                matrix[2 * n + 1, self.at_column[name]] = -factor
            limits += [high, -low]
        self.matrix, self.limits = matrix.tocsr(), np.array(limits)

    def ends(self, row):
        goal = np.zeros(len(self.at_column))
        for name, factor in row.items():
            goal[self.at_column[name]] = factor
        found = []
        for sign in (1, -1):
            best = linprog(
                sign * goal, A_ub=self.matrix, b_ub=self.limits, bounds=(0, NO_END), method="highs"
            )
            assert best.success, best.message
            found.append(round(sign * best.fun, 6))
        return tuple(found)


@pytest.fixture
def partnership_code(either_partnership):
    return either_partnership


@pytest.fixture
def year(session, partnership_code):
    """The partnership, and the published texts of a year."""
    at = home(partnership_code)
    for month, number in YEAR.items():
        first = date(2027, month, 1)
        a_plausible_quarter(session, at, number, seed=f"{partnership_code} {month}", months=[first])
        making.make(session, at, Period.holding(first, 3), actor_id="an-officer", now=LAST_DAY)
    return at, [published.numbered(session, number).content for number in range(1, len(YEAR) + 1)]


def assert_learns_nothing(at, text, *, everywhere):
    """Areas of one ward in one band are alike to the program, so one of them is asked about."""
    attacker = Attacker(at, picture_of(text))
    alike = set()
    for row, table, key in attacker.printed():
        found = attacker.picture.tables[table].get(key, band(0))
        if table in (Table.WARD, Table.WARD_FAMILY, Table.AREA):
            kind = (attacker.areas[key], found) if table is Table.AREA else key
            if kind not in alike and (everywhere or found.low > 0 or table is Table.WARD):
                alike.add(kind)
                assert attacker.ends(row) == (found.low, found.high), (table, key)
        else:
            least, most = attacker.ends(row)
            assert most - least + 1 >= LEAST_VALUES, (table, key)


def test_a_quiet_and_a_busy_release_give_no_place_away(year):
    at, texts = year
    for text in texts[1:3]:
        assert_learns_nothing(at, text, everywhere=False)


@pytest.mark.long
def test_a_year_of_releases_gives_no_place_away_anywhere(year):
    at, texts = year
    for text in texts:
        assert_learns_nothing(at, text, everywhere=True)


def test_the_year_is_worth_attacking(year):
    _, texts = year
    pictures = [picture_of(text) for text in texts]
    assert all(picture.whole.says_something for picture in pictures)
    assert all(picture.tables[Table.WARD] for picture in pictures)
    assert sum(len(picture.tables[Table.AREA]) for picture in pictures) >= 4
    assert sum(len(picture.tables[Table.WARD_FAMILY]) for picture in pictures) >= 4
