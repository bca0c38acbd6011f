"""Every table of the portal, so that migrations and tests see one complete schema."""

import portal.concerns.models
import portal.consultations.models
import portal.ledger.models
import portal.outbox.models  # noqa: F401
from portal.adapters.db import Base

metadata = Base.metadata
