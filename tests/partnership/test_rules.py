"""The shipped partnerships, asked by code."""

from dataclasses import replace

import pytest

from portal.core.errors import NotFound
from portal.partnership import loading
from portal.partnership.rules import Partnership, Tier, UnknownCode


@pytest.fixture
def partnership_code(either_partnership: str) -> str:
    return either_partnership


LOOKUPS = (
    "group",
    "topic",
    "subtopic",
    "topic_of",
    "family",
    "ward",
    "retention_rule",
    "below",
    "subtopics_of",
)


@pytest.mark.parametrize("lookup", LOOKUPS)
def test_an_unknown_code_is_not_found(partnership: Partnership, lookup):
    with pytest.raises(UnknownCode) as refused:
        getattr(partnership, lookup)("no-such-thing")
    assert isinstance(refused.value, NotFound) and refused.value.status == 404


def test_every_subtopic_leads_to_somebody(partnership: Partnership):
    for topic in partnership.topics:
        for sub in topic.subtopics:
            assert partnership.topic_of(sub.code) == topic
            assert bool(sub.owner) != bool(sub.outside_owner)
            assert partnership.groups_of(sub.code) and sub.kept_by
            assert partnership.family(sub.family)


def test_domestic_abuse_diverts_and_takes_no_report(partnership: Partnership):
    topic = partnership.topic("domestic-abuse")
    assert not topic.takes_reports and not topic.subtopics
    assert topic.diversion is not None and not topic.diversion.may_continue


def test_people_in_need_are_led_to_help_and_never_reported(partnership: Partnership):
    topic = partnership.topic("outreach")
    assert not topic.takes_reports and not topic.subtopics
    assert topic.diversion is not None and not topic.diversion.may_continue
    assert {"streetlink", "council-homeless"} <= set(topic.diversion.helplines)


def test_every_other_topic_takes_reports(partnership: Partnership):
    others = [topic for topic in partnership.topics if topic.code not in ("domestic-abuse", "outreach")]
    assert len(others) == 20
    assert all(topic.takes_reports and topic.subtopics for topic in others)


SENSITIVE_WHOLE = (
    "asb-neighbour", "fraud-cyber", "hate", "weapons", "sexual-public", "exploitation", "modern-slavery",
    "extremism", "treatment-access", "staff-assault",
)  # fmt: skip
OPEN_WHOLE = ("asb-street", "asb-environment", "criminal-damage", "road", "alcohol", "positive", "other")


def test_what_is_sensitive_is_marked_by_subtopic(partnership: Partnership):
    for code in SENSITIVE_WHOLE:
        assert all(sub.sensitive for sub in partnership.topic(code).subtopics)
    for code in OPEN_WHOLE:
        assert not any(sub.sensitive for sub in partnership.topic(code).subtopics)
    mixed = ("unlit-route", "night-fights", "hoarding", "fire-setting", "drug-dealing", "drug-litter")
    assert [partnership.subtopic(code).sensitive for code in mixed] == [False, True, True, False, True, False]


def test_the_group_that_listens_follows_ideas_up(partnership: Partnership):
    gathered = partnership.subtopics_of(partnership.engagement_group)
    assert {"idea", "not-listed"} <= {sub.code for sub in gathered}


def test_who_stands_at_the_top_may_know_of_everything_that_is_followed_up(partnership: Partnership):
    top = next(group for group in partnership.groups if group.parent is None and not group.sits_outside)
    every = {sub.code for topic in partnership.topics for sub in topic.subtopics}
    assert {sub.code for sub in partnership.subtopics_of(top.code)} == every


def test_a_committee_that_looks_over_the_partnership_gets_no_concern(partnership: Partnership):
    outside = [group for group in partnership.groups if group.tier is Tier.SCRUTINY]
    assert len(outside) == 1 and outside[0].sits_outside
    assert partnership.subtopics_of(outside[0].code) == ()


def test_the_quorum_is_half_rounded_up():
    listening = loading.load("bcp").group("SCSG")
    assert (len(listening.members), listening.quorate_at) == (11, 6)
    assert replace(listening, members=listening.members[:10]).quorate_at == 5
    assert replace(listening, quorum="").quorate_at is None


def test_retention_follows_the_defaults(partnership: Partnership):
    days = {rule.record: rule.days for rule in partnership.retention}
    assert (days["declined"], days["original"], days["draft"], days["backup"]) == (30, 90, 7, 35)
    assert days["equality_link"] == 0


def test_ward_names_come_in_order(partnership: Partnership):
    names = [ward.name for ward in partnership.wards]
    assert names == sorted(names) and len(names) == {"bcp": 33, "lbbd": 19}[partnership.code]
