"""One consultation from its first draft to our answer; every published figure is in a table made by hand."""

from datetime import UTC, date, datetime

import pytest

from portal.adapters.seal import ReceiptKeys
from portal.adapters.tokens import new_id
from portal.consultations import desk, queries, queue, service
from portal.consultations.after import exports, frozen, telling
from portal.consultations.after.rules import Verdict
from portal.consultations.after.telling import NewFinding
from portal.consultations.channels import batches, comparing, paper
from portal.consultations.channels.paper import Filled, Typist
from portal.consultations.channels.rules import Which
from portal.consultations.opening import service as opening
from portal.consultations.rules import TextDecision, TextVerb
from portal.consultations.service import Outcome
from portal.consultations.texts import Seals
from portal.core.actors import Role
from portal.core.windows import Window
from portal.outcomes import service as outcomes
from portal.partnership.current import current
from portal.web.context import EXTENSION
from tests.builders.after import FINE
from tests.builders.by_hand import EVERYBODY, HERE, WORKING
from tests.builders.opening import some_facts
from tests.builders.outcomes import some_words
from tests.builders.portal import a_portal, an_empty_database, some_settings
from tests.builders.staff import sign_in
from tests.builders.walking import press, receipt_of
from tests.builders.whole import PAPER, PATTERN, WEB, questions
from tests.page_client import PageClient

DRAFTED = datetime(2026, 10, 1, 9, tzinfo=UTC)
WHILE_OPEN = datetime(2026, 11, 23, 10, tzinfo=UTC)
CLOSED = datetime(2026, 12, 21, 9, tzinfo=UTC)
ANN, BEN = "officer-ann", "officer-ben"
WINDOW = Window.of_days(date(2026, 10, 26), date(2026, 12, 6))
COPIES = 12
CLEARED = 6
TITLE = "Where should wardens walk?"
SLUG = "where-should-wardens-walk"
RESPOND, RESUME = f"/consultations/{SLUG}/respond", f"/consultations/{SLUG}/resume"


