"""The page of one hotspot, drawn from what its reader may see, for every view that comes back to it."""

from dataclasses import dataclass

from flask import render_template

from forms.hotspots import LookForm, ResponseForm, StageForm
from portal.concerns import themes
from portal.core.actors import Permission, may
from portal.core.disclosure import Audience
from portal.core.windows import london_date
from portal.hotspots import picture, queries
from portal.hotspots.picture import ANALYST, Figures, Reader
from portal.hotspots.queries import Hotspot
from portal.hotspots.recorded import ATTRIBUTION
from portal.hotspots.rules import ASPECTS, LEVEL_WORDS, STAGE_WORDS
from portal.partnership.current import current, geography
from portal.web.context import now, reading
from portal.web.guard import actor
from portal.web.names import actor_names

STALE = (
    "Somebody changed this hotspot since you opened it, so nothing was done. It stands below as it is now."
)


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms on the page that came back with errors; None for those that did not."""

    stage: StageForm | None = None
    response: ResponseForm | None = None

    @property
    def wrong(self) -> StageForm | ResponseForm | None:
        """The one whose errors stand at the top."""
        return self.stage or self.response


def draw(
    hotspot_id: str,
    status: int,
    *,
    figures: Figures | None = None,
    forms: Forms | None = None,
    told: str = "",
) -> tuple[str, int]:
    """The page. Who may see every number asks for them by a button; a group reads its own at once."""
    forms, wide = forms or Forms(), may(actor(), Permission.FIGURES_READ)
    with reading() as session:
        found = queries.one(session, actor(), hotspot_id, partnership=current())
        if not wide:
            figures = picture.figures(session, found, reader(), today=london_date(now()))
        people = actor_names(session, {step.by for step in found.steps})
        called = themes.names(session, {found.place.theme} if found.place.theme else set())
    html = render_template(
        "hotspots/staff/show.html",
        hotspot=found,
        where=where(found, called),
        owner=groups().get(found.owner, found.owner),
        figures=figures,
        people=people,
        stages=STAGE_WORDS,
        aspects=ASPECTS,
        levels=LEVEL_WORDS,
        attribution=ATTRIBUTION,
        told=told,
        may_edit=may(actor(), Permission.HOTSPOT_EDIT),
        wide=wide,
        forms=forms,
        stage_form=forms.stage or offered(StageForm(formdata=None, seen_version=found.version), found),
        response_form=forms.response or ResponseForm(formdata=None, seen_version=found.version),
        look=LookForm(formdata=None),
    )
    return html, status


def reader() -> Reader:
    """As whom the signed-in person reads numbers."""
    if may(actor(), Permission.FIGURES_READ):
        return ANALYST
    return Reader(Audience.GROUP, queries.known_kinds(actor(), current()))


def offered(form: StageForm, found: Hotspot) -> StageForm:
    """The form with the stages that may come next."""
    return form.offer([(stage.value, STAGE_WORDS[stage]) for stage in found.next_stages])


def where(found: Hotspot, called: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What gathers where, as pairs of name and words."""
    place, wards = found.place, {ward.code: ward.name for ward in current().wards}
    areas = {area.id: area.label for area in geography().areas}
    kinds = {kind.code: kind.name for topic in current().topics for kind in topic.subtopics}
    pairs = (
        ("Theme", called.get(place.theme or "", "")),
        ("Map area", areas.get(place.area or "", "")),
        ("Ward", wards.get(place.ward or "", "")),
        ("Kind of concern", kinds.get(place.subtopic or "", "")),
    )
    return tuple((name, words) for name, words in pairs if words)


def groups() -> dict[str, str]:
    """The groups of the partnership itself by code."""
    return {group.code: group.name for group in current().groups if not group.sits_outside}
