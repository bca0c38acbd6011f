"""What anybody can read about referrals: how to ask a councillor, the ward of a postcode, the case review.

What is typed here is answered on the same page and kept nowhere.
"""

from flask import Blueprint, render_template, request

from forms.referrals.residents import CaseReviewForm, WardForm
from portal.core.places import UnknownPostcode
from portal.core.windows import london_date
from portal.partnership.current import current, geography
from portal.partnership.rules import Ward
from portal.referrals import case_review, register_pages
from portal.referrals.case_review import Found, MoreInTimeThanMade
from portal.web.context import now
from portal.web.guard import limited, public
from portal.web.headers import no_store

bp = Blueprint("referrals", __name__)
bp.register_blueprint(register_pages.bp)

Answer = tuple[str, int]

LAW = (
    ("Police and Justice Act 2006, section 19", "https://www.legislation.gov.uk/ukpga/2006/48/section/19"),
    (
        "Anti-social Behaviour, Crime and Policing Act 2014, section 104",
        "https://www.legislation.gov.uk/ukpga/2014/12/section/104",
    ),
)


@bp.route("/referrals/how", methods=["GET", "POST"])
@public
@limited("place.find")
def how() -> Answer:
    """How to have a matter raised: who can, how to find your councillor, what happens then."""
    form = WardForm()
    if request.method == "GET" or not form.validate_on_submit():
        return _how(form, None, 200 if request.method == "GET" else 422)
    try:
        ward = current().ward(geography().postcode(form.postcode.data or "").ward)
    except UnknownPostcode:
        form.postcode.errors = [f"We do not know this postcode in {current().area_name}. Check it."]
        return _how(form, None, 422)
    return _how(form, ward, 200)


@bp.route("/referrals/how/case-review", methods=["GET", "POST"])
@public
@limited("place.find")
def review() -> Answer:
    """What a case review is, and whether you seem to be able to ask for one."""
    form = CaseReviewForm()
    if request.method == "GET" or not form.validate_on_submit():
        return _review(form, None, 200 if request.method == "GET" else 422)
    try:
        found = case_review.check(form.to_told(), needed=current().case_review.reports)
    except MoreInTimeThanMade:
        form.in_time.errors = ["Choose a number that is not larger than your first answer."]
        return _review(form, None, 422)
    return _review(form, found, 200)


def _how(form: WardForm, ward: Ward | None, status: int) -> Answer:
    no_store()
    page = render_template("referrals/how.html", form=form, ward=ward, partnership=current(), law=LAW)
    return page, status


def _review(form: CaseReviewForm, found: Found | None, status: int) -> Answer:
    no_store()
    page = render_template(
        "referrals/case_review.html",
        form=form,
        found=found,
        review=current().case_review,
        since=case_review.since(london_date(now())),
        partnership=current(),
        law=LAW,
    )
    return page, status
