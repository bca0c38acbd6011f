"""What is drawn onto an agenda tells no more than its reader may know, and no longer than it may be kept."""

from datetime import date

import pytest

from portal.contact.rules import Kind
from portal.contact.rules import State as Case
from portal.meetings import agenda, gathering, public, queries, room, service
from portal.meetings.gathering import Proposal
from portal.meetings.kinds import Source
from portal.meetings.rules import ItemWords
from portal.referrals.models import ReferralEvent
from tests.builders.contact import asked, the_case
from tests.builders.meetings import a_chair, a_meeting, a_service, group_of, on
from tests.builders.register import a_referral_row
from tests.builders.releases import counted, home
from tests.builders.themes import a_theme

DAY = date(2027, 1, 14)
NOW = on(DAY)
LISTED = date(2026, 12, 1)


@pytest.fixture
def group(partnership):
    return group_of(partnership)


@pytest.fixture
def meeting(session, group, partnership):
    a_service(session, group, partnership, now=NOW)
    return a_meeting(session, group, DAY, public=True, now=NOW)


def waiting(session, group, meeting, partnership, source):
    """What of this source waits for the group."""
    row = service.read(session, meeting)
    found = gathering.proposals(session, row, group, partnership=partnership, now=NOW)
    return [each for each in found if each.source is source]


def test_a_public_meeting_prints_only_titles_its_chair_released(session, group, partnership, meeting):
    drawn = [
        Proposal(source, source.value, f"About {source.value}")
        for source in (Source.THEME, Source.REFERRAL, Source.RETURN, Source.WORK_PLAN)
    ]
    agenda.take(session, a_chair(group), meeting, drawn, now=NOW)
    assert public.one(session, meeting, partnership=partnership).titles == ()
    item = queries.items(session, meeting)[0]
    words = ItemWords(item.title, public_title="Unlit paths")
    agenda.change(session, a_chair(group), item.id, words, seen_version=item.version, now=NOW)
    assert public.one(session, meeting, partnership=partnership).titles == ("Unlit paths",)


def test_a_referral_goes_by_what_the_register_says_and_a_sensitive_one_by_its_reference(
    session, group, partnership, meeting
):
    ward, kind = partnership.wards[0], partnership.subtopics_of(group.code)[0]
    values = {"state": "sent_to_group", "body": group.code, "subtopic": kind.code, "first_listed_on": LISTED}
    a_referral_row(session, ward.code, number=1, **values)
    a_referral_row(session, ward.code, number=2, **{**values, "sensitive": True})
    found = {each.source_id: each for each in waiting(session, group, meeting, partnership, Source.REFERRAL)}
    agenda.take(session, a_chair(group), meeting, found.values(), now=NOW)
    first, second = sorted(queries.items(session, meeting), key=lambda each: each.source_id)
    assert first.title == f"{kind.name}, {ward.name} (R-2026-001)" and not first.closed
    assert (second.title, second.paper, second.closed) == ("R-2026-002", "", True)
    assert public.one(session, meeting, partnership=partnership).titles == ()


def test_a_referral_the_committee_closed_waits_until_it_stood_on_an_agenda(
    session, group, partnership, meeting
):
    sent = {"state": "sent_to_group", "body": group.code, "first_listed_on": LISTED}
    row = a_referral_row(session, partnership.wards[0].code, **sent)
    step = {"verb": "send_to_group", "state": "sent_to_group", "actor_id": "", "body": group.code, "note": ""}
    session.add(ReferralEvent(referral_id=row.id, version=2, salt=b"", at=NOW, **step))
    row.state, row.ended_on = "closed", DAY
    session.flush()
    found = waiting(session, group, meeting, partnership, Source.REFERRAL)
    assert [each.source_id for each in found] == [row.reference]
    agenda.take(session, a_chair(group), meeting, found, now=NOW)
    following = a_meeting(session, group, date(2027, 2, 11), now=NOW)
    assert waiting(session, group, following, partnership, Source.REFERRAL) == []


def test_what_could_point_to_somebody_is_not_drawn(session, group, meeting):
    words = "Ring 07700 900123 about it"
    agenda.take(session, a_chair(group), meeting, [Proposal(Source.THEME, "t", words, words)], now=NOW)
    (item,) = queries.items(session, meeting)
    assert (item.title, item.paper) == ("Emerging theme", "")


def test_the_words_of_a_question_are_read_where_they_are_kept(session, partnership):
    board = partnership.group(min(room.tops(partnership)))
    meeting = a_meeting(session, board, DAY, now=NOW)
    asked(session, partnership, Kind.QUESTION)
    case = the_case(session)
    case.state, case.copy = Case.ACCEPTED, "When are the lamps mended?"
    session.flush()
    found = waiting(session, board, meeting, partnership, Source.QUESTION)
    agenda.take(session, a_chair(board), meeting, found, now=NOW)
    (row,) = agenda.of(session, meeting)
    assert "lamps" not in row.title + row.paper
    assert queries.items(session, meeting)[0].asked == "When are the lamps mended?"
    case.copy = None
    session.flush()
    assert queries.items(session, meeting)[0].asked == ""


def test_a_theme_is_proposed_only_where_every_kind_in_it_is_the_groups(session, group, partnership, meeting):
    kind = partnership.subtopics_of(group.code)[0]
    topic = partnership.topic_of(kind.code)
    theme = a_theme(session, topic=topic.code, subtopic=kind.code)
    counted(session, home(partnership.code), 6, theme=theme, topic=topic.code, subtopic=kind.code)
    assert [each.source_id for each in waiting(session, group, meeting, partnership, Source.THEME)] == [theme]
    needed = {each.code for each in partnership.subtopics_of(group.code)}
    strange = next(each for at in partnership.topics for each in at.subtopics if each.code not in needed)
    counted(
        session,
        home(partnership.code),
        1,
        theme=theme,
        topic=partnership.topic_of(strange.code).code,
        subtopic=strange.code,
    )
    assert waiting(session, group, meeting, partnership, Source.THEME) == []
