"""One voice: no word of officials or machines on a page, and every refusal says the next step.

Read are the words of templates, and sentences in forms and in the portal's own code: whatever holds a space
and is no docstring. The invented visitors of the demonstration are other people, and their texts not ours.
"""

import ast
import re
from collections.abc import Iterator

from tests.house import source

NEVER = re.compile(
    r"\b(submit(s|ted|ting)?|submission|users?|incident types?|invalid|click here|oops|please note|"
    r"utili[sz]e|prior to|going forward|successfully)\b",
    re.I,
)
NOT_OURS = (
    "portal/demo/",
    "portal/core/names.py",
    "portal/core/detail_patterns.py",
    "portal/adapters/",
    "portal/bootstrap/",
)
"""Invented visitors, lists of words that are looked for, and what only a machine reads."""
FOR_MACHINES = ("User-agent: *\n",)

MOST_PLEASE = 2  # on one page; a text that asks with every sentence sounds like a poster

VALIDATORS = frozenset(
    {"DataRequired", "InputRequired", "Length", "Regexp", "NumberRange", "ValidationError"}
)
FIRST_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        Add Answer Ask Begin Check Choose Confirm Empty Give Keep Leave Look Make Name Open Pick Press Put Say
        Send Set Shorten Start Take Tell Tick Try Turn Type Use Write
        """,
    )
)
"""How a refusal begins: with what to do."""
BEGIN_OTHERWISE = frozenset({"Some letters could not be read. Look for � or a % sign and type them again."})
"""What has to be told before the step can be understood."""


def template_words(path) -> str:
    text = re.sub(r"\{#.*?#\}|<script.*?</script>", " ", path.read_text(encoding="utf-8"), flags=re.S)
    code = re.compile(r"\{[%{].*?[%}]\}", re.S)
    text = code.sub(lambda found: " ".join(w for w in re.findall(r'"([^"]*)"', found[0]) if " " in w), text)
    return re.sub(r"<[^>]+>", " ", text)


def sentences(path) -> Iterator[tuple[int, str]]:
    """Every text with a space in it that is no docstring, with its line."""
    tree = source.tree(path)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in told else ""
        if isinstance(text, str) and " " in text:
            yield node.lineno, text


def suspects() -> list:
    """Files of ours that hold such a word anywhere; only these are worth a closer look."""
    own = (path for path in source.modules() if not source.name(path).startswith(NOT_OURS))
    return [path for path in own if NEVER.search(path.read_text(encoding="utf-8"))]


def test_no_template_speaks_like_an_office():
    found = [(source.name(p), m[0]) for p in source.templates() for m in NEVER.finditer(template_words(p))]
    assert not found


def test_no_text_in_the_code_speaks_like_an_office():
    found = [
        (source.name(path), line, match[0])
        for path in suspects()
        for line, text in sentences(path)
        if text not in FOR_MACHINES
        for match in NEVER.finditer(text)
    ]
    assert not found


def test_a_page_says_please_seldom():
    often = [
        p for p in source.templates() if len(re.findall(r"\bplease\b", template_words(p), re.I)) > MOST_PLEASE
    ]
    assert not [source.name(p) for p in often if source.name(p) != "templates/errors/again.html"]


def refusals(path) -> Iterator[str]:
    """What the validators of a form say, where the text begins with words of ours."""
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in VALIDATORS:
            given = [*node.args, *(each.value for each in node.keywords if each.arg == "message")]
            for text in given:
                first = text.values[0] if isinstance(text, ast.JoinedStr) else text
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and " " in first.value:
                    yield first.value


def test_every_refusal_of_a_form_says_what_to_do():
    said = {(source.name(path), words) for path in source.modules("forms") for words in refusals(path)}
    silent = [
        each for each in said if each[1].split()[0] not in FIRST_WORDS and each[1] not in BEGIN_OTHERWISE
    ]
    assert len(said) > 100
    assert not silent
