"""News of the demonstration: what a partnership would tell, said to be an illustration, and one draft."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from portal.demo.people import Cast
from portal.demo.stage import Stage
from portal.news import service as news
from portal.news.rules import NewsWords


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of news and how many days ago it was written; `out`: published the next day."""

    title: str
    summary: str
    body: str
    days_ago: int
    out: bool = True


PIECES = (
    Piece(
        "Lights and cleared paths after what you told us",
        "Many of you wrote about dark short cuts. The first of them have new lights.",
        "Over the summer many people told us about paths where they do not feel safe after dark.\n\n"
        "- The council has renewed the lights on the paths that were named most often.\n"
        "- Bushes beside them are cut back twice a year from now on.\n"
        "- Wardens walk there on Friday and Saturday evenings until spring.\n\n"
        "See [what came of what people said](/outcomes), or [report another place](/concerns/report).",
        days_ago=41,
    ),
    Piece(
        "How to spot a courier scam",
        "Callers pretend to be the police or your bank and send somebody for your card. No real one does.",
        "The police and your bank never ask for your PIN, and never send anybody to fetch a card or cash.\n\n"
        "Hang up. Wait a minute. Call your bank on **159**.\n\n"
        "More: [fraud and scams](/advice/fraud).",
        days_ago=24,
    ),
    Piece(
        "How the plan is going: new figures",
        "Autumn figures are in, with what they tell and what they do not.",
        "For each thing we put first you can now see what we measure, which way is good, and the newest "
        "figure: [how the plan is going](/plan/progress).\n\n"
        "Where a figure rose because more people came forward, we say so: that is good news.",
        days_ago=9,
    ),
    Piece(
        "Winter nights: help on your way home",
        "Where to find a safe space and a lift in December.",
        "To be completed when the volunteers have confirmed their evenings.",
        days_ago=2,
        out=False,
    ),
)


def load(session: Session, stage: Stage, cast: Cast) -> None:
    """Write and publish them, each on its day."""
    for number, piece in enumerate(PIECES):
        at = stage.now - timedelta(days=piece.days_ago)
        words = NewsWords(piece.title, piece.summary, piece.body, illustration=True)
        key = f"{'news':a<25}{'abcdefghij'[number]}"
        news.begin(session, key, words, actor_id=cast.officer, now=at)
        if piece.out:
            later = at + timedelta(days=1)
            news.publish(session, key, seen_version=news.FIRST, actor_id=cast.officer, now=later)
