"""A paper of a referral on its way in, the same for the councillor and for the committee's officers.

Judges nothing: what a paper may be is said in adapters/attachments, how many there may be in papers.
"""

from portal.adapters.attachments import Attachment
from portal.adapters.seal import SealTo
from portal.referrals import papers
from portal.web.context import now, settings, transaction
from portal.web.guard import actor


def attach(referral_id: str, kept: Attachment, name: str) -> None:
    """Seal and keep it in one transaction. Raises what `papers.add` raises."""
    with transaction() as session:
        papers.add(
            session,
            referral_id,
            kept,
            name,
            seal_to=SealTo(settings().seal_public, settings().recovery_public),
            digest_key=settings().lookup_key,
            actor_id=actor().id,
            now=now(),
        )
