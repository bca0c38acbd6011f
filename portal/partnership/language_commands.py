"""For whoever looks after translations: what there is to translate, and how far each language is."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from portal.adapters.translations import (
    UnreadableTranslations,
    language,
    read_translations,
    write_translations,
)
from portal.partnership import languages as found
from portal.partnership import loading
from portal.partnership.current import current
from portal.settings import ROOT
from portal.web.context import settings
from portal.web.languages import collecting, sources
from portal.web.languages.catalogue import Catalogue

languages = AppGroup("languages", help="Translations made by people.")

Words = Mapping[str, set[str]]


@languages.command("extract")
@click.option("--check", is_flag=True, help="Write nothing; fail where a file is not up to date.")
def extract(check: bool) -> None:
    """Write every word of public pages and of each shipped partnership into the files for translators."""
    stale = []
    folders = {path.parent for path in loading.SHIPPED.glob("*/partnership.toml")} | {_folder()}
    for words, path in (_shared(), *(_own(folder) for folder in sorted(folders))):
        text = write_translations(words)
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(_shown(path))
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    click.echo(
        "\n".join(f"{'Not up to date' if check else 'Written'}: {name}" for name in stale) or "Up to date."
    )
    if check and stale:
        raise click.ClickException("Run make words.")


@languages.command("update")
@click.argument("tag")
def update(tag: str) -> None:
    """Bring the files of a language up to date: new words come in empty, words that are gone go."""
    if language(tag) is None:
        raise click.ClickException(f"“{tag}” is no language we know. Write a tag such as cy or pt-BR.")
    both = _shared(), _own(_folder())
    every = {**both[0][0], **both[1][0]}
    for (words, _template), path in zip(both, found.files(tag, _folder()), strict=True):
        try:
            there = read_translations(path) if path.is_file() else None
        except UnreadableTranslations as wrong:
            raise click.ClickException(f"{_shown(path)}: {wrong}") from None
        header, entries = (there.header, there.entries) if there else ({}, ())
        kept = {**words, **{each.source: every[each.source] for each in entries if each.source in every}}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_translations(kept, tag=tag, header=header, entries=entries), encoding="utf-8")
        said = sum(1 for each in entries if each.said and each.source in kept)
        click.echo(f"{_shown(path)}: {said} of {len(kept)} translated")


@languages.command("check")
@click.option("--lacking", is_flag=True, help="Write out every phrase that pages still lack.")
def check(lacking: bool) -> None:
    """Say of each language how much is translated, who answers for it, and which pages are offered in it."""
    shipped = {path.parent.name for path in found.SHIPPED.glob(f"*/{found.FILE}")}
    tags = (*current().languages, *sorted(shipped - set(current().languages)))
    if not tags:
        click.echo("No language but English: nobody has translated these pages yet.")
    words = frozenset(word for each, _path in (_shared(), _own(_folder())) for word in each)
    faults = 0
    for tag in tags:
        each = found.find(tag, _folder())
        faults += len(each.faults)
        for line in (*each.faults, *(_told(each.catalogue, words, lacking) if each.catalogue else ())):
            click.echo(f"{tag}: {line}")
        if tag not in current().languages:
            click.echo(f"{tag}: not offered; name it in languages of partnership.toml")
    if faults:
        raise click.ClickException(f"{faults} to mend. A language with a fault is not offered.")


def _told(catalogue: Catalogue, words: frozenset[str], lacking: bool) -> Iterator[str]:
    there = words & catalogue.said.keys()
    yield f"{len(there)} of {len(words)} translated ({100 * len(there) // max(len(words), 1)}%)"
    unused = catalogue.said.keys() - words
    if unused:
        yield f"{len(unused)} stand in no page any more; flask languages update {catalogue.language.tag}"
    yield (
        f"translated by {catalogue.translated_by}, checked by {catalogue.checked_by} "
        f"on {catalogue.checked_on.isoformat()}"
    )
    for rule in current_app.url_map.iter_rules():
        template = getattr(current_app.view_functions[rule.endpoint], "in_languages", "")
        if template:
            lacks = collecting.page(current_app.jinja_env, template) - catalogue.said.keys()
            yield f"{rule.rule} " + (f"is not offered: {len(lacks)} phrases lacking" if lacks else "is ready")
            yield from (f"  {phrase}" for phrase in sorted(lacks) if lacking)


def _shared() -> tuple[Words, Path]:
    """The words of the public pages, and the file for whoever translates them."""
    words = sources.words(sources.templates(current_app.jinja_env), ROOT)
    return words, found.SHIPPED / found.TEMPLATE


def _own(folder: Path) -> tuple[Words, Path]:
    """A partnership's own words, and the file for whoever translates them."""
    words = found.words_of(loading.load(folder), loading.load_content(folder))
    return words, folder / found.OWN / found.TEMPLATE


def _folder() -> Path:
    return loading.folder(settings().partnership)


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
