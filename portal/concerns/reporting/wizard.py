"""The report as pages: which page answers which button, and what happens when the way back is old or broken.

Stores nothing but a finished report that was sent. Whatever cannot be read, what was typed stays.
"""

from typing import Any

from flask import render_template, request

from forms.concern_pages import PageForm
from forms.concerns import FORMS
from portal.adapters import tokens
from portal.concerns.reporting import checking, pages, placing, sending, whereabouts
from portal.concerns.reporting.journey import SKIPPED, Journey
from portal.concerns.reporting.questions import OPTIONAL, Go, Step
from portal.concerns.reporting.sending import Answer
from portal.core import receipts
from portal.core.places import OutsideArea
from portal.partnership.current import current, geography
from portal.web.context import now
from portal.web.hidden_state import FIELD, State, StateExpired, StateForged, open_state, seal_state

PURPOSE = "concern-report"

LEANS = frozenset({Step.ADVICE, Step.SUBTOPIC, Step.MATCHES, Step.CONFIRM, Step.UNSAFE, Step.CHECK})
"""Pages that make no sense without the answers before them."""

LOST = "We could not read your earlier answers: this page was open for too long. What you wrote here is kept."
AGED = "This page was open for a long time. Look through your answers, then send them."
QUICK = "That was very quick. Look through your answers, then send them."


def begin() -> Answer:
    """The first page. A receipt travels from here, so that the browser's Back from the end finds the same."""
    return _page(Journey({"receipt": _new_receipt()}, current(), now=now()), Step.DANGER)


def go_on() -> Answer:
    """The page that answers what was just posted."""
    step = _posted_step()
    state = _opened()
    if state is None:
        return _lost(step)
    journey = Journey(state.values, current(), now=now())
    if step is not Step.CHECK and not (step in journey.steps and journey.stands(step)):
        return _page(journey, journey.first_open())
    form = FORMS[step]()
    more = _prepare(journey, step, form)
    go = request.form.get("go", Go.NEXT)
    if state.aged:
        journey.draft(step, form.answers())
        return _aged(journey)
    if go == Go.BACK:
        journey.draft(step, form.answers())
        return _page(journey, journey.back_of(step))
    if go in journey.steps:
        return _page(journey, Step(go))
    if go == Go.SKIP and step in OPTIONAL:
        journey.keep(step, SKIPPED)
        return _page(journey, journey.next_of(step))
    if step is Step.CHECK:
        return _from_check(journey, form, go)
    if not form.validate_on_submit():
        journey.draft(step, form.answers())
        return _page(journey, step, form, 422, more)
    return TAKERS.get(step, _take)(journey, step, form)


def _posted_step() -> Step:
    posted = request.form.get("step", "")
    return Step(posted) if posted in set(Step) else Step.DANGER


def _opened() -> State | None:
    text = request.form.get(FIELD)
    try:
        return open_state(PURPOSE, text) if text else None
    except (StateExpired, StateForged):
        return None


def _prepare(journey: Journey, step: Step, form: Any) -> dict[str, Any]:
    prepare = pages.PREPARE.get(step)
    return prepare(journey, form) if prepare and step is not Step.CHECK else {}


def _page(
    journey: Journey,
    step: Step,
    form: PageForm | None = None,
    status: int = 200,
    more: dict[str, Any] | None = None,
) -> Answer:
    """Draw a page; on the way to the last one, the first that is still open."""
    if step is Step.CHECK:
        return _check_page(journey, form, status)
    if not journey.stands(step):
        step = journey.first_open()
    if form is None:
        form = FORMS[step](formdata=None, data=journey.shown(step))
        more = _prepare(journey, step, form)
    return _draw(pages.TEMPLATES[step], journey, step, form, status, more or {})


def _new_receipt() -> str:
    return receipts.phrase(tokens.choose(receipts.WORDS, receipts.COUNT))


def _check_page(journey: Journey, form: PageForm | None = None, status: int = 200) -> Answer:
    journey.values["checked"] = True
    if journey.first_open() is not Step.CHECK:
        return _page(journey, journey.first_open())
    if not journey.values["receipt"]:
        journey.values["receipt"] = _new_receipt()
    form = form or FORMS[Step.CHECK](formdata=None)
    more = {"check": checking.check_of(journey)}
    return _draw(pages.TEMPLATES[Step.CHECK], journey, Step.CHECK, form, status, more)


