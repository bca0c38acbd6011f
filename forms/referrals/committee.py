"""What the scrutiny officer notes of a referral: advice, agenda, what the committee decided, what came back.

Forms parse and phrase; `portal.referrals.rules` judges. Choices are passed in by the page.
"""

import re
from collections.abc import Sequence

from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from forms.base import tidied
from forms.fields import MultiCheckboxField, choices_of
from forms.referrals.days import DayField
from forms.referrals.versioned import SeenForm
from portal.referrals.rules import ANSWER_WORDS, MAX_NOTE, Answer, AnswerKind

Pairs = Sequence[tuple[str, str]]

KEPT = "Kept with the referral, and read by the councillor."
PARAGRAPHS = re.compile(r"\n\s*\n")
BETWEEN = ":"  # stands between two ids: which recommendation, and who answers it


def a_text(words: str, missing: str = "", hint: str = KEPT) -> TextAreaField:
    """A text; needed where `missing` says what to do about an empty one."""
    first = DataRequired(missing) if missing else Optional()
    most = Length(max=MAX_NOTE, message=f"Use {MAX_NOTE:,} characters or fewer")
    return TextAreaField(words, filters=[tidied], validators=[first, most], description=hint)


class CommitteeForm(SeenForm):
    """A step of the committee or its officer."""

    note: TextAreaField

    def noted(self) -> str:
        """The words that were written, if any."""
        return self.note.data or ""


class AdviceForm(CommitteeForm):
    """The one question."""

    answer = RadioField(
        "Is it a local crime and disorder matter in this member’s ward?",
        choices=choices_of(
            [
                ("local", "Yes: list it for the next sitting"),
                ("not-local", "No: tell the member why"),
                ("return", "I cannot tell yet: ask the member"),
            ]
        ),
        validators=[InputRequired("Choose an answer")],
        description="This is advice. Whether to report is for the committee, and the member may insist.",
    )
    note = a_text("Your reasons, or what you ask", hint="Needed unless you answer yes. " + KEPT)


class AgendaForm(CommitteeForm):
    """Another sitting than the one it is listed for."""

    sitting = SelectField("Which sitting?", validators=[InputRequired("Choose a sitting")])
    agrees = BooleanField("The member agrees to a later sitting than the next one")
    note = a_text("Why it moves (optional)")

    def offer(self, sittings: Pairs) -> "AgendaForm":
        """The form with its sittings: pairs of id and words."""
        self.sitting.choices = choices_of([("", "Choose one"), *sittings])
        return self


class ConsiderForm(CommitteeForm):
    """The committee has discussed it."""

    sitting = SelectField("At which sitting?", validators=[InputRequired("Choose a sitting")])
    note = a_text("What was said that matters for the decision (optional)")

    def offer(self, sittings: Pairs) -> "ConsiderForm":
        """The form with the sittings that have come: pairs of id and words."""
        self.sitting.choices = choices_of([("", "Choose one"), *sittings])
        return self


class NoReportForm(CommitteeForm):
    """No report, with reasons."""

    note = a_text("The committee’s reasons", "Write the committee’s reasons: the law asks for them")


class RedirectForm(CommitteeForm):
    """To the body that governs one authority."""

    body = RadioField(
        "To which governing body?",
        validators=[InputRequired("Choose a governing body")],
        validate_choice=False,
    )
    note = a_text("The committee’s reasons", "Write the committee’s reasons")

    def offer(self, governing: Pairs) -> "RedirectForm":
        """The form with the governing bodies: pairs of the authority's code and words."""
        self.body.choices = choices_of(governing)
        return self


class RequestForm(CommitteeForm):
    """Information from bodies, by a day."""

    note = a_text(
        "What information?", "Write what the committee asks for", "It stands in the request word for word."
    )
    bodies = MultiCheckboxField(
        "From whom?",
        validators=[InputRequired("Choose at least one body")],
        validate_choice=False,  # the rules say in words who can be asked
        description="Choose all that apply.",
    )
    due_on = DayField("By which day?", description="A day ahead, such as 27 3 2027.")

    def offer(self, answering: Pairs) -> "RequestForm":
        """The form with the bodies that can be asked: pairs of code and words."""
        self.bodies.choices = choices_of(answering)
        return self


class InformationForm(CommitteeForm):
    """What a body sent."""

    request = SelectField("Which request does it answer?", validators=[InputRequired("Choose a request")])
    note = a_text(
        "The information",
        "Write the information that came",
        "Without anything that points to a person. Hand that to the committee itself; it is not kept here.",
    )
    points = RadioField(
        "Does what the body sent point to any person?",
        choices=choices_of([("no", "No"), ("yes", "Yes")]),
        validators=[InputRequired("Choose whether it points to a person")],
    )
    reason = a_text(
        "Why the committee cannot do without that (only if it points to a person)",
        hint="Regulation 5 of SI 2009/942 allows it only where it is necessary or appropriate. Name nobody.",
    )

    def offer(self, requests: Pairs) -> "InformationForm":
        """The form with the requests that wait: pairs of id and words."""
        self.request.choices = choices_of([("", "Choose one"), *requests])
        return self


