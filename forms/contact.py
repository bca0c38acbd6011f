"""What people ask of us, as forms, and the officer's steps; `portal.contact.rules` judges."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from forms.base import PublicForm, StaffForm, tidied
from forms.fields import MultiCheckboxField, choices_of
from portal.contact import rules
from portal.contact.answering import MAX_ANSWER
from portal.contact.rules import (
    MAX_CONTACT,
    MAX_QUESTION,
    MAX_REASON,
    MAX_TEXT,
    Decision,
    Kind,
    Request,
    Verb,
    Want,
)

NO_TRACE = {"autocomplete": "off"}
MAX_DIGITS = 9  # of a number somebody sends: Python refuses to read numbers of thousands of digits
LONGEST_RECEIPT = 400  # characters: far more than seven words need

WANT_WORDS: dict[Want, str] = {
    Want.SEE: "See what is held about me",
    Want.CORRECT: "Have it corrected",
    Want.REMOVE: "Have it removed",
    Want.OBJECT: "Object to its use",
    Want.COMPLAIN: "Complain about how it was handled",
}


def long_text(words: str, missing: str, most: int, hint: str = "") -> TextAreaField:
    """A text that is needed, with room for `most` characters."""
    return TextAreaField(
        words,
        filters=[tidied],
        validators=[DataRequired(missing), Length(max=most, message=f"Use {most:,} characters or fewer.")],
        description=hint,
        render_kw=NO_TRACE,
    )


def contact_line(hint: str) -> StringField:
    """How somebody wants to be reached; it may stay empty."""
    return StringField(
        "How may we reach you? (optional)",
        filters=[tidied],
        validators=[Optional(), Length(max=MAX_CONTACT, message=f"Use {MAX_CONTACT} characters or fewer.")],
        description=hint,
        render_kw=NO_TRACE,
    )


class AskForm(PublicForm):
    """What the three first pages share: `answers()` travel, `to_request()` is what is sent."""

    kind: Kind

    def answers(self) -> dict[str, Any]:
        """Every field as it was filled in; the token left out."""
        return {field.short_name: field.data for field in self if field.short_name != "csrf_token"}


class AboutMeForm(AskForm):
    """Somebody thinks that something here is about them."""

    kind = Kind.ABOUT_ME
    wants = MultiCheckboxField(
        "What do you want us to do?",
        choices=choices_of([(want.value, words) for want, words in WANT_WORDS.items()]),
        validators=[InputRequired("Choose at least one.")],
        description="Choose all that apply.",
    )
    text = long_text(
        "What is it about?",
        "Tell us what it is about.",
        MAX_TEXT,
        "The place, the time, what you think was said, and what is wrong with it.",
    )
    contact = contact_line(
        "An e-mail address, a telephone number or a postal address, and your name if you like. Without it "
        "you find our answer with your receipt, but we may not be able to show you what is yours."
    )

    def to_request(self) -> Request:
        """The request as a value."""
        wants = tuple(Want(each) for each in self.wants.data or ())
        return Request(self.kind, self.text.data or "", self.contact.data or "", wants)


class ComplaintForm(AskForm):
    """Somebody complains about how information was shared."""

    kind = Kind.COMPLAINT
    agency = SelectField(
        "Which organisation shared it, or should have?",
        validators=[InputRequired("Choose an organisation, or that you do not know.")],
    )
    text = long_text(
        "What happened?",
        "Tell us what happened.",
        MAX_TEXT,
        "What was shared, with whom, when you learned of it, and what you would like to happen.",
    )
    contact = contact_line(
        "An e-mail address, a telephone number or a postal address. Without it you find our "
        "answer with your receipt."
    )

    def offer(self, agencies: Sequence[tuple[str, str]]) -> "ComplaintForm":
        """The form with its organisations: pairs of code and words."""
        self.agency.choices = choices_of([("", "Choose one"), *agencies])
        return self

    def to_request(self) -> Request:
        """The complaint as a value."""
        return Request(
            self.kind, self.text.data or "", self.contact.data or "", agency=self.agency.data or ""
        )


class QuestionForm(AskForm):
    """A question for the board."""

    kind = Kind.QUESTION
    text = long_text(
        "Your question",
        "Write your question.",
        MAX_QUESTION,
        "One question, about crime and safety in this area. Leave out names and addresses, also your own.",
    )

    def to_request(self) -> Request:
        """The question as a value."""
        return Request(self.kind, self.text.data or "")


class SendForm(PublicForm):
    """The last page: send it."""

    website = StringField("Leave this box empty", render_kw={**NO_TRACE, "tabindex": "-1"})

    def validate_website(self, field: StringField) -> None:
        """Only a machine fills a box that nobody sees."""
        if field.data:
            raise ValidationError("Empty the last box on the page, then send it.")


class CaseReceiptForm(PublicForm):
    """Asking after a case by its receipt."""

    receipt = StringField(
        "Your receipt",
        filters=[tidied],
        validators=[
            DataRequired("Type the seven words of your receipt."),
            Length(max=LONGEST_RECEIPT, message="Type the seven words of your receipt, and nothing else."),
        ],
        description="Seven words, with spaces between them. Capital letters do not matter.",
        render_kw={**NO_TRACE, "autocapitalize": "none", "spellcheck": "false"},
    )


class AddForm(PublicForm):
    """Something more, under the same receipt."""

    text = long_text("Answer us, or add something", "Write something, or leave this page.", MAX_TEXT)


class StepForm(StaffForm):
    """One step of an officer in a case."""

    verb = RadioField("Next step", validators=[InputRequired("Choose the next step")])
    reply = TextAreaField(
        "Letter to the writer",
        filters=[tidied],
        validators=[
            Optional(),
            Length(max=rules.MAX_REPLY, message=f"Use {rules.MAX_REPLY:,} characters or fewer"),
        ],
        description="Only whoever holds the receipt can read it. Most steps need one.",
        render_kw={"rows": 10},
    )
    copy = TextAreaField(
        "The question as it will be read out",
        filters=[tidied],
        validators=[Optional(), Length(max=MAX_QUESTION, message=f"Use {MAX_QUESTION} characters or fewer")],
        description="Without anything that could point to a living person.",
    )
    answer = TextAreaField(
        "The board’s answer, as everybody will read it",
        filters=[tidied],
        validators=[Optional(), Length(max=MAX_ANSWER, message=f"Use {MAX_ANSWER:,} characters or fewer")],
        description="It stands on the public page of answers. The writer gets it as a letter too; "
        "write one only where you want to say more.",
    )
    code = SelectField("Why it is refused or declined", validators=[Optional()])
    agency = SelectField("Passed on to", validators=[Optional()])
    reason = TextAreaField(
        "Your reason",
        filters=[tidied],
        validators=[Optional(), Length(max=MAX_REASON, message=f"Use {MAX_REASON:,} characters or fewer")],
        description="Kept beside the case and deleted with it. Do not repeat what was written.",
    )
    seen_version = HiddenField()

    def offer(
        self,
        verbs: Sequence[tuple[str, str]],
        codes: Sequence[tuple[str, str]],
        agencies: Sequence[tuple[str, str]],
    ) -> "StepForm":
        """The form with its choices: pairs of code and words."""
        self.verb.choices = choices_of(verbs)
        self.code.choices = choices_of([("", "Choose one"), *codes])
        self.agency.choices = choices_of([("", "Choose one"), *agencies])
        return self

    def to_decision(self) -> Decision:
        """The step as a value."""
        verb = Verb(self.verb.data)
        return Decision(
            verb=verb,
            reason=self.reason.data or "",
            reply=self.reply.data or "",
            copy=self.copy.data or "",
            answer=self.answer.data or "",
            code=(self.code.data or "") if verb in rules.NEEDS_CODE else "",
            agency=(self.agency.data or "") if verb is Verb.PASS_ON else "",
        )

    def seen(self) -> int:
        """The version the officer saw; one that never was, when it was changed by hand."""
        text = str(self.seen_version.data)
        return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else -1