class Story:
    """The portal in which it happens, and what its people do."""

    def __init__(self, app, database, settings):
        """An empty portal."""
        self.app, self.database, self.settings = app, database, settings
        self.opener = app.extensions[EXTENSION].opener
        self.clock = app.extensions[EXTENSION].clock
        with app.app_context():
            self.partnership = current()

    def keys(self, name):
        """The keys of somebody's receipt."""
        return ReceiptKeys.from_phrase(name, self.settings.lookup_key)

    def publish(self):
        """An officer drafts it, and the gate lets it through."""
        with self.database.transaction() as session:
            facts = some_facts(title=TITLE, window=WINDOW, decides_on=date(2027, 1, 20))
            slug = opening.start(session, facts, questions(), actor_id=ANN, now=DRAFTED)
            more = {"seen_version": 1, "actor_id": ANN, "partnership": self.partnership, "now": DRAFTED}
            opening.publish(session, slug, **more)

    def send(self, session, name, answers):
        """Somebody sends answers on the web."""
        return service.answer(
            session,
            SLUG,
            answers,
            receipt=self.keys(name),
            seals=Seals.of(self.settings),
            partnership=self.partnership,
            now=WHILE_OPEN,
        ).outcome

    def on_the_web(self):
        """People send: ten of them change their mind, five more take it back, two send twice."""
        first, quiet, fraud = WEB[:3]
        with self.database.transaction() as session:
            for group in WEB:
                for number in range(group.size - (3 if group is fraud else 0)):
                    before = first if group is quiet and number < 10 else group
                    said = before.answers(number, more=_words(group.name, number))
                    assert self.send(session, f"{group.name} {number}", said) is Outcome.NEW
            for number in range(10):
                said = quiet.answers(number, more=_words(quiet.name, number))
                assert self.send(session, f"{quiet.name} {number}", said) is Outcome.EDITED
            for number in range(5):
                said = first.answers(number, more=PATTERN)
                assert self.send(session, f"regretted {number}", said) is Outcome.NEW
                service.withdraw(session, SLUG, receipt=self.keys(f"regretted {number}"), now=WHILE_OPEN)
            for number in range(2):
                said = first.answers(number, more=_words(first.name, number))
                assert self.send(session, f"{first.name} {number}", said) is Outcome.REPEAT

    def on_two_devices(self):
        """Three people begin on one device, save, and send from another."""
        for number in range(3):
            here, there = PageClient(self.app), PageClient(self.app)
            ward = WEB[2].answers(41 + number)["ward"]
            saved = press(here, here.get(RESPOND), "save", path=RESPOND, q_tie="live", q_ward=ward)
            shown = press(there, there.get(RESUME), "find", path=RESUME, receipt=receipt_of(saved))
            shown = press(there, press(there, shown, "next", path=RESPOND), "next", path=RESPOND)
            order = {"q_first-fraud": "1", "q_first-noise": "2"}
            feel = {"q_feel-day": "unsafe", "q_feel-night": "safe"}
            shown = press(there, shown, "next", path=RESPOND, q_dark="unsure", **order, **feel)
            points = {"q_spend-wardens": "50", "q_spend-paths": "50"}
            shown = press(there, shown, "next", path=RESPOND, q_worry="dogs", q_walks="2", **points)
            shown = press(there, press(there, shown, "next", path=RESPOND), "send", path=RESPOND)
            assert shown.h1 == "Your answers are in"

    def on_paper(self):
        """Two piles; one paper in ten is typed twice, and one of them was typed wrongly at first."""
        library, market, hall = PAPER
        with self.database.transaction() as session:
            self._pile(session, [library.answers(n) for n in range(20)], wrong=True)
            rest = [market.answers(n) for n in range(12)] + [hall.answers(n) for n in range(8)]
            self._pile(session, rest, wrong=False)

    def _pile(self, session, papers, *, wrong):
        pile = batches.begin(session, SLUG, f"Pile of {papers[0]['dark']}", actor_id=ANN, now=WHILE_OPEN)
        typed = {new_id(): answers for answers in papers}
        for sheet, answers in typed.items():
            paper.enter(session, pile, sheet, Filled(answers), self._typist(ANN), now=WHILE_OPEN)
        batches.finish(session, pile, actor_id=ANN, now=WHILE_OPEN)
        waiting = [each.id for each in batches.view(session, SLUG, pile, actor_id=BEN).waiting]
        slip = waiting[0] if wrong else ""
        for sheet in waiting:
            said = {**typed[sheet], "walks": 2} if sheet == slip else typed[sheet]
            again = (session, pile, sheet, Filled(said), self._typist(BEN))
            comparing.again(*again, opener=self.opener, now=WHILE_OPEN)
        if slip:
            chosen = {"walks": Which.FIRST}
            settle = (session, pile, slip, chosen, self._typist(BEN))
            assert comparing.choose(*settle, opener=self.opener, now=WHILE_OPEN)

    def _typist(self, actor_id):
        return Typist(actor_id, self.keys(new_id()), Seals.of(self.settings), self.partnership)

    def close(self):
        """It closes, officers clear six texts, and everything is counted."""
        self.clock.move_to(CLOSED)
        with self.database.transaction() as session:
            service.close_out(session, now=CLOSED)
            for line in queue.waiting(session, now=CLOSED)[:CLEARED]:
                desk.open(session, line.id, opener=self.opener, actor_id=ANN, now=CLOSED)
                decision = TextDecision(TextVerb.CLEAR, "Nothing personal.", None, "Lamps are wanted.")
                desk.decide(session, line.id, decision, seen_version=line.version, actor_id=ANN, now=CLOSED)
            assert frozen.freeze_closed(session, now=CLOSED) == 1


def _words(name, number):
    """Twelve friends of the path send one text, thirty people their own, the others nothing."""
    if name == "lamps first" and number < COPIES:
        return PATTERN + (f", and I would use it on {number} evenings" if number % 2 else "")
    if name == "quiet" and number < 30:
        return " ".join(f"{chr(97 + (number * 7 + at) % 26)}{number}{at}" for at in range(10))
    return None


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """The whole story, told once."""
    settings = some_settings(tmp_path_factory.mktemp("whole"))
    making = an_empty_database(settings.database_url)
    database = next(making)
    told = Story(a_portal(settings, at=WHILE_OPEN), database, settings)
    told.publish()
    told.on_the_web()
    told.on_two_devices()
    told.on_paper()
    told.close()
    yield told
    told.app.extensions[EXTENSION].database.dispose()
    making.close()


