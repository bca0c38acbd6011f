"""Sentences that Python puts together are offered to translators, and what only machines read is not."""

import pytest

from portal.web.languages import collecting, phrases, sources


@pytest.fixture
def found(tmp_path):
    """What a module with this source has to translate."""

    def read(source):
        path = tmp_path / "module.py"
        path.write_text(source, encoding="utf-8")
        return collecting.module(path)

    return read


@pytest.mark.parametrize(
    ("source", "phrase"),
    [
        ('f"Use {most} characters or fewer"', "Use {most} characters or fewer"),
        ('f"fewer than {self.high + 1:,}"', "fewer than {high}"),
        ('f"{low:,} to {high:,}"', "{low} to {high}"),
        ("""f"Tick “{facts['words']}” alone.\"""", "Tick “{words}” alone."),
        ('f"Due by {_day(by)}"', "Due by {day}"),
        ("""f"Add the {', '.join(parts)}.\"""", "Add the {parts}."),
        ('f"{given} of {len(QUESTIONS)} answered"', "{given} of {questions} answered"),
        ('f"Ward: {ward.name.lower()}"', "Ward: {name}"),
        ('f"One " f"and {other}"', "One and {other}"),
        ('f"{papers} differed ({share}%)"', "{papers} differed ({share}%)"),
    ],
)
def test_a_sentence_with_values_is_a_phrase(found, source, phrase):
    assert found(f"x = {source}") == {phrase}


def test_every_limit_has_one_name(found):
    assert found('a = f"Use {MAX_LINE} signs"\nb = f"Use {rules.MAX_WHY:,} signs"') == {"Use {most} signs"}


def test_values_of_one_name_are_told_apart(found):
    assert found('x = f"From {a.day} to {b.day}"') == {"From {day} to {day2}"}


def test_values_side_by_side_are_one(found):
    assert found('x = f"{kind[:1].upper()}{kind[1:]} in {ward} ward"') == {"{kind} in {ward} ward"}


def test_a_sentence_inside_another_is_a_phrase_of_its_own(found):
    source = """x = f"Now {f'take {left} away' if left else 'leave it'}, and go on.\""""
    assert found(source) == {"Now {value}, and go on.", "take {left} away", "leave it"}


def test_pieces_that_are_joined_are_taken_as_they_stand(found):
    assert found('x = f"Open on {day}. " + f"Closed on {other}."') == {"Open on {day}.", "Closed on {other}."}


@pytest.mark.parametrize(
    "source",
    [
        'raise ValueError(f"no {thing} there")',
        'assert x, f"no {thing} there"',
        'y = x == f"the {thing} there"',
        'log.info(f"wrote {number} lines")',
        'y = text(f"a {thing} there")',
        'y = f"id IN ({some})"',
        'y = f"/plan/{year}/all of it"',
        'y = f"See /plan/{year}"',
        'y = f"https://{host}/a b"',
        'y = f"plan-{year}.pdf"',
        'y = f"inline; filename={name}"',
        'y = f"{day:%B %Y}"',
        'y = f"{first} {second}: {third}"',
        'y = f"{number:,} {one}s"',
        'y = f"a{n} {kind}"',
        'y = f"Q{number}"',
        'y = f"<b>{word} and more</b>"',
    ],
)
def test_what_only_a_machine_reads_or_a_value_says_is_none(found, source):
    assert found(source) == frozenset()


def test_whatever_is_found_follows_the_grammar(found):
    for each in found('x = f"By {Größe} and {_1st} and {x[0].Name} and {(lambda: 1)()}"'):
        assert [piece.text for piece in phrases.read(each) if piece.kind is phrases.Kind.VALUE] == [
            "gre",
            "st",
            "name",
            "value",
        ]


def test_a_sentence_that_stands_in_two_places_is_listed_once(tmp_path):
    for name, source in {"one": 'a = f"Use {most} signs"', "other": 'a = f"Use {limit:,} signs"'}.items():
        folder = tmp_path / "portal" / name
        folder.mkdir(parents=True)
        (folder / "routes.py").write_text(source, encoding="utf-8")
    assert sources.words({}, tmp_path) == {
        "Use {most} signs": {"portal/one/routes.py", "portal/other/routes.py"}
    }
