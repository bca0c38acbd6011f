"""Everything that can be reported, whom it goes to and who is called instead, in both partnerships."""

import pytest

from portal.partnership import loading
from portal.partnership.rules import Partnership

KINDS = {
    "asb-street": "intimidating-groups street-drinking begging public-urination vehicle-nuisance e-scooters"
    " fireworks open-space",
    "asb-neighbour": "neighbour-noise neighbour-harassment dog-nuisance",
    "asb-environment": "fly-tipping graffiti litter abandoned-vehicle dog-fouling needles barbecues",
    "criminal-damage": "vandalism arson",
    "road": "speeding school-parking racing junction walking-cycling",
    "fire": "unsafe-building fire-setting open-ground-fires hoarding",
    "fraud-cyber": "scam courier-fraud doorstep romance-fraud hacking",
    "hate": "hate-race hate-religion hate-sexual-orientation hate-disability hate-transgender hate-other",
    "weapons": "knife-carrying discarded-knife gun",
    "public-violence": "night-fights robbery spiking unlit-route",
    "sexual-public": "street-harassment indecent-exposure sexual-violence-open stalking",
    "domestic-abuse": "",
    "outreach": "",
    "exploitation": "county-lines child-sexual-exploitation child-criminal-exploitation cuckooing missing"
    " vulnerable-adult",
    "modern-slavery": "labour-exploitation sexual-slavery domestic-servitude",
    "extremism": "radicalisation extremist-stickers",
    "drugs-public": "drug-dealing drug-use drug-litter",
    "alcohol": "problem-premises drinking-trouble",
    "treatment-access": "treatment-barrier",
    "staff-assault": "emergency-staff public-staff",
    "positive": "feels-safe idea volunteer",
    "other": "not-listed",
}
"""Every kind of concern that both partnerships take, by topic."""

SENSITIVE = {
    "asb-neighbour", "fraud-cyber", "hate", "weapons", "sexual-public", "exploitation", "modern-slavery",
    "extremism", "treatment-access", "staff-assault",
}  # fmt: skip
SENSITIVE_KINDS = {"hoarding", "night-fights", "robbery", "spiking", "drug-dealing", "drug-use"}

OWNERS = {
    "bcp": {
        "asb-street": "ASBCG", "asb-neighbour": "ASBCG", "asb-environment": "ASBCG", "vandalism": "ASBCG",
        "arson": "PSCG", "road": "PSCG", "fire": "PSCG", "fraud-cyber": "PSCG", "hate": "PSCG",
        "weapons": "WEVTG", "public-violence": "PSVTG", "sexual-public": "PSVTG", "exploitation": "VACETG",
        "modern-slavery": "", "extremism": "VACE", "drug-dealing": "RHSM", "drug-use": "SMTG",
        "drug-litter": "SMTG", "alcohol": "SMTG", "treatment-access": "SMTG", "staff-assault": "PSVTG",
        "positive": "PCG", "other": "PCG",
    },
    "lbbd": {
        "asb-street": "SB", "asb-neighbour": "SB", "asb-environment": "SB", "criminal-damage": "SB",
        "road": "SB", "fire": "", "fraud-cyber": "SB", "hate": "HCEI", "knife-carrying": "SCYP",
        "discarded-knife": "SCYP", "gun": "MO", "public-violence": "SB", "sexual-public": "VAWG",
        "county-lines": "SCYP", "child-criminal-exploitation": "SCYP", "cuckooing": "SCYP",
        "child-sexual-exploitation": "", "missing": "", "vulnerable-adult": "", "modern-slavery": "",
        "extremism": "HCEI", "drugs-public": "SB", "alcohol": "SB", "treatment-access": "SB",
        "staff-assault": "SB", "positive": "SB", "other": "SB",
    },
}  # fmt: skip
"""Who looks after a kind, or else after its topic; empty: somebody outside the partnership."""

CALLED = {
    "asb-street": {"999", "101"}, "criminal-damage": {"999", "101"}, "asb-environment": {"council-report"},
    "road": {"999", "council-report"}, "fire": {"999", "fire-service"},
    "fraud-cyber": {"report-fraud", "bank-159", "consumer-helpline"},
    "hate": {"999", "101", "true-vision", "crimestoppers"}, "weapons": {"999", "crimestoppers", "fearless"},
    "public-violence": {"999"}, "sexual-public": {"999", "101", "rape-crisis"},
    "domestic-abuse": {"999", "national-domestic-abuse", "mens-advice", "galop"},
    "outreach": {"999", "streetlink", "council-homeless"},
    "exploitation": {"999", "101", "modern-slavery", "crimestoppers", "childline"},
    "modern-slavery": {"modern-slavery"}, "extremism": {"anti-terrorist", "act-early"},
    "drugs-public": {"101", "crimestoppers"}, "treatment-access": {"frank"},
    "staff-assault": {"999", "btp"},
}  # fmt: skip
"""Who is shown before the form, at least."""


@pytest.fixture(scope="module", params=["bcp", "lbbd"])
def partnership(request: pytest.FixtureRequest) -> Partnership:
    """Each shipped partnership in turn."""
    return loading.load(loading.folder(request.param))


def test_every_kind_of_concern_can_be_chosen(partnership):
    assert {topic.code: " ".join(each.code for each in topic.subtopics) for topic in partnership.topics} == {
        code: " ".join(kinds.split()) for code, kinds in KINDS.items()
    }


def test_every_kind_goes_to_the_group_that_looks_after_it(partnership):
    owners = OWNERS[partnership.code]
    for topic in partnership.topics:
        for kind in topic.subtopics:
            wanted = owners[kind.code] if kind.code in owners else owners[topic.code]
            assert (kind.owner or "") == wanted, kind.code


def test_what_could_point_to_a_person_is_sensitive(partnership):
    for topic in partnership.topics:
        for kind in topic.subtopics:
            assert kind.sensitive == (topic.code in SENSITIVE or kind.code in SENSITIVE_KINDS), kind.code


def test_who_can_help_faster_is_shown_first(partnership):
    for code, helplines in CALLED.items():
        diversion = partnership.topic(code).diversion
        assert diversion is not None and helplines <= set(diversion.helplines), code


def test_only_help_follows_where_a_report_would_do_harm(partnership):
    assert {topic.code for topic in partnership.topics if not topic.takes_reports} == {
        "domestic-abuse",
        "outreach",
    }


def test_high_risk_topics_say_that_nobody_watches_all_day(partnership):
    told = {
        topic.code
        for topic in partnership.topics
        if topic.diversion is not None and topic.diversion.acknowledge
    }
    assert told == {
        "hate", "weapons", "public-violence", "sexual-public", "exploitation", "modern-slavery", "extremism",
    }  # fmt: skip


def test_why_a_place_feels_unsafe_is_asked_of_public_places_only(partnership):
    asked = {kind.code for topic in partnership.topics for kind in topic.subtopics if kind.asks_unsafe}
    assert {"intimidating-groups", "unlit-route", "street-harassment", "drug-use"} <= asked
    private = (
        "asb-neighbour fraud-cyber exploitation modern-slavery treatment-access positive other road fire"
    )
    assert not asked & {kind for topic in private.split() for kind in KINDS[topic].split()}
