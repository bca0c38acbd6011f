"""What stands where there is nothing to show: what is missing, why, and what comes next."""

from typing import Any

from tests.look.drawing import drawn, words

NAMES = "held_back, nothing, takes, working"


def state(source: str, **given: Any) -> Any:
    return drawn('{% from "components/states.html" import ' + NAMES + " %}" + source, **given)


def test_it_says_what_is_missing_then_why_then_what_next() -> None:
    tree = state('{{ nothing("No list yet.", "So the page names none.", "Write one", "/new") }}')
    assert words(tree) == "No list yet. So the page names none. Write one"
    assert next(tree.iter("a")).get("href") == "/new"


def test_what_comes_next_need_not_be_a_link() -> None:
    tree = state('{{ nothing("You sit on no group.", next="An administrator can put you on one.") }}')
    assert words(tree) == "You sit on no group. An administrator can put you on one."
    assert not list(tree.iter("a"))


def test_numbers_held_back_say_so_before_they_say_why() -> None:
    assert words(state('{{ held_back("Too few people.") }}')) == "Not shown. Too few people."


def test_what_is_being_made_can_be_looked_at_again_and_never_reloads_by_itself() -> None:
    tree = state('{% call working("We are counting.", "/results") %}<p>Within the hour.</p>{% endcall %}')
    assert words(tree) == "We are counting. Within the hour. Look again"
    assert not list(tree.iter("meta"))


def test_what_takes_its_time_is_told_to_everybody_who_waits() -> None:
    told = next(state('{{ takes("A few seconds.") }}').iter("p"))
    assert (told.get("role"), words(told)) == ("status", "A few seconds.")


def test_typed_words_are_text_here_too() -> None:
    assert "<b>" in words(state("{{ nothing(typed) }}", typed="<b>North</b>"))
