"""Reads in which languages a partnership offers its pages.

Refuses a tag that nobody knows, one that stands twice, and English, which is always there.
"""

from portal.adapters.translations import language
from portal.partnership.reading.tables import Table


def read_languages(top: Table) -> tuple[str, ...]:
    """The tags, in the order in which they are offered; none where nothing is said."""
    tags = top.texts("languages", default=())
    for tag in tags:
        if language(tag) is None or tag.split("-")[0] == "en":
            top.fault("languages", f"“{tag}” is no other language we know; write a tag such as cy or pt-BR")
    if len(set(tags)) < len(tags):
        top.fault("languages", "a language stands there twice")
    return tags
