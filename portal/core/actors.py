"""Who may do what, as one table.

Knows no account, no password and no database; refuses nothing by itself: `may` answers yes or no.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account is trusted with."""

    ENGAGEMENT_OFFICER = "engagement_officer"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    ANALYST = "analyst"
    COUNCILLOR = "councillor"
    SCRUTINY_OFFICER = "scrutiny_officer"
    GROUP_MEMBER = "group_member"
    GROUP_CHAIR = "group_chair"
    EXECUTIVE = "executive"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that can be allowed, written `noun:verb`."""

    ACCOUNT_MANAGE = "account:manage"
    ACTION_REPORT = "action:report"
    ADVICE_EDIT = "advice:edit"
    BRIEF_READ = "brief:read"
    BRIEF_SIGN = "brief:sign"
    COMMITTEE_RUN = "committee:run"
    CONCERN_READ_SANITISED = "concern:read_sanitised"
    CONSULTATION_EDIT = "consultation:edit"
    CONSULTATION_READ_GATE = "consultation:read_gate"
    CONSULTATION_SET_ASIDE = "consultation:set_aside"
    CONTACT_DECIDE = "contact:decide"
    EXPORT_MAKE = "export:make"
    FIGURES_READ = "figures:read"
    HELPLINE_EDIT = "helpline:edit"
    HOME_READ = "home:read"
    HOTSPOT_EDIT = "hotspot:edit"
    HOTSPOT_READ = "hotspot:read"
    LEDGER_READ = "ledger:read"
    MEETING_READ = "meeting:read"
    MEETING_RUN = "meeting:run"
    MODERATION_DECIDE = "moderation:decide"
    NEWS_EDIT = "news:edit"
    OUTCOME_EDIT = "outcome:edit"
    PACK_MAKE = "pack:make"
    PACK_READ = "pack:read"
    PACK_SIGN = "pack:sign"
    PLAN_APPROVE = "plan:approve"
    PLAN_COMMENT = "plan:comment"
    PLAN_EDIT = "plan:edit"
    PLAN_READ_COMMENTS = "plan:read_comments"
    REACH_READ = "reach:read"
    REFERRAL_ADVISE = "referral:advise"
    REFERRAL_MAKE = "referral:make"
    REGISTER_AGREE = "register:agree"
    RELEASE_MAKE = "release:make"
    RETENTION_HOLD = "retention:hold"
    RETENTION_READ = "retention:read"
    SAFEGUARDING_DECIDE = "safeguarding:decide"
    SERVICE_CHANGE = "service:change"


_P = Permission

_MEMBER = frozenset(
    {_P.HOME_READ, _P.HOTSPOT_READ, _P.PACK_READ, _P.MEETING_READ, _P.ACTION_REPORT, _P.BRIEF_READ}
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ENGAGEMENT_OFFICER: frozenset(
        {
            _P.HOME_READ,
            _P.MODERATION_DECIDE,
            _P.CONCERN_READ_SANITISED,
            _P.FIGURES_READ,
            _P.CONSULTATION_EDIT,
            _P.EXPORT_MAKE,
            _P.REACH_READ,
            _P.CONSULTATION_READ_GATE,
            _P.PLAN_EDIT,
            _P.PLAN_READ_COMMENTS,
            _P.ADVICE_EDIT,
            _P.NEWS_EDIT,
            _P.HELPLINE_EDIT,
            _P.RELEASE_MAKE,
            _P.HOTSPOT_READ,
            _P.HOTSPOT_EDIT,
            _P.OUTCOME_EDIT,
            _P.PACK_MAKE,
            _P.PACK_READ,
            _P.SERVICE_CHANGE,
            _P.CONTACT_DECIDE,
            _P.REGISTER_AGREE,
        }
    ),
    Role.SAFEGUARDING_LEAD: frozenset({_P.HOME_READ, _P.SAFEGUARDING_DECIDE}),
    Role.ANALYST: frozenset(
        {
            _P.HOME_READ,
            _P.CONCERN_READ_SANITISED,
            _P.FIGURES_READ,
            _P.HOTSPOT_READ,
            _P.HOTSPOT_EDIT,
            _P.EXPORT_MAKE,
            _P.REACH_READ,
        }
    ),
    Role.COUNCILLOR: frozenset({_P.HOME_READ, _P.PLAN_COMMENT, _P.PLAN_READ_COMMENTS, _P.REFERRAL_MAKE}),
    Role.SCRUTINY_OFFICER: frozenset({_P.HOME_READ, _P.REFERRAL_ADVISE, _P.COMMITTEE_RUN, _P.REGISTER_AGREE}),
    Role.GROUP_MEMBER: _MEMBER,
    Role.GROUP_CHAIR: _MEMBER | {_P.PACK_SIGN, _P.MEETING_RUN, _P.BRIEF_SIGN},
    Role.EXECUTIVE: frozenset(
        {
            _P.HOME_READ,
            _P.HOTSPOT_READ,
            _P.PACK_READ,
            _P.PLAN_APPROVE,
            _P.CONSULTATION_READ_GATE,
            _P.CONSULTATION_SET_ASIDE,
            _P.MEETING_READ,
            _P.BRIEF_READ,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {_P.HOME_READ, _P.ACCOUNT_MANAGE, _P.LEDGER_READ, _P.RETENTION_READ, _P.RETENTION_HOLD}
    ),
}

READS_SUBMISSIONS = frozenset(
    {Role.ENGAGEMENT_OFFICER, Role.SAFEGUARDING_LEAD, Role.ANALYST},
)
"""Roles that see what the public wrote; none of them may be held together with `administrator`."""

READS_ORIGINALS = frozenset({Role.ENGAGEMENT_OFFICER, Role.SAFEGUARDING_LEAD})
"""Roles that open sealed originals; giving one takes a second administrator."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in member of staff: an id and what it is trusted with, no name and no address."""

    id: str
    roles: frozenset[Role]
    ward: str | None = None
    groups: frozenset[str] = frozenset()


def may(actor: Actor, permission: Permission) -> bool:
    """Whether one of the actor's roles grants `permission`."""
    return any(permission in GRANTS[role] for role in actor.roles)
