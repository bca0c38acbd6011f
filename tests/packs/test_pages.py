"""The pack's pages: made by an officer, read by its group, invisible to every other."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest

from portal.adapters import pdf, sheets
from portal.core.actors import Role
from portal.hotspots.rules import Place
from tests.builders.hotspots import a_hotspot
from tests.builders.listing import pressed, sorted_by
from tests.builders.packs import AT, GROUP, KIND, STRANGERS, SUMMER, long_open, some_rows, told

LIST = "/staff/packs"
ASKED = {"group": GROUP, "start": SUMMER.start.isoformat(), "months": "3"}
SHEET = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def heard(app, database):
    """Forty concerns of the summer, and a hotspot of the group at a map area."""
    with database.transaction() as session:
        long_open(session)
        told(session, 40)
        area = AT.ground.areas[0]
        a_hotspot(session, owner=GROUP, place=Place(area=area.id, subtopic=KIND.code))


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def member(signed_in):
    return signed_in(Role.GROUP_MEMBER, groups=[GROUP])


@pytest.fixture
def chair(signed_in):
    return signed_in(Role.GROUP_CHAIR, groups=[GROUP])


@pytest.fixture
def pack(officer, heard):
    """The address of a frozen pack of the summer."""
    return officer.post(LIST, {**officer.get(LIST).fields(), **ASKED}, status=303).location


def post(browser, path, form, status=303, **typed):
    return browser.post(path, {**form, **typed}, status=status)


def test_a_member_reads_everything_on_one_page(pack, member):
    shown = member.get(pack)
    assert f"{KIND.name} 40 to 44 fewer than 5" in shown.words
    for heading in ("Where it gathers", "Likelihood, impact, capacity", "Ranked, reported, recorded"):
        assert heading in [" ".join(each.itertext()) for each in shown.all("h2")]
    assert "1. Dark corner" in shown.words and "<circle" in shown.html
    assert "What is counted" in shown.words and "Base: 40 to 44" in shown.words


def test_two_pages_say_it_in_short(pack, member):
    shown = member.get(f"{pack}/summary")
    assert "40 to 44 concerns were counted about this group’s subjects" in shown.words
    assert len(shown.words.split()) < 1000 and pack in shown.links()


def test_the_numbers_open_in_a_spreadsheet(pack, member):
    answer = member.http.get(f"{pack}.csv")
    assert answer.mimetype == "text/csv" and "attachment" in answer.headers["Content-Disposition"]
    lines = sheets.read_csv(answer.get_data(as_text=True))
    assert len({len(line) for line in lines}) == 1
    assert [line[3:5] for line in lines if line[3] == KIND.name] == [[KIND.name, "40 to 44"]]


def test_the_document_is_read_back_without_the_library_that_wrote_it(pack, member):
    answer = member.http.get(f"{pack}.docx")
    assert answer.headers["Content-Disposition"].endswith('.docx"')
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        about = archive.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in about or "<dc:creator/>" in about
    texts = ["".join(each.itertext()) for each in body.iter(f"{SHEET}p")]
    assert "In short" in texts and any("Fingerprint (SHA-256)" in text for text in texts)
    heads = [table for table in body.iter(f"{SHEET}tbl") if table.find(f".//{SHEET}tblHeader") is not None]
    page = member.get(pack)
    assert len(heads) >= len(page.all("table"))
    rows = [["".join(cell.itertext()) for cell in row.iter(f"{SHEET}tc")] for row in body.iter(f"{SHEET}tr")]
    assert [row[1] for row in rows if row[0] == KIND.name] == ["40 to 44"]


@pytest.mark.parametrize("role", [Role.GROUP_MEMBER, Role.GROUP_CHAIR])
def test_another_group_cannot_tell_that_it_is_there(pack, signed_in, role):
    stranger = signed_in(role, groups=[STRANGERS])
    nowhere = f"{LIST}/{'a' * 26}"
    for ending in ("", ".csv", ".docx", ".pdf", "/summary"):
        there, none = (stranger.http.get(f"{path}{ending}") for path in (pack, nowhere))
        assert there.status_code == none.status_code == 404
        assert plain(there) == plain(none)
    for ending in ("/comments", "/sign-off"):
        there, none = (stranger.http.post(f"{path}{ending}") for path in (pack, nowhere))
        assert (there.status_code, plain(there)) == (none.status_code, plain(none))
    assert pack not in stranger.get(LIST).links()


def plain(answer):
    """What an onlooker compares: body and headers without what is random each time."""
    changing = ("Set-Cookie", "Content-Security-Policy")
    kept = [(name, value) for name, value in answer.headers if name not in changing]
    return re.sub(rb'nonce="[^"]+"|value="[^"]+"', b"", answer.data), kept


def test_a_pdf_is_offered_only_where_it_can_be_made(pack, member):
    shown, answer = member.get(pack), member.http.get(f"{pack}.pdf")
    if pdf.installed():
        assert f"{pack}.pdf" in shown.links() and answer.data.startswith(b"%PDF-")
    else:
        assert answer.status_code == 404 and f"{pack}.pdf" not in shown.links()
        assert "This portal makes no PDF by itself" in shown.words


def test_a_member_comments_and_a_second_click_notes_nothing(pack, member):
    form = member.get(pack).fields(0)
    for _ in range(2):
        post(member, f"{pack}/comments", form, words="We saw this in our patrols.")
    shown = member.get(pack)
    assert shown.words.count("We saw this in our patrols.") == 1
    assert "Write your comment" in post(member, f"{pack}/comments", form, 422, words=" ").words
    refused = post(member, f"{pack}/comments", form, 422, words="Ask Mr Smith on 07700 900123.")
    assert "Take out what looks like a personal detail" in refused.words and "Ask Mr Smith" in refused.html


def test_the_chair_signs_and_the_list_says_so(pack, chair, member):
    form = chair.get(pack).fields(-1)
    post(chair, f"{pack}/sign-off", form)
    assert "23 November 2026" in chair.get(LIST).words
    assert "Sign it off" not in chair.get(pack).words
    assert "It was signed off before" in chair.get(post(chair, f"{pack}/sign-off", form).location).words
    member.post(f"{pack}/sign-off", {}, status=403)


def test_an_officer_tells_the_group(pack, officer, member):
    form = officer.get(pack).fields(-1)
    told_page = officer.get(post(officer, f"{pack}/sending", form).location)
    assert "Told by a mail that says nothing of what is in it: 1." in told_page.words
    assert "told before" in officer.get(post(officer, f"{pack}/sending", form).location).words
    member.post(f"{pack}/sending", {}, status=403)


def test_a_button_that_waited_too_long_is_explained(pack, officer):
    late = officer.post(f"{pack}/sending", {}, status=303)
    assert "waited too long" in officer.get(late.location).words


def test_a_pack_that_was_tampered_with_says_so(pack, officer, database):
    with database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE packs SET content = replace(content, '40 to', '50 to')")
    assert "no longer matches" in officer.get(pack).words
    assert "no longer matches" in officer.get(f"{pack}/summary").words


def test_a_pack_that_cannot_be_read_any_more_breaks_no_page(pack, officer, database):
    with database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE packs SET content = 'broken'")
    assert "cannot be read any more" in officer.get(pack).words
    officer.get(f"{pack}/summary", status=404)


def test_a_month_that_is_not_over_and_a_name_are_explained(officer):
    form = officer.get(LIST).fields()
    late = officer.post(LIST, {**form, **ASKED, "start": "2026-10-01", "months": "12"}, status=422)
    assert "period that is over" in late.words
    named = officer.post(LIST, {**form, **ASKED, "impact": "Ring Mr Smith, 07700 900123"}, status=422)
    assert "Take out what looks like a personal detail" in named.words and "Ring Mr Smith" in named.html


def test_the_same_form_sent_twice_makes_one_pack(officer):
    form = {**officer.get(LIST).fields(), **ASKED}
    assert officer.post(LIST, form, status=303).location == officer.post(LIST, form, status=303).location


def test_a_member_makes_no_pack(member):
    assert "Make a pack" not in member.get(LIST).words
    member.post(LIST, ASKED, status=403)
    member.get(f"{LIST}/agency-notes", status=403)


def test_what_an_agency_told_enters_a_pack_once_it_agreed(officer, member):
    notes = f"{LIST}/agency-notes"
    empty = officer.get(f"{notes}/new").fields()
    assert "Write what the agency told" in officer.post(f"{notes}/new", empty, status=422).words
    typed = {**empty, "group": GROUP, "agency": "fire", "received_on": ["3", "9", "2026"]}
    officer.post(f"{notes}/new", {**typed, "words": "Fewer fires in the open."}, status=303)
    assert "waits for the agency" in officer.get(notes).words
    first = officer.post(LIST, {**officer.get(LIST).fields(), **ASKED}, status=303).location
    assert "Fewer fires" not in member.get(first).words
    (note,) = {link for link in officer.get(notes).links() if re.search(r"/[a-z2-7]{26}$", link)}
    form = officer.get(note).fields()
    early = {**form, "post": "The duty analyst", "on": ["1", "9", "2026"]}
    assert "not before the agency told it" in officer.post(note, early, status=422).words
    officer.post(note, {**early, "on": ["9", "9", "2026"]}, status=303)
    assert "Somebody changed this note" in officer.post(note, early, status=409).words
    second = officer.post(LIST, {**officer.get(LIST).fields(), **ASKED}, status=303).location
    assert (
        "Fewer fires in the open." in member.get(second).words
        and "The duty analyst" in member.get(second).words
    )


def test_a_column_sorts_the_list_and_the_pager_keeps_it(officer, database):
    with database.transaction() as session:
        some_rows(session, 53)
    usual = officer.get(LIST)
    assert sorted_by(usual) == [("Frozen", "descending")]
    by_start = pressed(officer, LIST, usual, "From")
    assert sorted_by(by_start) == [("From", "ascending")]
    rest = pressed(officer, LIST, by_start, "Next page")
    assert sorted_by(rest) == [("From", "ascending")] and len(rest.all("td", data_head="From")) == 3
