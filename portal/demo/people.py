"""Demonstration accounts, at least one for each role, and the file that lists them."""

import json
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from portal.adapters.passwords import Cost, Passwords
from portal.core.actors import Role
from portal.demo.stage import Stage
from portal.partnership.rules import Partnership, Tier
from portal.staff import service
from portal.staff.keys import StaffKeys

PASSWORD = "demonstration only 1"  # noqa: S105 - every demonstration shows it on the terminal
FILE = "demo-accounts.json"

ROLES: tuple[tuple[str, Role], ...] = (
    ("officer", Role.ENGAGEMENT_OFFICER),
    ("officer2", Role.ENGAGEMENT_OFFICER),
    ("lead", Role.SAFEGUARDING_LEAD),
    ("lead2", Role.SAFEGUARDING_LEAD),
    ("analyst", Role.ANALYST),
    ("councillor", Role.COUNCILLOR),
    ("councillor2", Role.COUNCILLOR),
    ("councillor3", Role.COUNCILLOR),
    ("scrutiny", Role.SCRUTINY_OFFICER),
    ("scrutiny2", Role.SCRUTINY_OFFICER),
    ("member", Role.GROUP_MEMBER),
    ("chair", Role.GROUP_CHAIR),
    ("executive", Role.EXECUTIVE),
    ("administrator", Role.ADMINISTRATOR),
    ("administrator2", Role.ADMINISTRATOR),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Ids of those who act in the demonstration."""

    officer: str
    second_officer: str
    lead: str
    councillor: str
    everybody: tuple[str, ...]
    member: str
    chair: str


def main_group(partnership: Partnership) -> str:
    """The strategic group that looks after most subjects, itself or through the groups that report to it."""

    def subjects(code: str) -> int:
        below = sum(subjects(child.code) for child in partnership.children_of(code))
        return len(partnership.subtopics_of(code)) + below

    tiers = (Tier.STRATEGIC, Tier.TACTICAL, Tier.BOARD)
    served = [group for tier in tiers for group in partnership.groups if group.tier is tier]
    strategic = [group for group in served if group.tier is served[0].tier]
    return max(strategic, key=lambda group: subjects(group.code)).code


def make(session: Session, stage: Stage, keys: StaffKeys) -> Cast:
    """Make every account and answer who acts; the list is written by `write`."""
    hashed = Passwords(Cost.NORMAL).hash(PASSWORD)
    ids = {
        name: service.create_first(
            session,
            f"{name}@example.org",
            (role,),
            name=f"Demonstration {role.value.replace('_', ' ')}",
            now=stage.begins,
            keys=keys,
            ward=ward(stage.partnership, role, name),
            groups=groups(stage.partnership, role),
            password_hash=hashed,
            acknowledged=False,
        )
        for name, role in ROLES
    }
    return Cast(
        officer=ids["officer"],
        second_officer=ids["officer2"],
        lead=ids["lead"],
        councillor=ids["councillor"],
        everybody=tuple(ids.values()),
        member=ids["member"],
        chair=ids["chair"],
    )


ELSEWHERE = "councillor3"
"""The councillor of another ward; the others share one."""


def ward(partnership: Partnership, role: Role, name: str = "") -> str | None:
    """A councillor is bound to a ward."""
    if role is not Role.COUNCILLOR:
        return None
    return partnership.wards[1 if name == ELSEWHERE else 0].code


def groups(partnership: Partnership, role: Role) -> tuple[str, ...]:
    """Members and chairs are bound to groups."""
    return (main_group(partnership),) if role in (Role.GROUP_MEMBER, Role.GROUP_CHAIR) else ()


def listed(partnership: Partnership) -> list[dict[str, object]]:
    """Every account as the file lists it."""
    found: list[dict[str, object]] = []
    for name, role in ROLES:
        entry: dict[str, object] = {
            "roles": [role.value],
            "email": f"{name}@example.org",
            "password": PASSWORD,
        }
        if ward(partnership, role, name):
            entry["ward"] = ward(partnership, role, name)
        if groups(partnership, role):
            entry["groups"] = list(groups(partnership, role))
        found.append(entry)
    return found


def write(folder: Path, partnership: Partnership) -> Path:
    """Write the list, readable by its owner only."""
    path = folder / FILE
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(json.dumps(listed(partnership), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
