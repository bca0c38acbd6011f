"""Says a page in the language that its address asks for, word for word as people translated it.

Whatever nobody translated stays English and is marked so. Refuses nothing: an unknown language, or one that
is not ready for a page, gives the English page. English templates never pass through here.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, render_template, request
from jinja2 import Environment
from jinja2.runtime import markup_join
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from portal.adapters import translations
from portal.web.context import now
from portal.web.languages import collecting, phrases, written
from portal.web.languages.catalogue import Catalogue
from portal.web.languages.fitting import Found
from portal.web.languages.templates import JOINED, LEAD, PHRASE, PRINTED, TOGETHER, Translator
from portal.web.languages.written import Done
from portal.web.whole_page import whole_page, whole_page_reading

View = TypeVar("View", bound=Callable[..., Any])

EXTENSION = "portal.languages"
NAME = "language"
"""What an address asks for a language with: `?language=cy`."""

ENGLISH = "en-GB"
ADDRESS = re.compile(r"[\w-][./@][\w-]")
NOTHING = escape("")
DEEPEST = 2
"""A sentence that Python put together may be a value of another, and no deeper."""


@dataclass(slots=True)
class Languages:
    """The languages of one portal, and the templates that speak them."""

    app: Flask
    catalogues: Mapping[str, Catalogue]
    wanted: dict[str, frozenset[str]] = field(default_factory=dict)
    made: Environment | None = None

    @property
    def environment(self) -> Environment:
        """Templates that look their words up; made when the first page is asked for."""
        if self.made is None:
            english = self.app.jinja_env
            made = english.overlay()
            made.code_generator_class = Translator
            made.filters = {**english.filters, **written.FILTERS}
            made.globals = english.globals | SPOKEN
            self.made = made
        return self.made

    def ready(self, template: str) -> tuple[Catalogue, ...]:
        """The languages that have every word of this page's templates."""
        if not self.catalogues:
            return ()
        if template not in self.wanted:
            self.wanted[template] = collecting.page(self.app.jinja_env, template)
        return tuple(each for each in self.catalogues.values() if each.has_all(self.wanted[template]))


@dataclass(frozen=True, slots=True)
class Offer:
    """A link to this page in another language, in that language's own words."""

    tag: str
    name: Done
    href: Done
    direction: str


def install(app: Flask, catalogues: Sequence[Catalogue]) -> None:
    """Give `app` these languages, in the order in which they are offered."""
    app.extensions[EXTENSION] = Languages(app, {each.language.tag: each for each in catalogues})
    app.jinja_env.globals["read_in"] = read_in
    translations.install(app, lambda: _tag().replace("-", "_"))


def in_languages(template: str) -> Callable[[View], View]:
    """A view whose page, made of `template`, is offered in every language that is ready for it.

    Only for pages that hold no visitor's words. The page is kept whole, each language for itself; what
    else an address asks for is kept nowhere.
    """

    def mark(view: View) -> View:
        english, other = whole_page(view), whole_page_reading(NAME)(view)

        @wraps(english)
        def spoken(*args: Any, **kwargs: Any) -> Any:
            languages: Languages = current_app.extensions[EXTENSION]
            asked = request.args.get(NAME) in languages.catalogues
            return (other if asked else english)(*args, **kwargs)

        spoken.in_languages = template  # type: ignore[attr-defined]
        return cast(View, spoken)

    return mark


def say(template: str, **context: Any) -> str:
    """The page in the language its address asks for, in English where that is not ready."""
    languages: Languages = current_app.extensions[EXTENSION]
    ready = languages.ready(template)
    chosen = next((each for each in ready if each.language.tag == request.args.get(NAME)), None)
    offers = tuple(_offers(ready, chosen, request.path))
    if chosen is None:
        return render_template(template, languages=offers, **context)
    g.language, g.left_in_english = chosen, False
    spoken = languages.environment.get_template(template)
    head = _head(chosen)
    page = render_template(spoken, languages=offers, language=head, **context)
    if not g.left_in_english:
        return page
    return render_template(spoken, languages=offers, language={**head, "partly": True}, **context)


def read_in(path: str) -> Sequence[Offer]:
    """The languages that the page at this address can be read in, for links from elsewhere."""
    languages: Languages = current_app.extensions[EXTENSION]
    template = _offered_at(path) if languages.catalogues else ""
    return _offers(languages.ready(template), None, path) if template else ()


def _head(chosen: Catalogue) -> dict[str, Any]:
    return {
        "tag": chosen.language.tag,
        "direction": chosen.language.direction,
        "translated_by": Done(chosen.translated_by),
        "checked_by": Done(chosen.checked_by),
        "checked_on": chosen.checked_on,
        "partly": False,
    }


