"""The pages below a receipt: who holds it, what it shows, and what every one of them needs.

The words of a receipt travel sealed and never stand in an address. Refuses to say whether words were almost
right: a text that is no receipt costs the same work as one that is, down to the last look-up.
"""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from forms.concern_messages import MessageForm
from forms.concerns import FollowUpForm, ReceiptForm
from portal.adapters.seal import ReceiptKeys
from portal.concerns import queries
from portal.concerns.conversation.rules import Kept, kept_until
from portal.concerns.queries import Asked, FollowUp
from portal.core import receipts
from portal.core.errors import NotFound
from portal.outcomes import queries as outcomes
from portal.outcomes.queries import Outcome
from portal.outcomes.rules import Kind
from portal.partnership import queries as partnership_queries
from portal.partnership.current import current
from portal.partnership.helplines import HelplineView
from portal.web.context import now, reading, settings
from portal.web.hidden_state import FIELD, StateExpired, StateForged, open_state, seal_state

PURPOSE = "concern-receipt"
NOT_A_RECEIPT = " ".join(receipts.WORDS[:1] * receipts.COUNT)
"""Derived from when what was typed cannot be a receipt, so that it takes as long as any other."""

CASE_REVIEW = ("asb-case-review",)

UNKNOWN = "We do not know this receipt. Check the seven words and their order."
AGAIN = "This page was open for a long time. Type your receipt once more."
STILL_HERE = "This page was open for a long time. Type your receipt once more: what you wrote is kept below."

Answer = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever came with a receipt. `aged`: the page they come from was open for more than a day."""

    phrase: str
    keys: ReceiptKeys
    aged: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What a receipt shows: the report, by when what is deleted, where a case review is asked for, and what
    was decided about the theme."""

    found: FollowUp
    kept: Kept
    review: HelplineView | None
    outcomes: tuple[Outcome, ...]

    @property
    def may_write(self) -> bool:
        """Whether anything more is kept with this receipt."""
        return not self.found.taken_back


def typed(text: str) -> Holder:
    """Whoever typed these words."""
    words = receipts.parse(text)
    return _holder(receipts.phrase(words) if words else NOT_A_RECEIPT)


def carried() -> Holder | None:
    """Whoever comes from a page below a receipt; None where that page is too old or was never made here."""
    try:
        state = open_state(PURPOSE, request.form.get(FIELD))
    except (StateExpired, StateForged):
        return None
    phrase = state.values.get("receipt")
    return _holder(phrase, aged=state.aged) if phrase else None


def look(holder: Holder) -> Seen | None:
    """What the receipt shows; None for one we do not know. The same work either way."""
    with reading() as session:
        found = queries.follow_up(session, holder.keys, now=now())
        theme = found.theme if found else None
        told = outcomes.for_subject(session, Kind.THEME, theme or queries.NOBODY)
        reviews = partnership_queries.helplines(session, CASE_REVIEW)
    if found is None:
        return None
    days = {rule.record: rule.days for rule in current().retention}
    review = reviews[0] if reviews else None
    return Seen(found, kept_until(found.standing, days), review, () if _sensitive(found) else told)


def ask_page(words: str | None = None) -> Answer:
    """The one field, asking again; what was being written stays on the page."""
    form = FollowUpForm()
    if words:
        form.receipt.errors = [words]
    return render_template("concerns/follow_up.html", form=form), 422


def found_page(holder: Holder, seen: Seen) -> Answer:
    """Where the report stands, and a box below every question that is open."""
    questions = seen.found.open_questions
    boxes = {
        each.id: MessageForm(formdata=None, question=each.id).called("Your answer", number)
        for number, each in enumerate(questions, 1)
    }
    adding = MessageForm(formdata=None).called("What do you want to add or put right?", len(questions) + 1)
    return draw("concerns/follow_up_found.html", holder, seen, boxes=boxes, adding=adding)


def draw(
    template: str,
    holder: Holder,
    seen: Seen,
    *,
    status: int = 200,
    form: Any = None,
    **more: Any,
) -> Answer:
    """A page below a receipt, with the receipt sealed into it afresh."""
    return render_template(
        template,
        form=form or ReceiptForm(formdata=None),
        found=seen.found,
        seen=seen,
        state=seal_state(PURPOSE, {"receipt": holder.phrase}),
        months=current().clocks.release_months,
        replies=current().replies,
        **more,
    ), status


def _sensitive(found: FollowUp) -> bool:
    """Whether the finder of a receipt must not learn what the report is about, not even from an outcome."""
    try:
        return current().subtopic(found.subtopic).sensitive
    except NotFound:
        return True


def question_of(seen: Seen, form: Any) -> Asked | None:
    """The question that a form answers, while it is there."""
    return seen.found.question(form.question.data)


def _holder(phrase: str, *, aged: bool = False) -> Holder:
    return Holder(phrase, ReceiptKeys.from_phrase(phrase, settings().lookup_key), aged)
