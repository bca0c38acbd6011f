"""Whatever a step is refused for, the officer reads a sentence that says what to do."""

import inspect

import pytest

from portal.core.errors import DomainError
from portal.referrals import answering, owing, papers, publishing, rules, sitting
from portal.referrals.committee import words
from portal.referrals.committee.steps import STEPS
from portal.referrals.noticing import NoticeKind
from portal.referrals.owing import NoticeEmpty
from portal.referrals.rules import BY_CLOCK, BY_MEMBER, Verb

SAID_ELSEWHERE = {NoticeEmpty}
"""No page sends a notice without words."""


def refusals():
    modules = (answering, owing, papers, publishing, rules, sitting)
    found = (each for module in modules for _, each in inspect.getmembers(module, inspect.isclass))
    own = {each for each in found if issubclass(each, DomainError) and "referrals" in each.__module__}
    return {each for each in own if each.__module__ != "portal.referrals.matter"} - SAID_ELSEWHERE


def test_every_refusal_has_its_sentence():
    assert refusals() - set(words.SENTENCES) == set()


def test_a_refusal_without_a_sentence_is_not_swallowed():
    with pytest.raises(NoticeEmpty):
        words.told(NoticeEmpty())


def test_every_step_of_the_officer_has_a_page_and_every_event_and_notice_a_name():
    taken = set().union(*(step.verbs for step in STEPS.values()))
    assert set(Verb) - BY_CLOCK - BY_MEMBER == taken
    assert set(words.EVENT_WORDS) == set(Verb)
    assert set(words.NOTICE_WORDS) == set(NoticeKind)
