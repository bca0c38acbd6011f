"""What the scrutiny officer reads: where a referral stands, and why a step was refused, with what to do."""

from collections.abc import Callable, Mapping
from typing import Any

from portal.adapters.attachments import REFUSALS, BadAttachment
from portal.core.details import in_words
from portal.core.errors import DomainError, MoveNotAllowed, Stale
from portal.referrals.answering import (
    ActionMissing,
    ActionTooLong,
    AnsweredAlready,
    ByDateMissing,
    InformationPersonal,
    InformationPoints,
    NotARecipient,
    ReasonPoints,
    RecipientsMissing,
    RecommendationsMissing,
    ResponsesWait,
    ReviewMissing,
)
from portal.referrals.clocks import Owner
from portal.referrals.noticing import NoticeKind
from portal.referrals.owing import NotOwed
from portal.referrals.papers import TooManyPapers
from portal.referrals.publishing import OnlyCounted, SameReader, WordsMissing, WordsPoint, WordsTooLong
from portal.referrals.rules import (
    AgreementMissing,
    AnswerDayMissing,
    BodyUnknown,
    GroupUnknown,
    NoteTooLong,
    NoticesOwed,
    NotSatYet,
    ReasonsMissing,
    Verb,
)
from portal.referrals.sitting import (
    NotForCrime,
    SittingAhead,
    SittingDayPast,
    SittingPassed,
    SittingTwice,
    TooLateForAgenda,
)
from portal.web.filters import day

NOTICE_WORDS: Mapping[NoticeKind, str] = {
    NoticeKind.ACKNOWLEDGEMENT: "We have it",
    NoticeKind.RETURNED: "Sent back with a question",
    NoticeKind.NOT_LOCAL: "Advice: no local matter",
    NoticeKind.LISTING: "Listed for a sitting",
    NoticeKind.WITHDRAWAL: "Withdrawn",
    NoticeKind.LAPSE: "Ended: the councillor left",
    NoticeKind.NO_REPORT: "No report, with reasons",
    NoticeKind.REDIRECTION: "Sent to a governing body",
    NoticeKind.INFORMATION_REQUEST: "Request for information",
    NoticeKind.SENT_TO_GROUP: "Sent to a group",
    NoticeKind.REPORT_COPY: "Copy of the report",
    NoticeKind.DUTY: "Report, and the duty to answer",
    NoticeKind.REMINDER: "Reminder",
    NoticeKind.LATE_ANSWER: "An answer is late",
    NoticeKind.OUTCOME: "Closed",
}
"""What each notice is called in a list."""

OWNERS: Mapping[Owner, str] = {
    Owner.MEMBER: "The councillor",
    Owner.SCRUTINY_OFFICER: "Scrutiny officer",
    Owner.COMMITTEE: "The committee",
    Owner.BODY: "The body that was asked",
}
"""Whose turn it is."""

EVENT_WORDS: Mapping[Verb, str] = {
    Verb.SUBMIT: "Referred",
    Verb.ANSWER: "The councillor answered",
    Verb.INSIST: "The councillor insisted: listed",
    Verb.REPRESENT: "The councillor wrote to the committee",
    Verb.WITHDRAW: "The councillor withdrew it",
    Verb.ADVISE_LOCAL: "Advice: a local matter. Listed",
    Verb.ADVISE_NOT_LOCAL: "Advice: no local matter",
    Verb.RETURN: "Sent back with a question",
    Verb.RUN_OUT: "No advice came in time: listed",
    Verb.LIST: "Put on the agenda of another sitting",
    Verb.CARRY_OVER: "Carried over to the next sitting",
    Verb.LAPSE: "Its councillor had left: ended by the clock",
    Verb.CONSIDER: "The committee discussed it",
    Verb.NO_REPORT: "The committee makes no report",
    Verb.REDIRECT: "Sent to a governing body",
    Verb.REQUEST_INFORMATION: "The committee asked for information",
    Verb.ANSWER_INFORMATION: "Information came",
    Verb.RESUME: "Taken up again",
    Verb.SEND_TO_GROUP: "Sent to a group",
    Verb.MAKE_REPORT: "The committee made a report",
    Verb.SEND_REPORT: "The report is out",
    Verb.RESPOND: "An answer came",
    Verb.NOT_POSSIBLE: "An answer in time is not reasonably possible",
    Verb.MONITOR: "The committee began to watch what is done",
    Verb.REVIEW: "The committee looked again",
    Verb.CLOSE: "Closed",
}
"""What each step was, in the list of what happened."""

STALE = "Something happened to this since you opened it. Read what stands now, then decide again."

