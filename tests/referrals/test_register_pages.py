"""The public register, as anybody reads it."""

import pytest

from portal.referrals import register_texts
from portal.referrals.publishing import Part
from tests.builders.register import AT, a_referral_row, a_reported_row


@pytest.fixture
def ward(partnership):
    return partnership.wards[0]


@pytest.fixture
def kind(partnership):
    return next(each for topic in partnership.topics for each in topic.subtopics if not each.sensitive)


def test_the_register_lists_what_was_listed_and_names_nobody(page, database, ward, kind):
    with database.transaction() as session:
        a_referral_row(session, ward.code, subtopic=kind.code)
        a_referral_row(session, ward.code, number=2, sensitive=True)
        a_referral_row(session, ward.code, number=3, first_listed_on=None)
    seen = page.get("/referrals")
    assert "R-2026-001" in seen.words and ward.name in seen.words and kind.name in seen.words
    assert "1 matter on a sensitive subject" in seen.words
    assert "R-2026-002" not in seen.html and "R-2026-003" not in seen.html and "Jane" not in seen.html
    assert page.get(f"/referrals?ward={ward.code}").words.count("R-2026-001") == 1


def test_an_empty_register_says_so(page):
    seen = page.get("/referrals?ward=nowhere&after=nothing")
    assert "Nothing has been listed yet" in seen.words
    assert "/referrals/how" in seen.links()


def test_one_matter_shows_days_answers_and_only_words_that_two_people_read(
    page, database, ward, kind, partnership
):
    with database.transaction() as session:
        row, wanted, _ = a_reported_row(session, ward.code, subtopic=kind.code)
        text = register_texts.write(
            session,
            row.id,
            Part.MATTER,
            "",
            "The path is dark.",
            seen_version=0,
            partnership=partnership,
            actor_id="one",
            now=AT,
        )
        register_texts.agree(session, text, seen_version=1, partnership=partnership, actor_id="two", now=AT)
        register_texts.write(
            session,
            row.id,
            Part.REASONS,
            "",
            "Unread yet.",
            seen_version=0,
            partnership=partnership,
            actor_id="one",
            now=AT,
        )
    seen = page.get("/referrals/R-2026-001")
    assert "The path is dark." in seen.words and "accepted in part on 20 November 2026" in seen.words
    assert "to be done by 1 March 2027" in seen.words and "14 December 2026" in seen.words
    assert "Unread yet" not in seen.html and "Jane" not in seen.html


def test_what_is_not_public_is_not_found(page, database, ward):
    with database.transaction() as session:
        a_referral_row(session, ward.code, number=2, sensitive=True)
    for reference in ("R-2026-002", "R-2026-009", "how%00", "x" * 80):
        page.get(f"/referrals/{reference}", status=404)