@pytest.fixture(scope="module")
def results(story):
    """The page everybody reads."""
    return PageClient(story.app).get(f"/consultations/{SLUG}/results")


def tables(shown):
    """Every table of a page: its caption, and its rows as they are printed."""
    found = {}
    for table in shown.all("table"):
        caption = " ".join("".join(table.find("caption").itertext()).split())
        assert caption not in found
        found[caption] = [
            tuple(" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in ("th", "td"))
            for row in table.find("tbody").iter("tr")
        ]
    return found


def test_every_published_figure_is_the_one_written_by_hand(results):
    printed, by_hand = tables(results), {**EVERYBODY, **HERE, **WORKING}
    assert {name: printed.get(name) for name in by_hand} == by_hand
    assert set(printed) == set(by_hand)


def test_how_many_answered_and_how_many_were_copied(results):
    assert "235 people answered." in results.words
    assert "12 of these answers were sent as part of a campaign" in results.words
    assert "223 were not. All of them are counted alike." in results.words
    assert "4 papers typed twice: 1 of 36 fields differed (2.8%)." in results.words


def test_officers_see_the_same_sums(story):
    officer = sign_in(PageClient(story.app), story.app, Role.ENGAGEMENT_OFFICER)
    words = officer.get(f"/staff/consultations/{SLUG}").words
    assert "Sent 235" in words and "Withdrawn 5" in words
    assert "Web 195" in words and "Paper 40" in words and "All 235" in words
    copied = officer.get(f"/staff/consultations/{SLUG}/campaigns")
    assert "12 of 235 answers were sent as part of a campaign." in copied.words
    assert "Compared: 42 texts." in copied.words
    evidence = officer.get(f"/staff/consultations/{SLUG}/evidence").words
    assert "235 people answered." in evidence and "4 papers typed twice" in evidence
    assert "Answers that were part of one: 12; answers that were not: 223." in evidence


def test_an_export_has_a_line_for_each_answer(story):
    with story.database.reading() as session:
        head = exports.look(session, SLUG, now=CLOSED).head
        lines = [dict(zip(head, line, strict=True)) for line in exports.lines(session, SLUG)]
    assert len(lines) == 235
    assert [sum(line["channel"] == way for line in lines) for way in ("web", "paper")] == [195, 40]
    assert sum(line["first.roads"] == 1 for line in lines) == 92 + 15
    assert sum(bool(line["more"]) for line in lines) == CLEARED


def test_a_receipt_finds_what_became_of_it(story):
    with story.database.reading() as session:
        kept = queries.kept(session, SLUG, story.keys("quiet 1"))
    assert (kept.state, kept.working) == ("sent", {})


def test_nothing_joins_optional_answers_any_more(story):
    raw = story.database.engine.raw_connection()
    linked = raw.execute("SELECT count(*) FROM consultation_equality_answers WHERE link IS NOT NULL")
    assert linked.fetchone() == (0,)
    raw.close()


def test_what_came_of_it_is_told(story):
    with story.database.transaction() as session:
        words = some_words(decided_on=date(2026, 12, 14), line="Lamps on the path come first")
        new = NewFinding("Most people want lamps.", Verdict.ACCEPTED, "worry")
        telling.add(session, SLUG, new, words, actor_id=ANN, now=CLOSED)
        told = telling.working(session, SLUG, now=CLOSED)
        outcome = told.findings[0].outcome.id
        outcomes.publish(session, outcome, FINE, seen_version=1, actor_id=ANN, now=CLOSED)
        telling.answered(session, SLUG, seen_version=told.version, actor_id=ANN, now=CLOSED)
    happened = PageClient(story.app).get(f"/consultations/{SLUG}/what-happened")
    assert "Lamps on the path come first" in happened.words and "Most people want lamps." in happened.words
