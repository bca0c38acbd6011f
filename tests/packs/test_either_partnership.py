"""Every group of both shipped partnerships gets a pack of what is routed to it, and of nothing else."""

import pytest

from portal.packs import service
from tests.builders.packs import MONDAY, OFFICER, SUMMER, said, tables
from tests.builders.releases import counted, home


@pytest.mark.parametrize("code", ["bcp", "lbbd"])
def test_every_group_of_either_partnership_gets_a_pack(session, code):
    at = home(code)
    kinds = [kind for topic in at.partnership.topics if topic.takes_reports for kind in topic.subtopics]
    for kind in kinds[::7]:
        topic = at.partnership.topic_of(kind.code).code
        counted(session, at, 6, topic=topic, subtopic=kind.code, received_on=SUMMER.start)
    for group in at.partnership.groups:
        if group.sits_outside:
            continue
        pack = service.make(
            session,
            partnership=at.partnership,
            geography=at.ground,
            residents={},
            group=group.code,
            period=SUMMER,
            actor_id=OFFICER.id,
            now=MONDAY,
        )
        routed = {sub.name for sub in at.partnership.subtopics_of(group.code)}
        listed = {row[0] for row in tables(said(session, pack))["kinds"].rows}
        assert listed == routed & {kind.name for kind in kinds[::7]}
