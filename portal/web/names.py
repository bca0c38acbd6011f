"""The shown name for an actor's id, for slices that may not know accounts; the factory hands it in."""

from collections.abc import Callable, Collection

from flask import Flask, current_app
from sqlalchemy.orm import Session

Names = Callable[[Session, Collection[str]], dict[str, str]]

EXTENSION = "portal.names"


def install(app: Flask, names: Names) -> None:
    """Tell `app` who knows the names."""
    app.extensions[EXTENSION] = names


def actor_names(session: Session, ids: Collection[str]) -> dict[str, str]:
    """A name for every id."""
    names: Names = current_app.extensions[EXTENSION]
    return names(session, ids)
