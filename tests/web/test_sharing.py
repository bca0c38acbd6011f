"""What a page tells search engines and chats: all of one to read, nothing of one nobody should see again."""

import re

from portal.settings import ROOT

TEMPLATES = ROOT / "templates"
NOT_TO_BE_FOUND = {  # answers to what was sent, pages of one person, pages about an error
    *("consultations/check", "consultations/event_over", "consultations/found", "consultations/invited"),
    *("consultations/kiosk_receipt", "consultations/look/over", "consultations/look/sent"),
    *("consultations/not_open", "consultations/receipt", "consultations/respond", "consultations/resume"),
    *("consultations/results_wait", "consultations/saved", "consultations/withdrawn"),
    *("contact/ask", "contact/check", "contact/follow_up", "contact/follow_up_found", "contact/receipt"),
    *("meetings/thanks", "meetings/update"),
}


def told(shown) -> dict[str, str]:
    """What stands in the head of a page, by name."""
    metas = shown.all("meta")
    names = {each.get("name") or each.get("property"): each.get("content") for each in metas}
    links = {each.get("rel"): each.get("href") for each in shown.all("link")}
    return {**names, **({"canonical": links["canonical"]} if "canonical" in links else {})}


def test_a_page_to_read_says_what_it_is_and_where(page, app, partnership):
    head = told(page.get("/partnership?after=nothing"))
    origin = app.jinja_env.globals["brand"]["origin"]
    assert head["canonical"] == head["og:url"] == f"{origin}/partnership"
    assert head["og:title"] == "Who we are and who does what"
    assert head["og:description"] == head["description"] and "who reports to whom" in head["description"]
    assert head["og:image"] == f"{origin}/brand/card.png" and head["twitter:card"] == "summary_large_image"
    assert partnership.name in head["og:image:alt"]


def test_a_page_that_is_not_to_be_kept_is_not_shared(page):
    for path, status in (("/concerns/report", 200), ("/search?q=street", 200), ("/no-such-page", 404)):
        head = told(page.get(path, status=status))
        assert "canonical" not in head and not [name for name in head if name and name.startswith("og:")]
        assert head["description"] and "street" not in head["description"]


def test_every_page_to_read_has_a_description_of_its_own():
    pages = {
        path.relative_to(TEMPLATES).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in TEMPLATES.rglob("*.html")
        if path.parent.name not in ("errors", "layouts")
    }
    public = {name: text for name, text in pages.items() if re.search(r'extends "layouts/public\.html', text)}
    without = {name for name, text in public.items() if "{% block description %}" not in text}
    assert without - NOT_TO_BE_FOUND == set()
    assert not NOT_TO_BE_FOUND - set(pages)


def test_paper_says_where_it_came_from_and_when(page):
    words = page.get("/cookies").words
    assert re.search(r"/cookies, as it stood on 23 November 2026", words)
