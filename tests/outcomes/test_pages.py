"""You said, we did: what anybody reads, and how officers write it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.core.actors import Role
from portal.outcomes.rules import Ending, Kind, Progress, Subject
from tests.builders.consultations import WINDOW, a_consultation
from tests.builders.listing import pressed, sorted_by
from tests.builders.outcomes import THEME, told, written
from tests.builders.releases import counted, home, kinds
from tests.builders.staff import sign_in
from tests.builders.themes import a_theme

LIST = "/staff/outcomes"
AT = home()
PLAIN = kinds(AT, sensitive=False)[0]
SENSITIVE = kinds(AT, sensitive=True)[0][1].code


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def theme(app, database):
    with database.transaction() as session:
        theme = a_theme(session, topic=PLAIN[0].code, subtopic=PLAIN[1].code)
        counted(session, AT, 6, theme=theme, subtopic=PLAIN[1].code)
    return theme


WORDS = {
    "line": "The lamps are repaired",
    "decision": "Repair all lamps.",
    "reason": "People walk there after dark.",
    "action": "Street lighting does it in May.",
    "owner": AT.partnership.groups[-1].code,
    "progress": "planned",
    "decided_on": ["2", "11", "2026"],
}


def write(officer, theme, status=303, **changes):
    form = officer.get(f"{LIST}/about/theme/{theme}").fields()
    return officer.post(f"{LIST}/about/theme/{theme}", {**form, **WORDS, **changes}, status=status)


def publish(officer, where, answer="no", status=303):
    form = officer.get(where).fields()
    return officer.post(f"{where}/publication", {**form, "proceedings": answer}, status=status)


def test_nothing_told_yet_says_so(page):
    assert "Nothing is told here yet" in page.get("/outcomes").words
    assert "You said, we did" in page.get("/").words


def test_an_officer_writes_and_everybody_reads(officer, page, theme):
    kept = write(officer, theme)
    assert "Nothing is told here yet" in page.get("/outcomes").words
    publish(officer, kept.location)
    outcome = kept.location.rsplit("/", 1)[-1]
    shown = page.get(f"/outcomes/{outcome}")
    assert shown.h1 == "The lamps are repaired" and "Dark path by the river" in shown.words
    assert "Planned" in shown.words and "Decided on 2 November 2026" in shown.words


def test_the_list_and_home_hold_what_is_told(app, database, page):
    with database.transaction() as session:
        outcome = told(session)
        written(session, line="Only a draft")
    for path in ("/outcomes", "/"):
        shown = page.get(path)
        assert "Lamps on the river path" in shown.words and f"/outcomes/{outcome}" in shown.links()
        assert "Only a draft" not in shown.html


def test_a_draft_has_no_public_page(app, database, page):
    with database.transaction() as session:
        outcome = written(session)
    draft, unknown = page.get(f"/outcomes/{outcome}", status=404), page.get("/outcomes/nobody", status=404)
    assert draft.words == unknown.words


def test_a_filter_shows_an_honest_end(app, database, page):
    with database.transaction() as session:
        told(session, progress=Progress.NOT_DONE, ending=Ending.NO_MONEY, line="No new lamps")
        told(session, Subject(Kind.THEME, "o", "Other"), line="Bins emptied daily")
    shown = page.get("/outcomes?progress=not-done")
    assert "Not changed, because there is no money for it" in shown.words
    assert "No new lamps" in shown.words and "Bins emptied" not in shown.words
    assert "Nothing of this kind" in page.get("/outcomes?progress=done").words
    assert "Bins emptied" in page.get("/outcomes?progress=nonsense&topic=nonsense").words


def test_the_list_goes_on_and_keeps_its_filter(app, database, page):
    with database.transaction() as session:
        for number in range(21):
            told(session, Subject(Kind.THEME, f"t{number}", f"Theme {number}"))
    shown = page.get("/outcomes?progress=planned&utm=x")
    (following,) = [link for link in shown.links() if "after=" in link]
    assert "progress=planned" in following and "utm" not in following
    assert "Back to the first page" in page.get(following).words


def test_the_public_page_is_kept_whole(app, database, page):
    with database.transaction() as session:
        told(session)
    etag = page.get("/outcomes").response.headers["ETag"]
    page.get("/outcomes", status=304, headers={"If-None-Match": etag})


@pytest.mark.parametrize(
    "number, kind, answer, words",
    [
        (4, PLAIN[1].code, "no", "Fewer than 5 counted reports"),
        (9, SENSITIVE, "no", "A sensitive kind of concern"),
        (9, PLAIN[1].code, "yes", "A court case"),
    ],
)
def test_what_could_tell_on_somebody_is_not_published(officer, database, page, number, kind, answer, words):
    with database.transaction() as session:
        theme = a_theme(session)
        counted(session, AT, number, theme=theme, subtopic=kind)
    kept = write(officer, theme)
    refused = publish(officer, kept.location, answer, status=422)
    assert words in refused.words and "Nothing is told here yet" in page.get("/outcomes").words


def test_publishing_asks_about_the_court(officer, theme):
    kept = write(officer, theme)
    form = officer.get(kept.location).fields()
    assert "Say whether a court case" in officer.post(f"{kept.location}/publication", form, status=422).words


def test_what_is_missing_is_asked_for(officer, theme):
    shown = write(officer, theme, 422, decision="", progress="not-done", decided_on="")
    for words in (
        "Write what was decided",
        "Choose why nothing was changed",
        "Write the day of the decision",
    ):
        assert words in shown.words


def test_a_name_in_the_reason_is_pointed_out(officer, theme):
    shown = write(officer, theme, 422, reason="Mr Smith asked for it on 07700 900123.")
    assert "Take out what looks like a personal detail" in shown.words and "Mr Smith asked" in shown.html


def test_a_decision_of_tomorrow_is_not_one(officer, theme):
    assert "has come already" in write(officer, theme, 422, decided_on=["24", "12", "2026"]).words


def test_the_action_goes_on_and_never_back_to_planned(officer, page, theme):
    kept = write(officer, theme, progress="done")
    publish(officer, kept.location)
    form = officer.get(f"{kept.location}/words").fields()
    refused = officer.post(f"{kept.location}/words", {**form, "progress": "planned"}, status=409)
    assert "It is done now and cannot go back" in refused.words
    officer.post(f"{kept.location}/words", {**form, "progress": "under-way"}, status=303)
    assert "Under way" in page.get(f"/outcomes/{kept.location.rsplit('/', 1)[-1]}").words


def test_the_slower_officer_keeps_what_was_typed(officer, theme):
    kept = write(officer, theme)
    form = officer.get(f"{kept.location}/words").fields()
    officer.post(f"{kept.location}/words", {**form, "line": "First"}, status=303)
    slow = officer.post(f"{kept.location}/words", {**form, "line": "Second"}, status=409)
    assert "Second" in slow.html and "First" in slow.words
    officer.post(f"{kept.location}/words", slow.fields(), status=303)


def test_what_is_taken_back_is_gone(officer, page, theme):
    kept = write(officer, theme)
    publish(officer, kept.location)
    form = officer.get(kept.location).fields()
    assert "Write why" in officer.post(f"{kept.location}/withdrawal", form, status=422).words
    officer.post(f"{kept.location}/withdrawal", {**form, "why": "Published too early"}, status=303)
    page.get(f"/outcomes/{kept.location.rsplit('/', 1)[-1]}", status=404)


def test_an_outcome_of_an_unknown_subject_is_not_written(officer):
    for path in ("theme/nobody", "consultation/nobody", "question/1", "nonsense/1"):
        officer.get(f"{LIST}/about/{path}", status=404)


def test_an_outcome_whose_theme_is_gone_can_still_be_read_and_taken_on(officer, database):
    with database.transaction() as session:
        outcome = told(session, THEME)
    form = officer.get(f"{LIST}/{outcome}/words").fields()
    officer.post(f"{LIST}/{outcome}/words", {**form, "progress": "done"}, status=303)


def test_officers_see_what_an_outcome_can_be_written_about(officer, theme):
    assert f"{LIST}/about/theme/{theme}" in officer.get(LIST).links()


def test_an_analyst_writes_no_outcome(signed_in):
    signed_in(Role.ANALYST).get(LIST, status=403)


def test_a_closed_consultation_has_an_outcome_too(app, database, officer, page, clock):
    with database.transaction() as session:
        slug = a_consultation(session)
    officer.get(f"{LIST}/about/consultation/{slug}", status=404)
    clock.move_to(WINDOW.closes_at + timedelta(days=1))
    officer = sign_in(officer, app, Role.ENGAGEMENT_OFFICER)
    path = f"{LIST}/about/consultation/{slug}"
    assert path in officer.get(LIST).links()
    kept = officer.post(path, {**officer.get(path).fields(), **WORDS}, status=303)
    publish(officer, kept.location)
    shown = page.get(f"/outcomes/{kept.location.rsplit('/', 1)[-1]}")
    assert f"/consultations/{slug}" in shown.links() and "What first?" in shown.words


def test_a_search_finds_what_is_told_and_no_draft(app, database, page):
    with database.transaction() as session:
        outcome = told(session)
        written(session, line="Lamps on the harbour wall")
    found = page.get("/search?q=lamps+river+path")
    assert f"/outcomes/{outcome}" in found.links() and "harbour wall" not in found.html


def test_a_column_sorts_the_officers_list_and_the_pager_keeps_it(officer, database):
    with database.transaction() as session:
        for number in range(53):
            written(session, replace(THEME, id=f"theme{number:02}"), line=f"Line {number:02}")
    usual = officer.get(LIST)
    assert sorted_by(usual) == [("Last changed", "descending")]
    by_line = pressed(officer, LIST, usual, "Outcome")
    assert sorted_by(by_line) == [("Outcome", "ascending")]
    assert by_line.words.index("Line 00") < by_line.words.index("Line 49")
    rest = pressed(officer, LIST, by_line, "Next page")
    assert "Line 50" in rest.words and "Line 49" not in rest.words