def _offers(ready: Sequence[Catalogue], chosen: Catalogue | None, path: str) -> Sequence[Offer]:
    others = (each.language for each in ready if each is not chosen)
    offers = [
        Offer(each.tag, Done(each.name), Done(f"{path}?{NAME}={each.tag}"), each.direction) for each in others
    ]
    return [Offer(ENGLISH, Done("English"), Done(path), "ltr"), *offers] if chosen else offers


def _tag() -> str:
    return g.language.language.tag if "language" in g else ENGLISH


def _phrase(source: str, tags: Mapping[str, Markup], values: Mapping[str, Any], plain: bool) -> Markup:
    """A phrase with its tags and values put back."""
    said = g.language.said.get(source)
    shown = {name: _printed(value, plain) for name, value in values.items()}
    text = _filled(said or phrases.read(source), tags, shown)
    return text if said else _english(text, plain)


def _printed(value: Any, plain: bool, deep: int = DEEPEST) -> Markup:
    """A value where it is printed: its words are looked up, unless somebody said them already."""
    if hasattr(value, "__html__"):
        return escape(value)
    if not isinstance(value, str):
        value = str(value)
    if isinstance(value, Done):
        return escape(value)
    found = _found(value, deep)
    if found is not None:
        said, values = found
        before, after = _space_around(value)
        shown = {name: _printed(each, plain, deep - 1) for name, each in values.items()}
        return escape(before) + _filled(said, {}, shown) + escape(after)
    return _english(escape(value), plain) if _is_english(value) else _left_to_right(escape(value), plain)


def _found(text: str, deep: int = 0) -> Found | None:
    """What is said for a text without tags, and its values where it was put together."""
    words = phrases.tidy(text)
    said = g.language.said.get(words)
    if said is not None and phrases.is_plain(said):
        return said, {}
    return g.language.sentences.find(words, _is_known) if deep else None


def _is_known(value: str) -> bool:
    return _found(value) is not None or not _is_english(value)


def _space_around(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _joined(source: str, names: Sequence[str], parts: Sequence[Any]) -> str:
    """Words that an expression joined with values; English as it was where nobody translated it."""
    said = g.language.said.get(source)
    if said is None or any(hasattr(part, "__html__") for part in parts):
        return markup_join(parts)
    values = {name: _looked_up(part) for name, part in zip(names, parts, strict=True) if name}
    before, after = _space_around("".join(map(str, parts)))
    return Done(before + "".join(phrases.fill(said, {}, values, str)) + after)


def _looked_up(value: Any, deep: int = DEEPEST) -> str:
    found = _found(str(value), deep)
    if found is None:
        return str(value)
    said, values = found
    shown = {name: _looked_up(each, deep - 1) for name, each in values.items()}
    return "".join(phrases.fill(said, {}, shown, str))


def _lead(*parts: Any) -> Markup:
    """Where a link leads: to the same language, where that page is offered in it."""
    address = _together(*parts)
    if any(isinstance(part, Done) for part in parts) or not address.startswith("/") or "?" in address:
        return address
    path, mark, place = address.partition("#")
    template = _offered_at(path)
    languages: Languages = current_app.extensions[EXTENSION]
    if template and g.language in languages.ready(template):
        return path + f"?{NAME}={_tag()}" + mark + place
    return address


def _offered_at(path: str) -> str:
    """The template of the page at this address, where it is one that is offered in languages."""
    try:
        endpoint, _values = current_app.create_url_adapter(request).match(path, method="GET")  # type: ignore[union-attr]
    except (HTTPException, RequestRedirect):
        return ""
    return str(getattr(current_app.view_functions[endpoint], "in_languages", ""))


def _together(*parts: Any) -> Markup:
    return NOTHING.join(parts)


def _filled(phrase: phrases.Phrase, tags: Mapping[str, Markup], values: Mapping[str, Markup]) -> Markup:
    return NOTHING.join(phrases.fill(phrase, tags, values, escape))


def _is_english(text: str) -> bool:
    """Whether a reader's voice should say it as English: words, and not only addresses of sites."""
    return any(phrases.has_words(part) and not ADDRESS.search(part) for part in text.split())


def _english(text: Markup, plain: bool) -> Markup:
    g.left_in_english = True
    if plain:
        return text
    return _marks().english(text, ENGLISH, g.language.language.direction)


def _left_to_right(text: Markup, plain: bool) -> Markup:
    """A number or an address keeps its order in a line that is written from the right."""
    turns = g.language.language.direction == "rtl" and not plain and text.strip()
    return _marks().in_order(text) if turns else text


def _marks() -> Any:
    return current_app.jinja_env.get_template("components/languages.html").module


def _page_day() -> Done:
    return written.day(now())


SPOKEN = {
    PHRASE: _phrase,
    PRINTED: _printed,
    LEAD: _lead,
    TOGETHER: _together,
    JOINED: _joined,
    "page_day": _page_day,
}
"""What a compiled template calls, by name."""
