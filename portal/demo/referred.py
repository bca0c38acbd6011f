"""Referrals of the demonstration: one in each state but lapsed, at sittings held and ahead; all invented."""

from collections.abc import Callable

from portal.adapters.db import Database
from portal.core.windows import london_date
from portal.core.years import year_of
from portal.demo import people
from portal.demo.register import WANTED, publish, publish_delay, recommendations
from portal.demo.scrutiny import HELD, Path, Scene, council_of, hold_sittings, plan_sittings
from portal.demo.stage import Stage
from portal.referrals import service
from portal.referrals.publishing import Part
from portal.referrals.rules import Answer, AnswerKind
from portal.referrals.service import Progress

Say = Callable[[str], None]


def load(database: Database, stage: Stage, say: Say) -> None:
    """Load sittings, the programme, and a referral in each state."""
    with database.transaction() as session:
        council = council_of(session, stage)
        sittings = plan_sittings(council)
        known = {kind.code for topic in stage.partnership.topics for kind in topic.subtopics}
        played = [(scene, play) for scene, play in SCENES if scene.kind in known]
        paths = [(Path(council, scene), play) for scene, play in played]
        for path, play in paths:
            if play in DISCUSSED:
                path.listed()
        for path, play in paths:
            play(path)
        hold_sittings(council, sittings)
        year = str(year_of(london_date(stage.now)))
        items = "Knife crime and young people\nSafety on night buses\nHow referrals were answered"
        by, now = council.officer, council.at(200)
        made = service.save_programme(session, year, items, seen_version=None, by=by, now=now)
        on = london_date(council.at(190))
        service.agree_programme(session, made, council.codes, on, seen_version=1, by=by, now=council.at(190))
    say(f"{len(played)} referrals")


def _answer(path: Path, ago: int, code: str) -> Path:
    """One body accepts every recommendation."""
    by = london_date(path.council.at(-60))
    for each in recommendations(path):
        answer = Answer(AnswerKind.ACCEPT, "Illustration: we agree and begin this spring.", by)
        path.officer(ago, service.respond, code, each, answer)
    return path


def _watched(path: Path, sitting: int, ago: int) -> Path:
    """Reported at a sitting, answered, and watched since."""
    codes, day = path.council.codes, HELD[sitting] - 2
    path.discussed(sitting).officer(day, service.make_report, WANTED, codes[:1], "It goes on unchanged.")
    path.notify().officer(day - 3, service.send_report)
    return _answer(path, ago + 2, codes[0]).officer(ago, service.monitor)


def _closed(path: Path) -> None:
    _watched(path, 0, 225)
    done = [Progress(path.council.codes[0], each, "Done", done=True) for each in recommendations(path)]
    path.officer(36, service.review, "What was promised is done.", done)
    publish(
        path,
        "Needles were found every week on a path that many families use to reach the beach.",
        "Cleaning after each call did not last: nobody had the path as a whole in their charge.",
        {
            path.council.codes[0]: (
                "We agree. One team has the path in its charge now and clears it each morning.",
                "We agree. Figures stand on our page at the end of each quarter.",
            )
        },
    )
    found = "The path has been clear on nine visits out of ten since the summer."
    why = "What was promised is done ahead of time, and the ward’s councillors agree."
    path.told(Part.REVIEW, found).officer(30, service.close, why).notify().told(Part.CLOSING, why)


def _no_report(path: Path) -> None:
    reasons = "The authorities agreed a plan with the friends of the park before the sitting."
    path.discussed(2).officer(68, service.no_report, reasons).notify().told(Part.REASONS, reasons)
    path.told(Part.MATTER, "Fireworks were let off in the park until midnight on most evenings in autumn.")
    path.officer(60, service.close, "The committee makes no report.").notify()


def _redirected(path: Path) -> None:
    why = "How officers are shared out is for one authority alone."
    path.discussed(2).officer(67, service.redirect, path.council.codes[1], why).notify()
    path.told(Part.MATTER, "Fewer patrols are seen by the water than in the years before.")
    path.told(Part.REASONS, why)


def _awaited(path: Path) -> None:
    """One body has answered, one says why it cannot yet, one is late."""
    codes, later = path.council.codes, london_date(path.council.at(-20))
    path.discussed(2).officer(69, service.make_report, WANTED, codes[:3], "Earlier efforts did not last.")
    path.notify().officer(66, service.send_report)
    _answer(path, 50, codes[0])
    why = "Its board meets next month."
    path.officer(45, service.not_reasonably_possible, codes[2], why, later)
    publish(
        path,
        "People drink in the square from noon on, and others go round it.",
        "Moving people on helped for a few weeks each time. Help and a place to go were missing.",
        {
            codes[0]: (
                "We agree. An outreach worker begins this spring, with a place to go in the afternoon.",
                "We agree, and publish with the quarter’s other figures.",
            )
        },
    )
    publish_delay(path, codes[2], why)


