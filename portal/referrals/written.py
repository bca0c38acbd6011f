"""What a member wrote, between the value of the rules and the row of the table."""

import json
from datetime import date
from typing import Any

from portal.referrals.matter import Effort, Evidence, Exclusion, Matter, RaisedBy
from portal.referrals.models import Referral

NO_EVIDENCE = ""


def columns(matter: Matter) -> dict[str, Any]:
    """The columns of a matter."""
    return {
        "ward": matter.ward,
        "title": matter.title,
        "subtopic": matter.subtopic,
        "about": matter.about,
        "part": matter.part,
        "raised_by": matter.raised_by.value if matter.raised_by else "",
        "efforts": _json([[each.with_whom, each.on.isoformat(), each.result] for each in matter.efforts]),
        "outcome": matter.outcome,
        "authorities": " ".join(matter.authorities),
        "exclusions": " ".join(matter.exclusions),
        "exclusions_read": matter.exclusions_read,
    }


def matter_of(row: Referral) -> Matter:
    """The matter of a row."""
    return Matter(
        ward=row.ward,
        title=row.title,
        subtopic=row.subtopic,
        about=row.about,
        part=row.part,
        raised_by=RaisedBy(row.raised_by) if row.raised_by else None,
        efforts=tuple(
            Effort(with_whom, date.fromisoformat(on), result)
            for with_whom, on, result in json.loads(row.efforts or "[]")
        ),
        outcome=row.outcome,
        authorities=tuple(row.authorities.split()),
        exclusions=tuple(Exclusion(code) for code in row.exclusions.split()),
        exclusions_read=row.exclusions_read,
    )


def evidence_text(evidence: Evidence) -> str:
    """The snapshot as text."""
    return _json(
        {
            "taken_on": evidence.taken_on.isoformat(),
            "figures": [list(pair) for pair in evidence.figures],
            "notes": list(evidence.notes),
        }
    )


def evidence_of(row: Referral) -> Evidence | None:
    """The snapshot of a row; None while there is none."""
    if row.evidence == NO_EVIDENCE:
        return None
    held = json.loads(row.evidence)
    return Evidence(
        taken_on=date.fromisoformat(held["taken_on"]),
        figures=tuple((label, number) for label, number in held["figures"]),
        notes=tuple(held["notes"]),
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
