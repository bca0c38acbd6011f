"""Officers' Markdown becomes safe HTML here, and nowhere else does text become markup.

What visitors write never comes here: it is stored as text and escaped by the templates.
"""

import bleach
import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "h2", "h3", "h4", "a", "blockquote", "hr"})
ATTRIBUTES = {"a": frozenset({"href"})}
SCHEMES = frozenset({"https", "http", "mailto", "tel"})

_markdown = MarkdownIt("commonmark", {"html": False})


def to_html(markdown: str) -> Markup:
    """Markdown as safe HTML: headings start at level 2, links carry `rel`, everything else is dropped.

    bleach turns bare addresses into links; nh3, which is maintained, has the last word.
    """
    html = _markdown.render(markdown).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    linked = bleach.linkify(html, callbacks=[], skip_tags=["pre", "code"], parse_email=False)
    clean = nh3.clean(
        linked,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel="noopener",
    )
    return Markup(clean)  # noqa: S704 - cleaned in the line above


def to_text(markdown: str) -> str:
    """The words alone, for search and for mail."""
    return " ".join(bleach.clean(str(to_html(markdown)), tags=set(), strip=True).split())
