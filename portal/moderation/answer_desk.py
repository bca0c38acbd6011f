"""What respondents wrote in consultations, as the one queue sees it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.adapters.seal import Opener
from portal.consultations import desk, queue
from portal.consultations.queue import Waiting
from portal.consultations.rules import DeclineCode, Risk, TextDecision, TextState, TextVerb
from portal.core.errors import NotFound
from portal.core.queue import Position, Wanted
from portal.moderation import rules
from portal.moderation.desks import Item, Past, text_of
from portal.moderation.rules import Choice, Line, Sign
from portal.partnership.rules import Partnership

ROOM = (TextState.ESCALATED,)
LEADS_ONLY = frozenset({TextState.ESCALATED, TextState.DEALT_WITH})
"""What officers cannot look at, not even by its address."""
OFFICERS = (TextState.HELD,)

VERBS = {
    TextVerb.CLEAR: "Clear it: your copy may be used, the original is not",
    TextVerb.DECLINE: "Decline it: it is not used, for one of the listed reasons",
    TextVerb.ESCALATE: "Escalate it: only safeguarding leads see it from now on",
    TextVerb.RETURN: "Return it to the officers’ queue",
    TextVerb.REOPEN: "Take the last decision back",
}
CODES = {
    DeclineCode.EMPTY: "It says nothing",
    DeclineCode.IDENTIFIES_SOMEBODY: "It is about one person and nothing else",
    DeclineCode.ABUSIVE: "It is abusive",
    DeclineCode.ADVERTISING: "It advertises something",
    DeclineCode.CASE_IN_COURT: "It is before a court",
}

TOGETHER = (DeclineCode.EMPTY, DeclineCode.ABUSIVE, DeclineCode.ADVERTISING)
"""Reasons that many answers to one question may share."""


@dataclass(frozen=True, slots=True)
class AnswerDesk:
    """The desk of the consultations slice."""

    code: str = "answers"
    name: str = "Answers in consultations"
    noun: str = "answer"
    all_verbs: tuple[tuple[str, str], ...] = tuple((verb.value, words) for verb, words in VERBS.items())
    all_codes: tuple[tuple[str, str], ...] = tuple((code.value, words) for code, words in CODES.items())
    declined_together: tuple[tuple[str, str], ...] = tuple((code.value, CODES[code]) for code in TOGETHER)

    def waiting(
        self,
        session: Session,
        *,
        partnership: Partnership,
        room: bool,
        wanted: Wanted,
        after: Position | None,
        now: datetime,
    ) -> list[Line]:
        """Texts that wait, in the order of the queue."""
        states = ROOM if room else OFFICERS
        found = queue.waiting(session, now=now, states=states, wanted=wanted, after=after)
        return [_line(row) for row in found]

    def count(self, session: Session, *, room: bool, wanted: Wanted, now: datetime) -> int:
        """How many texts wait."""
        return queue.count_waiting(session, now=now, states=ROOM if room else OFFICERS, wanted=wanted)

    def look(
        self, session: Session, item_id: str, *, partnership: Partnership, room: bool, now: datetime
    ) -> Line:
        """One text's line. Raises `NotFound`."""
        found = desk.look(session, item_id, now=now)
        if (found.state in LEADS_ONLY) != room:
            raise NotFound(kind="answer", value=item_id)
        return _line(found)

    def open(
        self,
        session: Session,
        item_id: str,
        *,
        partnership: Partnership,
        opener: Opener,
        actor_id: str,
        now: datetime,
    ) -> Item:
        """One text with its words. Raises `NotFound`, `CannotOpen`."""
        found = desk.open(session, item_id, opener=opener, actor_id=actor_id, now=now)
        line = found.line
        return Item(
            line=_line(line),
            facts=(("Consultation", line.consultation), ("Question", line.question)),
            texts=(text_of("What was written", found.original),) if found.original else (),
            copy=found.sanitised,
            past=tuple(Past(VERBS[each.verb].split(":")[0], each.reason) for each in found.decisions),
            verbs=tuple((verb.value, VERBS[verb]) for verb in found.verbs),
            codes=self.all_codes,
        )

    def may_undo(self, session: Session, item_id: str, *, now: datetime) -> bool:
        """Whether the last decision can still be taken back. Raises `NotFound`."""
        return desk.may_undo(session, item_id, now=now)

    def decide(self, session: Session, item_id: str, choice: Choice, *, actor_id: str, now: datetime) -> None:
        """Decide. Raises `Stale`, `CopyMissing`, `CopyPointsToSomebody` and what the desk raises."""
        verb = TextVerb(choice.verb)
        decision = TextDecision(
            verb=verb,
            reason=choice.reason,
            code=DeclineCode(choice.code) if choice.code else None,
            sanitised=rules.check_copy(choice.copy) if verb is TextVerb.CLEAR else None,
        )
        desk.decide(session, item_id, decision, seen_version=choice.seen_version, actor_id=actor_id, now=now)


def _line(row: Waiting) -> Line:
    return Line(
        desk="answers",
        id=row.id,
        what=f"Answer: {row.question}",
        where=row.consultation,
        signs=(Sign("danger", "danger words"),) if row.flags else (),
        high=row.risk is Risk.HIGH,
        due_at=row.due_at,
        late=row.late,
        version=row.version,
        alike=f"{row.slug}:{row.question_code}",
    )
