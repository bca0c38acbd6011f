"""What was heard, as one number beside what came of it: things that could be spoken of in public.

A theme counts from five reports on and with nothing sensitive in it; consultations once they closed,
referrals once they are listed, questions once they are accepted. It counts things, not people.
"""

from collections.abc import Iterator

from portal.concerns import theme_counts
from portal.consultations import queries as consultations
from portal.consultations.rules import Phase
from portal.contact import queries as contact
from portal.front.subjects import Ground
from portal.outcomes import queries as outcomes
from portal.outcomes.rules import Kind
from portal.referrals import register, untold

Thing = tuple[Kind, str]


def things(ground: Ground) -> frozenset[Thing]:
    """Kind and id of everything that was heard, with what was told of and is gone by now."""
    session = ground.session
    without = untold.references(session, partnership=ground.partnership)
    themes = theme_counts.tellable(session, partnership=ground.partnership)
    closed = consultations.listing(session, now=ground.now).closed
    return frozenset(
        (
            *((Kind.THEME, theme) for theme in themes),
            *((Kind.CONSULTATION, each.slug) for each in closed if each.phase is Phase.CLOSED),
            *((Kind.REFERRAL, reference) for reference in _referrals(ground)),
            *(
                (Kind.QUESTION, each.id)
                for answered in (False, True)
                for each in contact.accepted_questions(session, answered=answered)
            ),
            *outcomes.told_of(session, without=without),
        )
    )


def _referrals(ground: Ground) -> Iterator[str]:
    after: str | None = None
    while True:
        page = register.page(ground.session, partnership=ground.partnership, after=after)
        yield from (row.reference for row in page.rows)
        after = page.next_key
        if after is None:
            return
