"""An evidence pack of the demonstration: frozen, told to its group, commented on, signed by the chair.

Every text is an illustration.
"""

from collections.abc import Callable
from datetime import timedelta

from portal.adapters.db import Database
from portal.adapters.tokens import new_id
from portal.core.actors import Actor, Role
from portal.core.windows import london_date
from portal.demo import people
from portal.demo.people import ROLES, Cast
from portal.demo.stage import Stage
from portal.hotspots.stretches import quarter_over
from portal.packs import agencies, service
from portal.packs.agencies import Told
from portal.packs.rules import Judgement, Period
from portal.partnership.margins import Margins

JUDGED = Judgement(
    impact="Illustration: few people are harmed, but many stay at home after dark, and traders say so too.",
    likelihood="Illustration: it comes back every warm weekend and grew since the works began.",
    capacity="Illustration: two wardens for the whole sea front; a third is asked for from April.",
)
TOLD = (
    ("police", "Illustration: calls about the same places rose on Fridays and Saturdays, by about a third."),
    ("fire", "Illustration: small fires in the open were half of last summer’s."),
)


def load(
    database: Database, stage: Stage, cast: Cast, residents: Margins, say: Callable[[str], None]
) -> None:
    """Two notes of agencies, one of them agreed to, then the pack and what was done beside it."""
    group = people.main_group(stage.partnership)
    stretch = quarter_over(london_date(stage.now))
    period = Period(stretch.first, stretch.end)
    made = stage.now - timedelta(hours=5)
    codes = {authority.code for authority in stage.partnership.authorities}
    with database.transaction() as session:
        for agency, words in (each for each in TOLD if each[0] in codes):
            told = Told(group, agency, words, period.firsts[-1] + timedelta(days=20))
            by, at = cast.officer, stage.partnership
            note = agencies.write(session, told, partnership=at, note_id=new_id(), actor_id=by, now=made)
            if agency == TOLD[0][0]:
                post, on = "Illustration: the analyst on duty", london_date(made)
                agencies.approve(session, note, post, on, seen_version=1, actor_id=by, now=made)
        pack = service.make(
            session,
            partnership=stage.partnership,
            geography=stage.geography,
            residents=residents,
            group=group,
            period=period,
            actor_id=cast.officer,
            now=made,
            judgement=JUDGED,
        )
        member, chair = (_sitting(cast, role, group) for role in (Role.GROUP_MEMBER, Role.GROUP_CHAIR))
        words = "Illustration: our wardens see the same. The lamps by the station are worst."
        later = made + timedelta(hours=1)
        service.comment(session, member, pack, words, comment_id=new_id(), now=later)
        service.sign(session, chair, pack, now=later + timedelta(hours=1))
    say("an evidence pack")


def _sitting(cast: Cast, role: Role, group: str) -> Actor:
    """The demonstration's account in this role."""
    at = next(number for number, (_, each) in enumerate(ROLES) if each is role)
    return Actor(cast.everybody[at], frozenset({role}), groups=frozenset({group}))
