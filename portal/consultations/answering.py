"""One turn of the walk: a page was sent with one of its buttons, and this says what is shown next.

Stores nothing and draws nothing. A hidden state that is too old or was never made here loses no words of the
page just sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from werkzeug.datastructures import MultiDict

from forms.consultations.pages import PageForm, WalkForm, page_form
from portal.consultations.questions.places import Ground
from portal.consultations.questions.registry import Document
from portal.consultations.walk import CHECK, SAVED, Go, Walk, after, asked_on
from portal.web.hidden_state import StateExpired, StateForged, open_state

SENT = "sent"
CHANGE = "change:"


class Note(StrEnum):
    """What a page says above its questions."""

    NONE = ""
    AGED = "aged"
    LOST = "lost"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Turn:
    """What is shown next: a page's code, CHECK, SAVED or SENT. `form` has errors, else the walk fills one."""

    show: str
    walk: Walk
    form: PageForm | None = None
    note: Note = Note.NONE
    status: int = 200


def purpose(slug: str) -> str:
    """The hidden state of one consultation opens in no other."""
    return f"consultation:{slug}"


def opened(slug: str, state: str | None) -> tuple[Walk, Note]:
    """The walk so far, and whether the hidden state was aged or lost."""
    try:
        found = open_state(purpose(slug), state)
    except (StateExpired, StateForged):
        return Walk(), Note.LOST
    return Walk.from_values(found.values), Note.AGED if found.aged else Note.NONE


def turn(document: Document, walk: Walk, note: Note, posted: MultiDict[str, str], ground: Ground) -> Turn:
    """What the sent page and its button lead to."""
    page = asked_on(document, walk, posted.get("step", ""))
    go = posted.get("go") or Go.NEXT
    if page is None:
        return _between(document, walk, note, posted, go)
    form = page_form(page, dict(posted.lists()), ground)
    fits = form.validate()
    walk = walk.with_page(page, form).onwards(document, walk)
    if note is Note.LOST or form.csrf_token.errors:
        return Turn(page.code, walk, form, note, 422)
    if note is Note.AGED:
        return Turn(CHECK, replace(walk, at=CHECK, checking=True), note=note)
    if go == Go.SAVE:
        return Turn(SAVED, replace(walk, saved=True, at=page.code))
    if go != Go.BACK and not fits:
        return Turn(page.code, walk, form, status=422)
    walk = walk.shown(page.code)
    return _to(document, walk, after(document, walk, page, go))


def _between(document: Document, walk: Walk, note: Note, posted: Mapping[str, str], go: str) -> Turn:
    """From the check, or from a page that showed the receipt."""
    first = document.pages[0].code
    if note is Note.LOST:
        return Turn(first, walk, note=note, status=422)
    if note is Note.AGED or not WalkForm(formdata=MultiDict(posted)).validate():
        return Turn(
            CHECK, replace(walk, at=CHECK, checking=True), note=Note.AGED, status=422 if not note else 200
        )
    if posted.get("step") != CHECK:
        return _to(document, walk, walk.at or first)
    if go == Go.SAVE:
        return Turn(SAVED, replace(walk, saved=True, at=CHECK))
    if go == Go.BACK:
        return _to(document, walk, document.path(walk.answers)[-1].code)
    if go.startswith(CHANGE):
        return _to(document, walk, go.removeprefix(CHANGE))
    if go == Go.SEND and not walk.problems(document):
        return Turn(SENT, walk)
    return Turn(CHECK, walk, note=Note.UNFINISHED, status=422)


def _to(document: Document, walk: Walk, code: str) -> Turn:
    codes = [page.code for page in document.path(walk.answers)]
    shown = code if code in (CHECK, *codes) else codes[0]
    return Turn(shown, replace(walk, at=shown, checking=walk.checking or shown == CHECK))
