"""Referrals on staff pages: a councillor's own pages, and the scrutiny committee's."""

from flask import Blueprint

from portal.referrals.committee import pages as committee_pages
from portal.referrals.member import draft_pages, evidence_pages, pages

bp = Blueprint("referrals_staff", __name__, url_prefix="/staff")
bp.register_blueprint(pages.bp)
bp.register_blueprint(draft_pages.bp)
bp.register_blueprint(evidence_pages.bp)
bp.register_blueprint(committee_pages.bp)