class ResumeForm(CommitteeForm):
    """The committee goes on."""

    note = a_text("Why the committee goes on (needed while an answer is missing)")


class GroupForm(CommitteeForm):
    """To a group of the partnership."""

    group = SelectField(
        "To which group?", validators=[InputRequired("Choose a group")], validate_choice=False
    )
    note = a_text("What the committee asks of the group (optional)")

    def offer(self, groups: Pairs) -> "GroupForm":
        """The form with the groups: pairs of code and words."""
        self.group.choices = choices_of([("", "Choose one"), *groups])
        return self


class ReportForm(CommitteeForm):
    """A report with recommendations."""

    recommendations = TextAreaField(
        "What the committee recommends",
        filters=[tidied],
        validators=[DataRequired("Write at least one recommendation"), Length(max=4 * MAX_NOTE)],
        description="Leave an empty line between two recommendations. Each gets a number.",
        render_kw={"rows": 10},
    )
    recipients = MultiCheckboxField(
        "Who has to answer?",
        validators=[InputRequired("Choose who has to answer")],
        validate_choice=False,  # the rules say in words who can be asked
        description="Responsible authorities and bodies that co-operate with them. Choose all that apply.",
    )
    note = a_text("The committee’s reasons", "Write the committee’s reasons")

    def offer(self, answering: Pairs) -> "ReportForm":
        """The form with the bodies that answer: pairs of code and words."""
        self.recipients.choices = choices_of(answering)
        return self

    def each(self) -> tuple[str, ...]:
        """The recommendations one by one."""
        parts = PARAGRAPHS.split(self.recommendations.data or "")
        return tuple(part.strip() for part in parts if part.strip())


class OnlySeenForm(CommitteeForm):
    """A step that needs no words."""

    note = a_text("Anything to note (optional)")


class ResponseForm(CommitteeForm):
    """A body's answer to one recommendation."""

    which = SelectField(
        "Whose answer, to which recommendation?",
        validators=[InputRequired("Choose one")],
        validate_choice=False,
    )
    answer = RadioField(
        "What is the answer?",
        choices=choices_of([(kind.value, words.capitalize()) for kind, words in ANSWER_WORDS.items()]),
        validators=[InputRequired("Choose what the answer is")],
    )
    note = a_text(
        "What they do, or why not", "Write what they do, or why not", "In their own words, naming nobody."
    )
    by_on = DayField("By which day will it be done?", description="Leave empty where it is not accepted.")

    def offer(self, waiting: Pairs) -> "ResponseForm":
        """The form with the answers that wait: pairs of ids and words."""
        self.which.choices = choices_of([("", "Choose one"), *waiting])
        return self

    def chosen(self) -> tuple[str, str]:
        """The recommendation's id and the body's code."""
        recommendation, _, body = str(self.which.data).partition(BETWEEN)
        return recommendation, body

    def to_answer(self) -> Answer:
        """The answer as a value."""
        return Answer(AnswerKind(self.answer.data), self.noted(), self.by_on.data)


class LaterForm(CommitteeForm):
    """An answer in time is not reasonably possible."""

    body = SelectField(
        "Who answers later?", validators=[InputRequired("Choose who answers later")], validate_choice=False
    )
    note = a_text(
        "Why an answer in time is not reasonably possible",
        "Write the reason they gave",
        "In their own words.",
    )
    expected_on = DayField("By which day do they answer?", description="A day ahead, such as 27 3 2027.")

    def offer(self, waiting: Pairs) -> "LaterForm":
        """The form with the bodies whose answer waits: pairs of code and words."""
        self.body.choices = choices_of([("", "Choose one"), *waiting])
        return self


class MonitorForm(CommitteeForm):
    """From now on the committee watches."""

    note = a_text("Why the committee goes on without an answer (needed while one is missing)")


class ReviewForm(CommitteeForm):
    """What the committee found when it looked again."""

    note = a_text("What the committee found", "Write what the committee found")
    done = MultiCheckboxField(
        "What has been done?", validators=[Optional()], description="Tick what is finished."
    )

    def offer(self, promised: Pairs) -> "ReviewForm":
        """The form with what was promised: pairs of ids and words."""
        self.done.choices = choices_of(promised)
        return self

    def finished(self) -> tuple[tuple[str, str], ...]:
        """The recommendation's id and the body's code of each that was ticked."""
        split = (str(each).partition(BETWEEN) for each in self.done.data or ())
        return tuple((one, other) for one, _, other in split)


class CloseForm(CommitteeForm):
    """Nothing more follows."""

    note = a_text("What came of it", "Write what came of it: the member is told")


class SensitiveForm(SeenForm):
    """Whether the public register only counts it."""

    sensitive = RadioField(
        "May the public register say what it is about?",
        choices=choices_of(
            [("no", "Yes: its ward, its subject and its dates"), ("yes", "No: it is only counted")]
        ),
        validators=[InputRequired("Choose one")],
        description="Only counted: where ward and subject alone could point to somebody.",
    )
