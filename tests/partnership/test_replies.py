"""The sentences officers choose from: one for each reason, and none that would give something away."""

import shutil

import pytest

from portal.concerns.rules import DeclineCode
from portal.core.errors import NotFound
from portal.core.words import details
from portal.partnership import loading
from portal.partnership.reading.replies import DECLINE_CODES, MAX_WORDS

SHIPPED = ("bcp", "lbbd")


@pytest.fixture(params=SHIPPED)
def replies(request):
    return loading.load(request.param).replies


def test_the_reasons_with_a_sentence_are_the_reasons_a_report_is_declined_for():
    assert set(DECLINE_CODES) == {code.value for code in DeclineCode}


def test_each_reason_has_its_sentence(replies):
    assert all(replies.declined(code) for code in DeclineCode)


def test_an_unknown_reason_has_none(replies):
    with pytest.raises(NotFound):
        replies.declined("because")


def test_there_are_questions_to_choose_from(replies):
    assert replies.question("where") and len(replies.questions) >= 5


def test_no_sentence_points_to_a_person(replies):
    assert [each.code for each in (*replies.decline, *replies.questions) if details(each.words)] == []


BROKEN = {
    "reason without a sentence": ('code = "test"', 'code = "tests"', "no [[decline]] “test”"),
    "sentence without a reason": ('code = "test"', 'code = "boring"', "“boring” is no reason to decline"),
    "second question": ('code = "when"', 'code = "where"', "a second question “where”"),
    "empty": ('words = "It was written to hurt somebody."', 'words = ""', "“words” is empty"),
    "too long": ("It was written to hurt somebody.", "x" * (MAX_WORDS + 1), "longer than 500 characters"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_the_check_names_what_is_wrong(case, tmp_path):
    folder = tmp_path / "here"
    shutil.copytree(loading.folder("bcp"), folder)
    before, after, expected = BROKEN[case]
    path = folder / "replies.toml"
    path.write_text(path.read_text("utf-8").replace(before, after, 1), encoding="utf-8")
    with pytest.raises(loading.BadPartnership) as refused:
        loading.load(folder)
    assert [
        fault for fault in refused.value.faults if fault.file == "replies.toml" and expected in str(fault)
    ]
