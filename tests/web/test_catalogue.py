"""A file of translations is taken only where people answer for it and tags and values keep their places."""

import pytest

from portal.adapters.translations import (
    Entry,
    UnreadableTranslations,
    language,
    read_translations,
    write_translations,
)
from portal.cli import install
from portal.partnership import languages as found
from portal.partnership.loading import load
from portal.partnership.reading.tables import BadPartnership
from portal.web.languages.catalogue import joined, opened
from tests.builders.languages import WHO, a_partnership_with, a_translation
from tests.builders.portal import create_app, some_settings

WELSH = language("cy")


def a_file(folder, text):
    path = folder / "messages.po"
    path.write_text(text, encoding="utf-8")
    return path


def opened_file(folder, words=("Back",), **more):
    return opened(WELSH, read_translations(a_file(folder, a_translation(words, **more))))


def test_a_language_is_known_by_its_own_name_and_direction():
    assert (WELSH.name, WELSH.direction) == ("Cymraeg", "ltr")
    assert language("ar").direction == "rtl"
    assert language("klingon") is None


def test_a_file_that_people_answer_for_is_taken(tmp_path):
    made = opened_file(tmp_path).catalogue
    assert (made.translated_by, made.checked_by, made.checked_on.isoformat()) == (
        "Ann Example",
        "Example Council",
        "2026-11-20",
    )
    assert made.has_all(frozenset({"Back"}))
    assert not made.has_all(frozenset({"Back", "Next"}))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"Last-Translator": ""}, "say who translated it"),
        ({"Last-Translator": "FULL NAME <EMAIL@ADDRESS>"}, "say who translated it"),
        ({"Last-Translator": "Machine translation"}, "is not a person"),
        ({"Last-Translator": "x" * 200}, "or fewer"),
        ({"X-Checked-By": ""}, "say who checked it"),
        ({"X-Checked-By": "Ann Example"}, "somebody else than the translator"),
        ({"X-Checked-On": "last week"}, "write the day"),
    ],
)
def test_a_language_nobody_answers_for_is_refused(tmp_path, change, told):
    refused = opened_file(tmp_path, header={**WHO, **change})
    assert refused.catalogue is None
    assert told in " ".join(refused.faults)


def test_a_name_is_shown_without_its_address(tmp_path):
    made = opened_file(tmp_path, header={**WHO, "Last-Translator": "Ann Example <ann@example.org>"}).catalogue
    assert made.translated_by == "Ann Example"


@pytest.mark.parametrize(
    ("source", "said", "told"),
    [
        ("See <a>this</a>", "Gweler hyn", "lacks <a>"),
        ("By {day}", "Erbyn {dydd}", "lacks {day}, has {dydd}"),
        ("Back", "<script>alert(1)</script>", "has <script>"),
        ("Back", "Yn ôl <b onclick='x'>", "begins or ends neither"),
        ("Back", "Yn ôl </a>", "closes what is not open"),
    ],
)
def test_a_translation_that_changes_more_than_words_is_refused_with_its_line(tmp_path, source, said, told):
    refused = opened_file(tmp_path, words=[source], says=lambda _source: said)
    assert refused.catalogue is None
    assert told in refused.faults[0]
    assert refused.faults[0].startswith("line ")


def test_what_is_marked_unsure_is_not_said(tmp_path):
    text = write_translations({"Back": []}, header=WHO, entries=[Entry("Back", "Yn ôl", True, 0)])
    made = opened(WELSH, read_translations(a_file(tmp_path, text))).catalogue
    assert not made.said


@pytest.mark.parametrize("text", ["msgid", 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', "\x00"])
def test_a_file_that_cannot_be_read_is_told(tmp_path, text):
    with pytest.raises(UnreadableTranslations):
        read_translations(a_file(tmp_path, text))


def test_two_files_are_one_language_and_everybody_is_named(tmp_path):
    one = opened_file(tmp_path).catalogue
    other = opened_file(
        tmp_path, words=["Back", "Next"], says=str.upper, header={**WHO, "Last-Translator": "Bo Example"}
    ).catalogue
    both = joined(one, other)
    assert both.translated_by == "Ann Example; Bo Example"
    assert both.has_all(frozenset({"Back", "Next"}))
    assert both.said["Back"][0].text == "BACK"


@pytest.mark.parametrize("tag", ["xx-nobody", "en", "../cy", "cy_GB"])
def test_a_partnership_names_only_languages_that_there_are(tmp_path, tag):
    folder = a_partnership_with(tmp_path, {"cy": ""})
    structure = folder / "partnership.toml"
    structure.write_text(
        structure.read_text(encoding="utf-8").replace('["cy"]', f'["{tag}"]', 1), encoding="utf-8"
    )
    with pytest.raises(BadPartnership) as bad:
        load(folder)
    assert f"partnership.toml:1: “{tag}” is no other language we know" in str(bad.value)


def test_files_without_a_translation_need_nobody_to_answer_for_them(tmp_path, monkeypatch):
    monkeypatch.setattr(found, "SHIPPED", tmp_path / "shipped")
    folder = a_partnership_with(tmp_path, {"cy": write_translations({"Back": []})})
    assert found.find("cy", folder).faults == ("nothing is translated yet",)


@pytest.fixture
def portal(tmp_path, monkeypatch):
    """One language lacks words, one has a fault; what is shipped stands in a folder of the test's."""
    monkeypatch.setattr(found, "SHIPPED", tmp_path / "shipped")
    files = {"cy": a_translation(["Get help now", "Gone"]), "pl": a_translation(["Back"], header={})}
    folder = a_partnership_with(tmp_path, files)
    app = create_app(some_settings(tmp_path, partnership=str(folder)))
    install(app)
    return app.test_cli_runner()


@pytest.mark.long
def test_the_commands_tell_how_far_a_language_is_and_bring_its_files_up_to_date(portal, tmp_path):
    told = portal.invoke(args=["languages", "check"])
    assert told.exit_code == 1
    assert "cy: /help-now is not offered" in told.output
    assert "cy: 1 stand in no page any more" in told.output
    assert "pl: " in told.output
    assert "say who translated it" in told.output

    assert "1 of" not in portal.invoke(args=["languages", "update", "xx-nobody"]).output
    assert portal.invoke(args=["languages", "update", "cy"]).exit_code == 0
    own = read_translations(tmp_path / "bcp" / "languages" / "cy" / "messages.po")
    assert own.header["Last-Translator"] == "Ann Example"
    sources = {entry.source: entry.said for entry in own.entries}
    assert sources["Get help now"]
    assert "Gone" not in sources
    assert sources["Samaritans"] == ""
    shared = read_translations(tmp_path / "shipped" / "cy" / "messages.po")
    assert {"Get help now", "In an emergency"} <= {entry.source for entry in shared.entries}
