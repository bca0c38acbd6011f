"""Consultations and answers for stories, in the domain's words."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.adapters.seal import ReceiptKeys, new_pair
from portal.consultations import service
from portal.consultations.questions.choices import OneChoice, Option, Rating, Relation, Ward
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.ranking import Ranking
from portal.consultations.questions.registry import Document, Page
from portal.consultations.questions.written import LongText, ShortText
from portal.consultations.shipped import NewConsultation
from portal.consultations.texts import Seals
from portal.core.windows import Window
from portal.partnership.rules import Partnership

WINDOW = Window.of_days(date(2026, 11, 2), date(2026, 12, 13))
BEFORE = datetime(2026, 10, 30, 12, tzinfo=UTC)
WHILE_OPEN = datetime(2026, 11, 23, 10, tzinfo=UTC)
AFTER = datetime(2026, 12, 14, 9, tzinfo=UTC)
LOOKUP_KEY = b"k" * 32
PRIVATE, PUBLIC = new_pair()
SEALS = Seals(PUBLIC, new_pair()[1])


def options(*words: str) -> tuple[Option, ...]:
    """Options whose codes are their words in small letters."""
    return tuple(Option(each.lower().replace(" ", "_"), each) for each in words)


def some_questions() -> Document:
    """One question of every kind, on three pages."""
    return Document(
        (
            Page(
                "you",
                "You and the area",
                (
                    Relation(
                        code="relation",
                        title="What ties you to the area?",
                        options=options("Live", "Work", "Study", "Visit"),
                        required=True,
                    ),
                    Ward(code="ward", title="Which ward?", options=options("North", "South", "Outside")),
                ),
            ),
            Page(
                "first",
                "What should come first",
                (
                    Ranking(
                        code="first", title="Put these in order", options=options("Noise", "Roads", "Fraud")
                    ),
                    Rating(
                        code="by_day", title="By day?", options=options("Safe", "Unsafe"), unsure="Not sure"
                    ),
                    OneChoice(code="change", title="Better or worse?", options=options("Better", "Worse")),
                    LongText(code="more", title="What should we know?"),
                    ShortText(code="help", title="How could you help?", offers_help=True),
                ),
            ),
            Page("about", "About you", (Equality(code="about_you", title="About you"),), "Optional."),
        )
    )


def a_consultation(
    session: Session, *, slug: str = "what-first", window: Window = WINDOW, **changes: Any
) -> str:
    """A consultation that is ready; answers its slug."""
    given = {
        "slug": slug,
        "title": "What first?",
        "purpose": "To hear what you would put first.",
        "can_influence": "The order.",
        "decided": "That there is an order.",
        "who_decides": "The board.",
        "document": some_questions(),
    }
    return service.create(session, NewConsultation(**{**given, **changes}), window)


def some_answers(**changes: Any) -> dict[str, Any]:
    """An answer to every question; `None` leaves one out."""
    given = {
        "relation": ["live"],
        "ward": "north",
        "first": {"places": {"roads": 1, "noise": 2}, "not": ["fraud"]},
        "by_day": "safe",
        "change": "worse",
        "more": "The path by the school is dark in winter.",
        "help": "I could sweep up after the market.",
        "about_you": {"age": "35-44", "sex": "female"},
    }
    return {code: value for code, value in {**given, **changes}.items() if value is not None}


def a_receipt(words: str = "acid acorn actor adapt adult agent alley") -> ReceiptKeys:
    """The keys of a receipt."""
    return ReceiptKeys.from_phrase(words, LOOKUP_KEY)


def an_answer(
    session: Session,
    partnership: Partnership,
    *,
    receipt: ReceiptKeys | None = None,
    now: datetime = WHILE_OPEN,
    **changes: Any,
) -> service.Sent:
    """Somebody sends answers."""
    return service.answer(
        session,
        "what-first",
        some_answers(**changes),
        receipt=receipt or a_receipt(),
        seals=SEALS,
        partnership=partnership,
        now=now,
    )
