"""Who acts in the demonstration's referrals: members, scrutiny officers, and a referral on its way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from portal.core.actors import Actor, Role
from portal.core.windows import london_date
from portal.demo.stage import Stage
from portal.referrals import notices, owing, register_texts, service
from portal.referrals.committee_models import Sitting
from portal.referrals.matter import Effort, Matter, RaisedBy
from portal.referrals.models import Referral
from portal.referrals.publishing import Part
from portal.referrals.service import SittingWords
from portal.referrals.trail import By
from portal.staff import queries as staff

HELD = (250, 160, 70, 6)
"""So many days ago, or on the Monday before, the committee sat."""

AHEAD = 42  # days until it sits again


@dataclass(frozen=True, slots=True)
class Scene:
    """One referral: how many days ago, by which member, about what."""

    ago: int
    who: int
    kind: str
    title: str
    about: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Council:
    """Who acts: members of two wards and the scrutiny officers, the sittings by their place in `HELD`."""

    session: Session
    stage: Stage
    members: tuple[By, ...]
    officer: By
    reader_id: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The responsible authorities."""
        return tuple(each.code for each in self.stage.partnership.authorities)

    def at(self, ago: int) -> datetime:
        """So many days ago."""
        return self.stage.now - timedelta(days=ago)


class Path:
    """One referral on its way; `.ago` is the day on which the next step is taken."""

    def __init__(self, council: Council, scene: Scene) -> None:
        self.council, self.ago, self.by = council, scene.ago, council.members[scene.who]
        matter = Matter(
            ward=self.by.actor.ward or "",
            title=scene.title,
            subtopic=scene.kind,
            about=f"Illustration: {scene.about}",
            raised_by=RaisedBy.SEVERAL,
            efforts=(
                Effort(
                    "The neighbourhood policing team",
                    london_date(council.at(scene.ago + 40)),
                    "More patrols for three weeks.",
                ),
            ),
            outcome=scene.outcome,
            authorities=council.codes[:2],
            exclusions_read=True,
        )
        self.id = service.draft(council.session, matter, by=self.by, now=council.at(self.ago))

    @property
    def row(self) -> Referral:
        """The referral."""
        return self.council.session.get_one(Referral, self.id)

    def take(self, by: By, verb: Callable[..., Any], *given: Any, **more: Any) -> "Path":
        """Somebody's step."""
        version, now = self.row.version, self.council.at(self.ago)
        verb(self.council.session, self.id, *given, seen_version=version, by=by, now=now, **more)
        return self

    def member(self, verb: Callable[..., Any], *given: Any, **more: Any) -> "Path":
        """The member's step."""
        return self.take(self.by, verb, *given, **more)

    def officer(self, ago: int, verb: Callable[..., Any], *given: Any, **more: Any) -> "Path":
        """The officer's step, so many days ago."""
        self.ago = ago
        return self.take(self.council.officer, verb, *given, **more)

    def notify(self) -> "Path":
        """Every notice that is owed goes out; no mail is left behind."""
        session, now = self.council.session, self.council.at(self.ago)
        for each in owing.owed(session, self.id):
            page = notices.read(session, each.id, partnership=self.by.partnership, now=now)
            words = notices.frozen(page)
            owing.issue(session, each.id, words, actor=self.council.officer.actor, now=now)
        return self

    def sent(self) -> "Path":
        """It reached the committee, and the member was told so."""
        return self.member(service.submit, looked_again=True).notify()

    def listed(self) -> "Path":
        """Listed on officers' advice, three days later."""
        return self.sent().officer(self.ago - 3, service.advise_local).notify()

    def discussed(self, sitting: int) -> "Path":
        """Once listed, discussed at this sitting, which is over then and takes no other matter."""
        return self.officer(HELD[sitting] - 1, service.consider)

    def told(self, part: Part, words: str, of: str = "") -> "Path":
        """Public words that two people agreed to; `of`: which recommendation or answer they tell of."""
        session, now = self.council.session, self.council.at(self.ago)
        text = register_texts.write(
            session,
            self.id,
            part,
            of,
            words,
            seen_version=0,
            partnership=self.by.partnership,
            actor_id=self.council.officer.actor.id,
            now=now,
        )
        register_texts.agree(
            session,
            text,
            seen_version=1,
            partnership=self.by.partnership,
            actor_id=self.council.reader_id,
            now=now,
        )
        return self


def council_of(session: Session, stage: Stage) -> Council:
    accounts = staff.accounts(session)

    def holding(role: Role) -> list[By]:
        rows = [row for row in accounts if role in row.roles]
        ordered = sorted(rows, key=lambda row: row.email.partition("@")[0])
        return [By(Actor(row.id, frozenset(row.roles), row.ward), stage.partnership) for row in ordered]

    officers = holding(Role.SCRUTINY_OFFICER)
    return Council(session, stage, tuple(holding(Role.COUNCILLOR)), officers[0], officers[-1].actor.id)


def plan_sittings(council: Council) -> list[tuple[int, str]]:
    """Plan them all; how many days ago each was held, and its id."""
    place, planned = f"{council.stage.partnership.council_name}, council chamber", []
    for ago in (*HELD, -AHEAD):
        on = monday(london_date(council.at(ago)))
        now = council.at(max(ago, 0) + 60)
        words = SittingWords(on, "18:00", place)
        made = service.plan_sitting(council.session, words, by=council.officer, now=now)
        planned.append((ago, made))
    return [(ago, made) for ago, made in planned if ago > 0]


def hold_sittings(council: Council, sittings: list[tuple[int, str]]) -> None:
    for ago, made in sittings:
        now = council.at(ago - 1)
        seen = council.session.get_one(Sitting, made).version
        service.hold_sitting(council.session, made, "", seen_version=seen, by=council.officer, now=now)


def monday(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())