SENTENCES: Mapping[type[DomainError], tuple[str, str | Callable[[Any], str]]] = {
    Stale: ("", STALE),
    MoveNotAllowed: (
        "",
        "Choose one of the steps below: this one does not follow from where the referral stands.",
    ),
    ReasonsMissing: ("note", "Write the reasons, or what you ask"),
    NoteTooLong: ("note", lambda refused: f"Use {refused.most:,} characters or fewer"),
    NoticesOwed: ("", lambda refused: f"Send these notices first: {_notices(refused.owed)}."),
    BodyUnknown: (
        "bodies body recipients",
        "Choose a responsible authority or a body that co-operates with them",
    ),
    GroupUnknown: ("group", "Choose a group of the partnership"),
    AgreementMissing: (
        "agrees",
        lambda refused: (
            f"The next sitting is on {day(refused.next_on)}. A later one takes the member’s agreement"
        ),
    ),
    NotSatYet: ("sitting", "Choose a sitting that was held, or that is today: it is not considered before"),
    AnswerDayMissing: ("due_on expected_on", "Write a day that is ahead"),
    SittingPassed: (
        "sitting on",
        lambda refused: f"The sitting of {day(refused.on)} is over. Choose one that is ahead",
    ),
    TooLateForAgenda: (
        "sitting on",
        lambda refused: (
            f"The agenda for {day(refused.on)} had to be out by {day(refused.last)}. Choose a later sitting"
        ),
    ),
    NotForCrime: (
        "sitting",
        "The committee does not sit for crime and disorder then. Choose another sitting",
    ),
    SittingAhead: (
        "",
        lambda refused: f"The sitting is on {day(refused.on)}. Note it as held on that day or later.",
    ),
    SittingTwice: (
        "on",
        lambda refused: f"There is a sitting on {day(refused.on)} already. Choose another day",
    ),
    SittingDayPast: ("on", "Write a day that is ahead, within two years"),
    RecommendationsMissing: ("recommendations", "Write at least one recommendation"),
    RecipientsMissing: ("recipients", "Choose who has to answer"),
    NotARecipient: ("which body done", "Choose a body the report went to, and what was recommended to it"),
    AnsweredAlready: ("which body request", "This was answered already. Look at the answer first"),
    ActionMissing: ("note", "Write what will be done, or why not"),
    ActionTooLong: ("note", lambda refused: f"Use {refused.most:,} characters or fewer"),
    ByDateMissing: ("by_on", "Write the day by which it will be done"),
    InformationPersonal: (
        "reason",
        "Write why the committee cannot do without information that points to a person",
    ),
    InformationPoints: (
        "note",
        "Take out what points to a person, and say only what came: hand the rest to the committee itself",
    ),
    ReasonPoints: ("reason", "Give the reason without anything that points to a person"),
    ResponsesWait: ("note", "Answers are missing. Write why the committee goes on without them"),
    ReviewMissing: ("", "Note first what the committee found when it looked at what became of its report."),
    NotOwed: ("", "This notice went out already, or a later step took its place. Look at the list again."),
    BadAttachment: ("paper", lambda refused: REFUSALS[refused.trouble]),
    TooManyPapers: (
        "paper",
        lambda refused: f"There are {refused.most} papers already, and no room for more",
    ),
    WordsMissing: ("words", "Write the words that everybody may read"),
    WordsTooLong: ("words", lambda refused: f"Use {refused.most:,} characters or fewer"),
    WordsPoint: (
        "words",
        lambda refused: (
            f"Take out what looks like {in_words(refused.kinds)}: nothing in the register points to a person"
        ),
    ),
    SameReader: ("", "You wrote these words. Ask a colleague to read them: only then are they public."),
    OnlyCounted: ("", "This matter is sensitive: the register counts it and says nothing else about it."),
}
"""A refusal's fields (the first that a form has) and its sentence; without a field it stands above."""


def told(refused: DomainError) -> tuple[tuple[str, ...], str]:
    """Fields and sentence of a refusal; raises it again where no sentence belongs to it."""
    if type(refused) not in SENTENCES:
        raise refused
    fields, sentence = SENTENCES[type(refused)]
    return tuple(fields.split()), sentence if isinstance(sentence, str) else sentence(refused)


def explain(form: Any, refused: DomainError) -> None:
    """Put the sentence of a refusal at the form's field, or above the form."""
    fields, sentence = told(refused)
    field = next((form[name] for name in fields if name in form), None)
    if field is None:
        form.form_errors = [*form.form_errors, sentence]
    else:
        field.errors = [*field.errors, sentence]


def _notices(kinds: tuple[str, ...]) -> str:
    return ", ".join(NOTICE_WORDS[NoticeKind(kind)].lower() for kind in kinds)
