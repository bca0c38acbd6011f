"""Every table of the portal, so that migrations and tests see one complete schema."""

import portal.advice.models
import portal.concerns.conversation.models
import portal.concerns.copy_words
import portal.concerns.models
import portal.concerns.releases.models
import portal.concerns.room_models
import portal.concerns.tally_models
import portal.concerns.theme_models
import portal.consultations.after.models
import portal.consultations.building.models
import portal.consultations.channels.models
import portal.consultations.copy_words
import portal.consultations.models
import portal.consultations.opening.models
import portal.contact.models
import portal.front.models
import portal.hotspots.models
import portal.ledger.models
import portal.meetings.action_models
import portal.meetings.group_models
import portal.meetings.models
import portal.moderation.models
import portal.news.models
import portal.outbox.models
import portal.outcomes.models
import portal.packs.models
import portal.partnership.models
import portal.plan.comment_models
import portal.plan.measure_models
import portal.plan.models
import portal.referrals.closed_models
import portal.referrals.committee_models
import portal.referrals.models
import portal.referrals.report_models
import portal.staff.models  # noqa: F401
from portal.adapters.db import Base

metadata = Base.metadata
