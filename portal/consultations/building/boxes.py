"""Between the boxes an officer fills in and a question: reads, tells what does not fit, and writes back.

Refuses what is missing, too long or does not fit, part by part and in words. Knows no form and no page.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from portal.consultations.building.naming import lines_of, options_from
from portal.consultations.building.settable import SETTABLE, UNFIT, Part, Sort
from portal.consultations.questions.base import Kind, Option, Question
from portal.consultations.questions.registry import KINDS
from portal.core.errors import DomainError

MAX_LINE = 300  # characters of a question or an answer; longer is not read
MAX_TEXT = 3_000  # characters of paragraphs to read
MAX_ANSWERS = 60  # lines; a list of wards is the longest that anybody needs
MAX_DIGITS = 6

Values = Mapping[str, Any]
Standard = Mapping[Kind, tuple[Option, ...]]
"""Answers that the area gives: its wards, what ties people to it."""


class PartsWrong(DomainError):
    """Some parts do not fit; `.parts` holds a sentence to each, by name."""

    code = "parts-wrong"

    parts: Mapping[str, str]


def values_of(question: Question) -> dict[str, Any]:
    """The question's parts as they are written in boxes."""
    return {
        part.name: WRITTEN[part.sort](getattr(question, part.name), question)
        for part in SETTABLE[question.kind]
    }


def first_values(kind: Kind, standard: Standard) -> dict[str, Any]:
    """What the boxes of a new question hold."""
    given = _defaults(kind)
    values: dict[str, Any] = {part.name: given.get(part.name, "") for part in SETTABLE[kind]}
    for part in SETTABLE[kind]:
        if part.sort is Sort.SAME_ANSWERS:
            values[part.name] = lines_of(standard[kind])
        elif part.sort not in (Sort.TICK, Sort.LINE, Sort.TEXT):
            values[part.name] = ""
    return values


def made(kind: Kind, values: Values, standard: Standard, before: Question | None = None) -> Question:
    """The question as it was written; what cannot be set stays as it was `before`.

    Raises `PartsWrong`.
    """
    defaults = _defaults(kind)
    given: dict[str, Any] = {"code": "", **defaults}
    if kind in standard:
        given["options"] = standard[kind]
    if before is not None:
        given |= {each.name: getattr(before, each.name) for each in fields(before)}
    wrong: dict[str, str] = {}
    for part in SETTABLE[kind]:
        try:
            read = READ[part.sort](values.get(part.name), part, given)
            given[part.name] = defaults.get(part.name) if read is None else read
        except PartsWrong as refused:
            wrong |= refused.parts
    if wrong:
        raise PartsWrong(parts=wrong)
    question = KINDS[kind](**given)
    unfit = {name: UNFIT.get(name, "This does not fit the rest") for name in question.wrong()}
    if unfit:
        raise PartsWrong(parts=unfit)
    return question


def _defaults(kind: Kind) -> dict[str, Any]:
    listed = {each.name: each.default for each in fields(KINDS[kind]) if each.default is not MISSING}
    return {name: value for name, value in listed.items() if name != "code"}


def _line(value: Any, part: Part, given: Values) -> str:
    return _words(value, part, MAX_LINE)


def _text(value: Any, part: Part, given: Values) -> str:
    return _words(value, part, MAX_TEXT)


def _words(value: Any, part: Part, most: int) -> str:
    text = str(value or "").strip()
    if part.needed and not text:
        raise _wrong(part, part.needed)
    if len(text) > most:
        raise _wrong(part, f"Use {most:,} characters or fewer: there are {len(text):,}")
    return text


def _tick(value: Any, part: Part, given: Values) -> bool:
    return bool(value)


def _number(value: Any, part: Part, given: Values) -> int | None:
    text = str("" if value is None else value).strip().replace(",", "")
    if not text:
        return None
    if not (text.isascii() and text.removeprefix("-").isdecimal() and len(text) <= MAX_DIGITS + 1):
        raise _wrong(part, f"Write a whole number of at most {MAX_DIGITS} digits, or leave it empty")
    return int(text)


def _day(value: Any, part: Part, given: Values) -> str:
    text = str(value or "").strip()
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise _wrong(part, "Write the day as year-month-day, such as 2026-11-27") from None


def _answers(value: Any, part: Part, given: Values) -> tuple[Option, ...]:
    options = options_from(str(value or ""), given.get(part.name) or ())
    if not options:
        raise _wrong(part, part.needed)
    _check_lines(part, options)
    return options


def _same_answers(value: Any, part: Part, given: Values) -> tuple[Option, ...]:
    before: tuple[Option, ...] = given[part.name]
    words = [line.strip() for line in str(value or "").splitlines() if line.strip()]
    if len(words) != len(before):
        raise _wrong(part, f"Write {len(before)} lines, one for each answer: there are {len(words)}")
    options = tuple(Option(each.code, said, each.stays) for each, said in zip(before, words, strict=True))
    _check_lines(part, options)
    return options


def _check_lines(part: Part, options: tuple[Option, ...]) -> None:
    words = [each.words.casefold() for each in options]
    twice = next((each.words for each in options if words.count(each.words.casefold()) > 1), None)
    if twice is not None:
        raise _wrong(part, f"“{twice[:80]}” stands there twice")
    if len(options) > MAX_ANSWERS:
        raise _wrong(part, f"Write at most {MAX_ANSWERS} lines: there are {len(options)}")
    long = next((each.words for each in options if len(each.words) > MAX_LINE), None)
    if long is not None:
        raise _wrong(part, f"Shorten “{long[:40]}…”: use {MAX_LINE} characters or fewer")
    if any(not each.words for each in options):
        raise _wrong(part, "Write words after each *")


def _some_rows(value: Any, part: Part, given: Values) -> tuple[str, ...]:
    by_words = {row.words.casefold(): row.code for row in given.get("rows") or ()}
    lines = [line.strip().removeprefix("*").strip() for line in str(value or "").splitlines() if line.strip()]
    unknown = next((line for line in lines if line.casefold() not in by_words), None)
    if unknown is not None:
        raise _wrong(part, f"“{unknown[:80]}” is none of the rows above")
    return tuple(dict.fromkeys(by_words[line.casefold()] for line in lines))


def _wrong(part: Part, sentence: str) -> PartsWrong:
    return PartsWrong(parts={part.name: sentence})


READ: Mapping[Sort, Callable[[Any, Part, Values], Any]] = {
    Sort.LINE: _line,
    Sort.TEXT: _text,
    Sort.TICK: _tick,
    Sort.NUMBER: _number,
    Sort.DAY: _day,
    Sort.ANSWERS: _answers,
    Sort.SAME_ANSWERS: _same_answers,
    Sort.SOME_ROWS: _some_rows,
}
"""How what was written in a box is read."""


def _rows_in_words(codes: tuple[str, ...], question: Any) -> str:
    words = {row.code: row.words for row in question.rows}
    return "\n".join(words[code] for code in codes if code in words)


WRITTEN: Mapping[Sort, Callable[[Any, Question], Any]] = {
    Sort.LINE: lambda value, question: value,
    Sort.TEXT: lambda value, question: value,
    Sort.TICK: lambda value, question: value,
    Sort.NUMBER: lambda value, question: "" if value is None else str(value),
    Sort.DAY: lambda value, question: value,
    Sort.ANSWERS: lambda value, question: lines_of(value),
    Sort.SAME_ANSWERS: lambda value, question: lines_of(value),
    Sort.SOME_ROWS: _rows_in_words,
}
"""How a part is put into its box."""