def _withdrawn(path: Path) -> None:
    path.sent().ago = 86
    path.member(service.withdraw, "It was settled with the wardens.").notify()


def _passed_on(path: Path) -> None:
    group = people.main_group(path.council.stage.partnership)
    path.discussed(3).officer(4, service.send_to_group, group, "Take it up before the summer.").notify()


def _information(path: Path) -> None:
    asked, due = "How often were fires reported, and what was done?", london_date(path.council.at(-15))
    codes = path.council.codes[1:3]
    path.discussed(3).officer(4, service.request_information, asked, codes, due).notify()


def _reported(path: Path) -> None:
    """Its notices have not gone out yet."""
    path.discussed(3).officer(3, service.make_report, WANTED, path.council.codes[:2], "It goes on unchanged.")


def _insisted(path: Path) -> None:
    path.sent().officer(14, service.advise_not_local, "It is about rules of the road alone.").notify()
    path.ago = 11
    path.member(service.insist, "It frightens people in the ward every day.").notify()


def _advised_against(path: Path) -> None:
    why = "Rent is no matter of crime and disorder."
    path.sent().officer(4, service.advise_not_local, why).notify()


def _listed(path: Path) -> None:
    path.sent().officer(12, service.advise_local).notify()


def _returned(path: Path) -> None:
    path.sent().officer(5, service.return_to_member, "Which entrance do you mean?").notify()


def _discussed(path: Path) -> None:
    path.discussed(3)


def _monitored(path: Path) -> None:
    publish(
        _watched(path, 1, 130),
        "Cars speed past the shops, and people with children or sticks fear to cross.",
        "A sign alone changed nothing, and no authority had looked at the crossing.",
        {
            path.council.codes[0]: (
                "We agree. The crossing is designed with the traders and the school, and built by summer.",
                "We agree. Speeds are measured before and after, and published.",
            )
        },
    )


def _sent(path: Path) -> None:
    path.sent()


def _kept(path: Path) -> None:
    """A draft, as it is."""


DISCUSSED = frozenset(
    {_closed, _monitored, _no_report, _redirected, _awaited, _passed_on, _information, _discussed, _reported}
)
"""These are all listed before any is discussed: a sitting that was held takes nothing more."""

SCENES: tuple[tuple[Scene, Callable[[Path], None]], ...] = (
    (Scene(300, 2, "needles", "Needles on the beach path", "found each week.", "A clean path"), _closed),
    (Scene(210, 0, "speeding", "Speeding past the shops", "people fear to cross.", "Slow cars"), _monitored),
    (Scene(120, 0, "fireworks", "Fireworks in the park", "until midnight.", "Quiet nights"), _no_report),
    (Scene(118, 2, "open-space", "Patrols by the water", "fewer than before.", "To know why"), _redirected),
    (
        Scene(115, 0, "street-drinking", "Drinking in the square", "from noon on.", "A square for all"),
        _awaited,
    ),
    (Scene(90, 1, "barbecues", "Barbecues on dry grass", "twice in a week.", "A warden"), _withdrawn),
    (
        Scene(50, 1, "intimidating-groups", "Groups at the bus station", "every evening.", "A plan"),
        _passed_on,
    ),
    (Scene(48, 2, "arson", "Bins set on fire", "eleven times.", "To know what is done"), _information),
    (Scene(45, 0, "racing", "Racing on the ring road", "most weekends.", "Quiet nights"), _discussed),
    (Scene(44, 1, "unlit-route", "Unlit path by the school", "children go round it.", "Light"), _reported),
    (Scene(20, 0, "e-scooters", "Scooters on the promenade", "people were hurt.", "Rules kept"), _insisted),
    (Scene(18, 2, "graffiti", "Graffiti at the station", "back within days.", "A lasting answer"), _listed),
    (Scene(12, 2, "not-listed", "Rent arrears at one block", "people worry.", "Advice"), _advised_against),
    (
        Scene(9, 0, "drug-litter", "Drug litter near the library", "on the steps.", "Calm around it"),
        _returned,
    ),
    (Scene(3, 1, "vehicle-nuisance", "Noise under the bridge", "until three.", "Quiet nights"), _sent),
    (Scene(2, 0, "school-parking", "Cars at the school gate", "every morning.", "A safe way"), _kept),
)
"""In the order in which they were referred; the last one is a draft."""
