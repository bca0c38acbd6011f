"""Edits of a draft one after the other, corrections of what is published, the bank, copies and links."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from portal.consultations import rows
from portal.consultations import service as consultations
from portal.consultations.building import bank, edits, looking, queries, service, starting
from portal.consultations.building.spelling import ChangesMeaning
from portal.consultations.building.versions import Done
from portal.consultations.models import Consultation
from portal.consultations.opening import queries as opening_queries
from portal.consultations.opening import service as opening
from portal.consultations.opening.findings import GateBlocked
from portal.consultations.questions.conditions import Condition, Test
from portal.consultations.rules import ReasonMissing
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.core.windows import london_date
from portal.ledger.models import LedgerLine
from tests.builders.consultations import SEALS, a_consultation, a_receipt, some_answers, some_questions
from tests.builders.opening import NOW, a_draft

OPEN = datetime(2027, 1, 20, 12, tzinfo=UTC)
KEY = b"l" * 32


@pytest.fixture
def slug(session):
    return a_draft(session)


def version(session, slug):
    return rows.find(session, slug).document_version


def change(session, slug, edit, *, seen=None, done=Done.PAGE_ADDED):
    seen = version(session, slug) if seen is None else seen
    return service.change(session, slug, edit, done, seen=seen, actor_id="officer", now=NOW)


def correct(session, slug, wanted, *, reason="A letter was missing.", seen=None, now=OPEN):
    seen = version(session, slug) if seen is None else seen
    return service.correct(session, slug, wanted, reason, seen=seen, actor_id="officer", now=now)


def publish(session, slug, partnership):
    seen = opening_queries.draft(session, slug, now=NOW).version
    return opening.publish(session, slug, seen_version=seen, actor_id="o", partnership=partnership, now=NOW)


def add(title, document):
    return edits.add_page(document, title, "")


def test_every_edit_is_a_version_and_stands_in_the_ledger(session, slug):
    before = rows.find(session, slug).version
    assert change(session, slug, partial(add, "One")) == 2
    assert change(session, slug, partial(add, "Two")) == 3
    assert [row.number for row in queries.versions(session, slug)] == [3, 2, 1]
    assert rows.find(session, slug).version == before + 2
    actions = session.scalars(select(LedgerLine.action)).all()
    assert actions.count("consultation.questions_saved") == 2
    assert service.version(session, slug, 1) == some_questions()


def test_an_edit_that_changes_nothing_is_no_version(session, slug):
    assert change(session, slug, lambda document: document) == 1
    assert queries.versions(session, slug) == ()


def test_an_older_view_is_refused_and_changes_nothing(session, slug):
    change(session, slug, partial(add, "One"))
    with pytest.raises(Stale):
        change(session, slug, partial(add, "Two"), seen=1)
    assert version(session, slug) == 2
    with pytest.raises(NotFound):
        service.change(session, "none", add, Done.PAGE_ADDED, seen=1, actor_id="o", now=NOW)


def test_publishing_what_somebody_changed_meanwhile_is_refused(session, slug, partnership):
    seen = opening_queries.draft(session, slug, now=NOW).version
    change(session, slug, lambda document: edits.drop_question(document, "help"))
    with pytest.raises(Stale):
        opening.publish(session, slug, seen_version=seen, actor_id="o", partnership=partnership, now=NOW)
    publish(session, slug, partnership)


def test_a_colleagues_question_is_shown_only_where_it_changed(session, slug):
    change(session, slug, partial(add, "One"))
    assert queries.changed_meanwhile(session, slug, "help", seen=1) is None

    def edit(document):
        return edits.replace_question(document, replace(edits.question_of(document, "help"), title="Help?"))

    change(session, slug, edit)
    assert queries.changed_meanwhile(session, slug, "help", seen=2).title == "Help?"
    assert queries.changed_meanwhile(session, slug, "more", seen=2) is None


def test_an_earlier_version_comes_back_as_a_new_one(session, slug):
    change(session, slug, partial(add, "One"))
    service.bring_back(session, slug, 1, seen=2, actor_id="officer", now=NOW)
    assert version(session, slug) == 3
    assert rows.document_of(rows.find(session, slug)) == some_questions()
    with pytest.raises(NotFound):
        service.bring_back(session, slug, 9, seen=3, actor_id="officer", now=NOW)


def test_what_nobody_can_reach_is_not_published(session, slug, partnership):
    wrong = [Condition("gone", Test.ANSWERED)]
    change(session, slug, lambda document: edits.ask_question_if(document, "help", wrong))
    with pytest.raises(GateBlocked) as raised:
        publish(session, slug, partnership)
    assert [finding.code for finding in raised.value.findings] == ["ways"]
    assert not raised.value.findings[0].may_be_set_aside


def test_once_published_only_slips_are_put_right(session, slug, partnership):
    wanted = {"question.help.title": "How could you helpe?"}
    with pytest.raises(MoveNotAllowed):
        correct(session, slug, wanted, now=NOW)
    publish(session, slug, partnership)
    with pytest.raises(MoveNotAllowed):
        change(session, slug, partial(add, "One"))
    with pytest.raises(ReasonMissing):
        correct(session, slug, wanted, reason=" ")
    with pytest.raises(ChangesMeaning):
        correct(session, slug, {"question.help.title": "How could you stop it?"})
    assert correct(session, slug, wanted) == 2
    with pytest.raises(Stale):
        correct(session, slug, wanted, seen=1)
    with pytest.raises(ChangesMeaning):  # one letter more, and another, would lead anywhere
        correct(session, slug, {"question.help.title": "How could you helpes?"})
    row = queries.versions(session, slug)[0]
    assert (row.words, row.reason, row.now) == (
        "A slip in published words was corrected",
        "A letter was missing.",
        True,
    )
    assert queries.corrections(session, slug) == (row,)
    with pytest.raises(MoveNotAllowed):
        correct(session, slug, wanted, now=OPEN + timedelta(days=90))


def test_answers_keep_what_they_answered_when_a_slip_is_put_right(session, partnership):
    a_consultation(session, slug="open")
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    more = {"receipt": a_receipt(), "seals": SEALS, "partnership": partnership, "now": now}
    consultations.answer(session, "open", some_answers(), **more)
    assert queries.building(session, "open", now=now).answered
    correct(session, "open", {"question.by_day.options.safe": "Saffe"}, now=now)
    with pytest.raises(MoveNotAllowed):
        seen = rows.find(session, "open").version
        opening.take_back_to_draft(session, "open", seen_version=seen, actor_id="o", now=now)


def test_a_kept_question_is_one_of_its_words_and_goes(session, partnership):
    question = edits.question_of(some_questions(), "change")
    first = bank.keep(session, question, actor_id="o", now=NOW)
    assert bank.keep(session, replace(question, hint="Again"), actor_id="o", now=NOW) == first
    kept = bank.own(session, partnership)
    assert [(each.title, each.question.hint) for each in kept] == [("Better or worse?", "Again")]
    with pytest.raises(NotFound):
        bank.keep(session, edits.question_of(some_questions(), "ward"), actor_id="o", now=NOW)
    bank.drop(session, first, actor_id="o", now=NOW)
    bank.drop(session, first, actor_id="o", now=NOW)
    assert bank.own(session, partnership) == ()
    everything = bank.everything(session, partnership, None)
    assert len(everything) > 40
    for entry in everything:
        assert edits.add_question(some_questions(), "first", bank.found(everything, entry.code))


def test_a_copy_has_the_same_words_and_new_days(session, slug):
    change(session, slug, lambda document: edits.drop_question(document, "help"))
    made = starting.copy(session, slug, actor_id="o", now=OPEN + timedelta(days=200))
    draft = opening_queries.draft(session, made, now=OPEN)
    assert draft.facts.title == "Copy of Where should wardens walk?"
    assert draft.facts.reasons == "Reports from the evening went up."
    assert draft.facts.window.first_day > london_date(OPEN + timedelta(days=200))
    assert draft.facts.decides_on is None
    assert rows.document_of(rows.find(session, made)) == rows.document_of(rows.find(session, slug))
    again = starting.copy(session, made, actor_id="o", now=OPEN)
    assert rows.find(session, again).title == "Copy of Where should wardens walk?"


def test_what_is_offered_to_start_from_is_there(session, slug, partnership):
    for value, words in starting.offered(session):
        assert words
        assert starting.document(session, value, partnership, now=NOW).questions
    with pytest.raises(NotFound):
        starting.document(session, "pattern:none", partnership, now=NOW)
    with pytest.raises(NotFound):
        starting.document(session, "copy:none", partnership, now=NOW)


def make(session, slug, now=NOW, days=7):
    return looking.make(session, slug, days, lookup_key=KEY, actor_id="o", now=now)


def test_a_link_opens_with_its_key_until_it_ends(session, slug):
    link = make(session, slug)
    asked, until = looking.looked_at(session, slug, link.key, lookup_key=KEY, now=NOW)
    assert asked.document == some_questions() and until == NOW + timedelta(days=7)
    for key, lookup, now in (
        ("0" * 32, KEY, NOW),
        ("é", KEY, NOW),
        (link.key, b"x" * 32, NOW),
        (link.key, KEY, until),
    ):
        with pytest.raises(NotFound):
            looking.looked_at(session, slug, key, lookup_key=lookup, now=now)
    looking.stop(session, slug)
    looking.stop(session, slug)
    assert looking.link(session, slug, lookup_key=KEY, now=NOW) is None


def test_a_link_of_one_draft_opens_no_other(session, slug):
    other = a_draft(session, title="Another")
    make(session, other)
    with pytest.raises(NotFound):
        looking.looked_at(session, other, make(session, slug).key, lookup_key=KEY, now=NOW)


def test_what_takes_answers_is_not_looked_at_before(session, slug, partnership):
    link = make(session, slug)
    publish(session, slug, partnership)
    make(session, slug)
    with pytest.raises(NotFound):
        looking.looked_at(session, slug, link.key, lookup_key=KEY, now=OPEN)
    with pytest.raises(MoveNotAllowed):
        make(session, slug, now=OPEN)


def test_the_database_alone_does_not_give_the_link(session, slug):
    link = make(session, slug)
    row = session.get(Consultation, rows.find(session, slug).id)
    assert link.key.encode() not in row.document.encode()
    assert link.key != make(session, slug).key


def test_of_two_saves_at_one_moment_one_counts_and_the_other_is_told(database):
    with database.transaction() as session:
        slug = a_draft(session)

    def save(title):
        try:
            with database.transaction() as session:
                return change(session, slug, partial(add, title), seen=1)
        except Stale as stale:
            return stale.version

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(save, ("One", "Two", "Three", "Four"))) == [2, 2, 2, 2]
    with database.reading() as session:
        assert len(rows.document_of(rows.find(session, slug)).pages) == len(some_questions().pages) + 1
        assert len(queries.versions(session, slug)) == 2
