"""The fixed words of our letters: where an officer begins, and the sentences a writer reads at the receipt.

They are chosen by kind and step alone. Nothing here is told what the portal holds, so no letter can say, or
show by its absence, whether anybody ever reported anything.
"""

from datetime import date

from portal.contact.rules import DeclineCode, Kind, RefuseCode, State, Verb

NEVER_SAYS = (
    "We do not say whether anybody has told us something, about you or about anybody else. "
    "That is so for everyone who asks."
)

LETTERS: dict[tuple[Kind, Verb], str] = {
    (Kind.ABOUT_ME, Verb.ASK_IDENTITY): (
        "Before we can go on we need to be sure that you are the person you ask about. Please show us "
        "a document with your name, at the council’s offices, or tell us another way that suits you.\n\n"
        + NEVER_SAYS
    ),
    (Kind.ABOUT_ME, Verb.EXTEND): (
        "Your request is more complicated than most. We need up to two more months, which the law allows. "
        "You may complain to the Information Commissioner at any time: 0303 123 1113.\n\n" + NEVER_SAYS
    ),
    (Kind.ABOUT_ME, Verb.ANSWER): (
        "We have dealt with what you asked. Whatever you have a right to is changed, removed or sent to "
        "you in the way you chose.\n\n"
        + NEVER_SAYS
        + "\n\nIf you disagree, you may ask the data protection officer to look "
        "again, or complain to the Information Commissioner: 0303 123 1113."
    ),
    (Kind.ABOUT_ME, Verb.REFUSE): (
        "We cannot do what you asked.\n\n"
        + NEVER_SAYS
        + "\n\nIf you disagree, you may ask the data protection "
        "officer to look again, complain to the Information Commissioner, 0303 123 1113, or go to court."
    ),
    (Kind.ABOUT_ME, Verb.PASS_ON): (
        "Another organisation has to answer what you asked. We have passed it on. You hear from them.\n\n"
        + NEVER_SAYS
    ),
    (Kind.COMPLAINT, Verb.ANSWER): (
        "We looked into your complaint. This is what we found and what we change:\n\n\n\nIf you disagree, "
        "you may complain to the Information Commissioner, 0303 123 1113, or to the Ombudsman named on our "
        "complaints page."
    ),
    (Kind.COMPLAINT, Verb.REFUSE): (
        "We do not take your complaint further. This is why:\n\n\n\nIf you disagree, you may complain to the "
        "Information Commissioner: 0303 123 1113."
    ),
    (Kind.COMPLAINT, Verb.PASS_ON): (
        "Your complaint is about another organisation. We have passed it on. They have their own time to "
        "answer."
    ),
    (Kind.QUESTION, Verb.ANSWER): "Your question was put to the board. This was the answer:\n\n",
}
"""Where an officer begins, by kind and step."""

REFUSED: dict[str, str] = {
    RefuseCode.NOT_WHO: "We could not be sure that the person who asks is the person it is about.",
    RefuseCode.UNFOUNDED: "The request is manifestly unfounded or excessive.",
    RefuseCode.OTHERS: "Doing it would harm the rights of somebody else, or a lawful duty of ours.",
    RefuseCode.NOT_OURS: "It is not ours to decide.",
}

DECLINED: dict[str, str] = {
    DeclineCode.NOT_OURS: "It is for somebody else to answer, not for the board.",
    DeclineCode.UNCLEAR: "We could not tell what you ask.",
    DeclineCode.ONE_PERSON: "It is about one person. A public meeting cannot answer that.",
    DeclineCode.ABUSIVE: "It insults or threatens somebody.",
    DeclineCode.BEFORE_A_COURT: "A court is looking at it.",
    DeclineCode.SAME_AGAIN: "It was asked before.",
}

STANDS: dict[State, str] = {
    State.RECEIVED: "We have it. An officer looks into it.",
    State.ACKNOWLEDGED: "An officer is looking into it.",
    State.IDENTITY_ASKED: "We asked you something. Read our letter below and answer it.",
    State.ANSWERED: "We answered. Read our letter below.",
    State.REFUSED: "We do not do what you asked. Our letter below says why, and what you can do.",
    State.PASSED_ON: "We passed it on. Our letter below says to whom you can turn.",
    State.CLOSED: "This is finished.",
    State.HELD: "An officer looks at your question.",
    State.ESCALATED: "An officer looks at your question.",
    State.ACCEPTED: "Your question will be put to the board at one of its next meetings.",
    State.DEALT_WITH: "We do not put this question to the board.",
    State.DECLINED: "We do not put this question to the board.",
}
"""What a writer reads about the state."""


def first_words(kind: Kind, verb: Verb) -> str:
    """Where the letter of a step begins; empty where an officer writes all of it."""
    return LETTERS.get((kind, verb), "")


def acknowledgement(answer_by: date) -> str:
    """The letter that says we have a complaint, and by when it is answered."""
    return (
        "We have your complaint and are looking into it. You find our answer here by "
        f"{answer_by.day} {answer_by:%B %Y}."
    )


def why(kind: Kind, code: str) -> str:
    """The sentence that belongs to a reason; empty where there is none."""
    return (DECLINED if kind is Kind.QUESTION else REFUSED).get(code, "")
