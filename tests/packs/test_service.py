"""What a pack says of what was told, on both databases: compared, hidden where few, frozen once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.concerns.tally_models import EqualityTally
from portal.core.actors import Actor, Role
from portal.core.errors import NotFound, Refused
from portal.core.windows import months_on
from portal.ledger import queries as ledger
from portal.outbox import service as outbox
from portal.packs import agencies, keeping, queries, service
from portal.packs.agencies import Told
from portal.packs.comparing import LEFT_OUT
from portal.packs.content import digest
from portal.packs.models import Pack
from portal.packs.rules import Judgement, Period, PointsToSomebody
from portal.partnership.rules import UnknownCode
from tests.builders.packs import (
    AT,
    GROUP,
    KIND,
    KINDS,
    MONDAY,
    OFFICER,
    STRANGERS,
    SUMMER,
    a_pack,
    line,
    long_open,
    said,
    tables,
    told,
)
from tests.builders.register import a_referral_row
from tests.builders.staff import an_account
from tests.builders.themes import a_theme

WARD, OTHER_WARD = (ward.name for ward in AT.partnership.wards[:2])
CHAIR = Actor("c" * 26, frozenset({Role.GROUP_CHAIR}), groups=frozenset({GROUP}))


def a_years_summers(session):
    """Forty this summer, twelve in spring, fifteen a year ago; of another kind six, five and four."""
    long_open(session)
    for start, one, other in (
        (SUMMER.start, 40, 6),
        (SUMMER.before.start, 12, 5),
        (SUMMER.year_ago.start, 15, 4),
    ):
        told(session, one, start)
        told(session, other, start, KINDS[1], ward=AT.partnership.wards[1].code)


def test_three_stretches_stand_side_by_side_with_a_word(session):
    a_years_summers(session)
    content = said(session, a_pack(session))
    assert (content.period, content.before, content.year_ago) == (
        "July 2026 to September 2026",
        "April 2026 to June 2026",
        "July 2025 to September 2025",
    )
    assert line(content, "kinds", KIND.name) == ("40 to 44", "10 to 14", "15 to 19", "more", "more")
    assert line(content, "wards", OTHER_WARD)[:3] == ("5 to 9", "5 to 9", "fewer than 5")
    assert line(content, "all", "All of the group’s subjects")[0] == "45 to 49"
    assert line(content, "months", "July 2026 (before: April 2026)")[:3] == (
        "45 to 49",
        "15 to 19",
        "15 to 19",
    )
    assert tables(content)["topics"].base.startswith("45 to 49 in this period, 15 to 19")


def test_the_summary_says_what_stands_out(session):
    a_years_summers(session)
    sentences = said(session, a_pack(session)).summary.sentences
    assert "more than in April 2026 to June 2026, and more than chance would explain" in sentences[0]
    assert f"More than a year ago, beyond chance: {KIND.name}; {WARD}." in sentences


def test_where_nobody_could_report_a_year_ago_nothing_is_compared(session):
    told(session, 20)
    content = said(session, a_pack(session))
    assert line(content, "kinds", KIND.name)[-1] == LEFT_OUT
    assert "nothing is compared with then" in " ".join(content.summary.sentences)


def test_small_numbers_are_no_numbers_anywhere(session):
    long_open(session)
    told(session, 3)
    content = said(session, a_pack(session))
    cells = [cell for table in tables(content).values() for row in table.rows for cell in row[1:]]
    assert "3" not in cells and line(content, "all", "All of the group’s subjects")[0] == "fewer than 5"
    assert line(content, "kinds", KIND.name) == ()


def test_a_group_hears_nothing_of_what_is_not_routed_to_it(session):
    a_years_summers(session)
    content = said(session, a_pack(session, STRANGERS))
    assert line(content, "all", "All of the group’s subjects")[0] == "fewer than 5"
    assert KIND.name not in str(content) and WARD not in str(tables(content)["wards"])


def test_a_group_above_reads_what_those_below_follow_up(session):
    a_years_summers(session)
    parent = AT.partnership.group(GROUP).parent
    assert line(said(session, a_pack(session, parent)), "kinds", KIND.name)[0] == "40 to 44"


def test_escalated_reports_are_a_band_and_nothing_else(session):
    told(session, 6, state="counted_as_escalated")
    content = said(session, a_pack(session))
    (words,) = content.sections[0].words
    assert "all subjects together: 5 to 9" in words
    assert line(content, "all", "All of the group’s subjects")[0] == "fewer than 5"


def test_ticks_show_when_it_happens_and_whom_it_harms(session):
    long_open(session)
    told(session, 12, time_of_day="night", impact_people="a-lot", connection="visit")
    told(session, 5, SUMMER.year_ago.start, time_of_day="morning", connection="live")
    content = said(session, a_pack(session))
    assert line(content, "time-of-day", "Night, 11pm to 5am") == ("10 to 14", "fewer than 5", "more")
    assert line(content, "ties", "All visitors")[0] == "10 to 14"
    assert line(content, "ties", "All who live or work here")[:2] == ("fewer than 5", "5 to 9")
    assert ("10 to 14") in [row[1] for row in tables(content)["impact-people"].rows]


def test_a_judgement_in_words_is_frozen_with_it(session):
    words = Judgement(likelihood="Every weekend of the summer.")
    content = said(session, a_pack(session, judgement=words))
    assert [row[1] for row in tables(content)["judged"].rows] == ["Every weekend of the summer."]
    with pytest.raises(PointsToSomebody):
        a_pack(session, judgement=Judgement(impact="Mr Smith, 07700 900123"))


def test_what_was_frozen_stays_and_a_second_one_has_the_next_number(session):
    told(session, 12)
    first = a_pack(session)
    before = queries.pack(session, OFFICER, first)
    told(session, 30)
    second = a_pack(session)
    assert queries.pack(session, OFFICER, first) == before and before.holds
    assert queries.pack(session, OFFICER, second).version == 2
    assert queries.broken(session) == []


def test_a_pack_whose_fingerprint_was_changed_with_it_does_not_fit_the_ledger(session):
    kept, changed = a_pack(session), session.get(Pack, a_pack(session))
    changed.content = changed.content.replace("July", "June")
    changed.digest = digest(changed.content)
    session.flush()
    assert queries.broken(session) == [changed.id] and kept != changed.id


def test_the_same_form_sent_twice_makes_one_pack(session):
    kept = a_pack(session, pack_id="p" * 26)
    assert kept == a_pack(session, pack_id="p" * 26)
    other = Period(months_on(SUMMER.start, -3), SUMMER.start)
    assert a_pack(session, period=other, pack_id="p" * 26) != kept
    assert [row.version for row in queries.page(session, OFFICER, after=None).rows] == [1, 1]


def test_no_pack_is_made_for_who_sits_outside(session):
    outside = next(group.code for group in AT.partnership.groups if group.sits_outside)
    for code in (outside, "nobody"):
        with pytest.raises(UnknownCode):
            a_pack(session, code)


def test_a_comment_is_noted_once_and_by_readers_only(session):
    pack = a_pack(session)
    for _ in range(2):
        service.comment(session, CHAIR, pack, "We saw this too.", comment_id="k" * 26, now=MONDAY)
    (noted,) = queries.pack(session, CHAIR, pack).comments
    assert (noted.words, noted.by) == ("We saw this too.", CHAIR.id)
    stranger = Actor("s" * 26, frozenset({Role.GROUP_MEMBER}), groups=frozenset({STRANGERS}))
    for missing in (pack, "nobody"):
        with pytest.raises(NotFound):
            service.comment(session, stranger, missing, "Hello", comment_id="l" * 26, now=MONDAY)


def test_another_comment_from_a_form_the_browser_kept_is_noted_too(session):
    pack, other = a_pack(session), a_pack(session, period=SUMMER.before)
    service.comment(session, CHAIR, other, "We saw this too.", comment_id="k" * 26, now=MONDAY)
    colleague = replace(CHAIR, id="d" * 26)
    for actor, at, words in ((CHAIR, pack, "We"), (colleague, other, "We"), (CHAIR, other, "Not we")):
        service.comment(session, actor, at, words, comment_id="k" * 26, now=MONDAY)
    assert [len(queries.pack(session, CHAIR, each).comments) for each in (pack, other)] == [1, 3]


def test_an_agency_s_note_is_kept_once_and_another_beside_it(session):
    partnership = AT.partnership
    note = Told(GROUP, partnership.authorities[0].code, "Patrols were doubled.", MONDAY.date())
    for each in (note, note, replace(note, words="Patrols were halved.")):
        agencies.write(
            session, each, partnership=partnership, note_id="n" * 26, actor_id=OFFICER.id, now=MONDAY
        )
    assert len(agencies.listing(session)) == 2


def test_the_chair_signs_once(session):
    pack = a_pack(session)
    assert service.sign(session, CHAIR, pack, now=MONDAY)
    assert not service.sign(session, CHAIR, pack, now=MONDAY + timedelta(days=1))
    found = queries.pack(session, CHAIR, pack)
    assert (found.signed_at, found.signed_by) == (MONDAY, CHAIR.id)
    with pytest.raises(Refused):
        service.sign(session, OFFICER, pack, now=MONDAY)


def test_the_group_is_told_once_by_mail_that_says_nothing(session):
    an_account(session, Role.GROUP_MEMBER, now=MONDAY, email="in@example.org", groups=[GROUP])
    an_account(session, Role.GROUP_MEMBER, now=MONDAY, email="out@example.org", groups=[STRANGERS])
    pack = a_pack(session)
    sent = [service.send(session, OFFICER, pack, origin="https://x.example", now=MONDAY) for _ in range(2)]
    assert sent == [1, None]
    (mail,) = outbox.waiting(session)
    assert mail.to == "in@example.org" and pack not in mail.body and GROUP not in mail.body + mail.subject


def test_the_ledger_holds_each_step_and_the_fingerprint(session):
    pack = a_pack(session)
    service.comment(session, CHAIR, pack, "Seen.", comment_id="k" * 26, now=MONDAY)
    service.sign(session, CHAIR, pack, now=MONDAY)
    found = [each for each in ledger.page(session, after=None).rows if each.subject == f"pack:{pack}"]
    assert [each.action for each in found] == ["pack.signed", "pack.commented", "pack.frozen"]
    assert queries.digest_of(session, pack) in found[-1].facts


def test_packs_go_when_their_time_is_over_with_their_comments(session):
    pack = a_pack(session)
    service.comment(session, CHAIR, pack, "Seen.", comment_id="k" * 26, now=MONDAY)
    assert keeping.due(session, until=MONDAY - timedelta(days=1)) == 0
    assert keeping.forget(session, until=MONDAY, at_most=500) == 1
    assert queries.page(session, OFFICER, after=None).rows == ()


def test_a_month_that_began_before_the_portal_is_not_a_year_ago(session):
    told(session, 20, date(2026, 1, 1))
    told(session, 20)
    found = line(said(session, a_pack(session)), "kinds", KIND.name)
    assert found[2:] == (LEFT_OUT, "more", LEFT_OUT)


def test_referrals_come_from_the_public_register_and_nowhere_else(session):
    ward = AT.partnership.wards[0].code
    listed = {"first_listed_on": date(2026, 9, 10), "subtopic": KIND.code}
    a_referral_row(session, ward, number=1, **listed)
    a_referral_row(session, ward, number=2, **{**listed, "sensitive": True})
    a_referral_row(session, ward, number=3, **{**listed, "first_listed_on": date(2026, 10, 1)})
    a_referral_row(session, ward, number=4, **listed, state="sent_to_group", body=STRANGERS)
    mine, theirs = (tables(said(session, a_pack(session, group))) for group in (GROUP, STRANGERS))
    assert [row[0] for row in mine["referrals"].rows] == ["R-2026-004", "R-2026-001"]
    assert [(row[0], row[-1]) for row in theirs["referrals"].rows] == [("R-2026-004", "sent to this group")]


def test_who_is_heard_too_little_is_said_only_where_numbers_are_large(session):
    numbers = {"female": 160, "male": 40, "not-said": 12}
    for answer, number in numbers.items():
        row = EqualityTally(quarter=SUMMER.start, question="sex", answer=answer, number=number)
        session.add(row)
    for answer, number in {"yes": 11, "no": 30, "not-said": 1}.items():
        row = EqualityTally(quarter=SUMMER.start, question="disability", answer=answer, number=number)
        session.add(row)
    content = said(session, a_pack(session))
    assert line(content, "sex-2026-07-01", "Male") == ("40", "19%", "49%", "Heard too little")
    assert line(content, "sex-2026-07-01", "Female")[-1] == "Heard more than others"
    hidden = tables(content)["disability-2026-07-01"].rows
    assert [row[1] for row in hidden].count("hidden") == 2 and "1" not in [row[1] for row in hidden]
    assert "Heard less than their share of the residents – Sex: Male." in content.summary.sentences
    other = Period(months_on(SUMMER.start, 1), months_on(SUMMER.end, 1))
    assert not [
        code for code in tables(said(session, a_pack(session, period=other))) if code.startswith("sex")
    ]


def test_a_theme_that_holds_another_groups_kind_is_in_no_pack(session):
    theme = a_theme(session, topic="asb-street", subtopic=KIND.code)
    told(session, 12, theme=theme)
    assert "themes" in tables(said(session, a_pack(session)))
    needed = {sub.code for sub in AT.partnership.subtopics_of(GROUP)}
    strange = next(
        sub
        for topic in AT.partnership.topics
        for sub in topic.subtopics
        if sub.code not in needed and not sub.sensitive
    )
    told(
        session,
        1,
        SUMMER.before.start,
        strange,
        topic=AT.partnership.topic_of(strange.code).code,
        theme=theme,
    )
    assert "themes" not in tables(said(session, a_pack(session)))