def _draw(
    template: str, journey: Journey, step: Step, form: Any, status: int, more: dict[str, Any]
) -> Answer:
    steps = journey.steps
    return render_template(
        template,
        form=form,
        step=step.value,
        state=seal_state(PURPOSE, journey.values),
        number=steps.index(step) + 1 if step in steps else 1,
        of=len(steps),
        **more,
    ), status


def _lost(step: Step) -> Answer:
    """The earlier answers are gone; the words on this page are not."""
    journey = Journey({"checked": True, "receipt": _new_receipt()}, current(), now=now())
    if step in LEANS:
        if step is Step.CONFIRM:
            journey.draft(step, FORMS[step]().answers())
        form = FORMS[Step.DANGER](formdata=None)
        form.form_errors.append(LOST)
        return _page(journey, Step.DANGER, form, 422)
    form = FORMS[step]()
    more = _prepare(journey, step, form)
    form.validate()
    form.form_errors.append(LOST)
    journey.draft(step, form.answers())
    return _page(journey, step, form, 422, more)


def _aged(journey: Journey) -> Answer:
    journey.values["checked"] = True
    step = journey.first_open()
    form = FORMS[step](formdata=None, data=journey.shown(step))
    more = _prepare(journey, step, form)
    form.form_errors.append(AGED)
    return _page(journey, step, form, 422, more)


def _take(journey: Journey, step: Step, form: PageForm) -> Answer:
    journey.keep(step, form.answers() or SKIPPED)
    return _page(journey, journey.next_of(step))


def _take_danger(journey: Journey, step: Step, form: Any) -> Answer:
    if form.danger.data == "yes":
        journey.draft(step, form.answers())
        more = {"helplines": pages.lines_of(pages.ALWAYS)}
        return _draw("concerns/report_help_now.html", journey, step, form, 200, more)
    return _take(journey, step, form)


def _take_advice(journey: Journey, step: Step, form: PageForm) -> Answer:
    topic = journey.topic
    if topic is None or not topic.takes_reports or (topic.diversion and not topic.diversion.may_continue):
        return _page(journey, step)
    return _take(journey, step, form)


def _take_place(journey: Journey, step: Step, form: Any) -> Answer:
    try:
        found = placing.find(form, journey)
    except OutsideArea:
        journey.draft(step, form.answers_but_point())
        more = {"neighbours": current().neighbours, "area_name": current().area_name}
        return _draw("concerns/report_outside.html", journey, step, form, 200, more)
    if found is None:
        journey.draft(step, form.answers())
        return _page(journey, step, form, 422, _prepare(journey, step, form))
    journey.keep(step, form.answers())
    if isinstance(found, whereabouts.Found):
        journey.put(found.values())
    else:
        journey.put(None, found)
    return _page(journey, journey.next_of(step))


def _take_match(journey: Journey, step: Step, form: Any) -> Answer:
    if form.fits_none:
        journey.draft(step, form.answers())
        again = FORMS[Step.PLACE](formdata=None)
        more = {**_prepare(journey, Step.PLACE, again), "fits_none": True}
        return _page(journey, Step.PLACE, again, 200, more)
    journey.keep(step, form.answers())
    journey.put(whereabouts.at_place(geography(), form.place.data).values())
    return _page(journey, journey.next_of(step))


def _take_confirm(journey: Journey, step: Step, form: Any) -> Answer:
    told = {"detail": form.detail.data} if form.detail.data else {}
    found = placing.in_another_ward(form, journey.values["spot"])
    if found is None:
        journey.keep(step, told or SKIPPED)
        return _page(journey, journey.next_of(step))
    journey.put(found.values())
    journey.draft(step, told)
    return _page(journey, step)


def _from_check(journey: Journey, form: Any, go: str) -> Answer:
    if go != Go.SEND or journey.first_open() is not Step.CHECK or not journey.values["receipt"]:
        return _check_page(journey)
    if not form.validate_on_submit():
        return _check_page(journey, form, 422)
    if sending.is_quick(journey):
        form.form_errors.append(QUICK)
        return _check_page(journey, form, 422)
    return sending.send(journey, hide=bool(form.hide.data))


TAKERS = {
    Step.DANGER: _take_danger,
    Step.ADVICE: _take_advice,
    Step.PLACE: _take_place,
    Step.MATCHES: _take_match,
    Step.CONFIRM: _take_confirm,
}
