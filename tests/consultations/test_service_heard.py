"""A county's answers fit in memory: what is equal is kept once, and everybody still counts."""

from collections import Counter

from portal.consultations import rows
from portal.consultations.counting import heard
from portal.consultations.counting.parties import parties
from tests.bench.counting import answered

PEOPLE = 300


def test_equal_answers_of_equal_people_are_one_object_and_everybody_counts(session):
    consultation = rows.find(session, answered(session, PEOPLE))
    codes = [each.code for each in rows.document_of(consultation).questions]
    told = heard.read(session, consultation.id, codes)
    assert len(told.people) == PEOPLE and {len(told.chosen[code]) for code in codes} == {PEOPLE}
    found = parties(told.people, asked=True)
    assert len(found) > 1
    for code in codes:
        asked = [told.of(party, code) for party in found]
        assert [len(each) for each in asked] == [len(party.people) for party in found]
        for people in asked:
            alike = Counter((one.ward, one.channel, repr(one.answers)) for one in people)
            assert len({id(one) for one in people}) == len(alike)
