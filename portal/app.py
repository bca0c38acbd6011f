"""The only place where things are joined: settings, database, keys, doors, slices."""

import hashlib
from importlib import import_module
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

import portal.tables  # noqa: F401 - /privacy speaks of every table, whichever door is open
from portal.adapters.clock import Clock
from portal.adapters.db import Database
from portal.adapters.limits import SenderLimits
from portal.adapters.seal import Opener, derive
from portal.partnership import brand, languages, loading, map_tiles
from portal.partnership.current import GEOGRAPHY, PARTNERSHIP, current
from portal.settings import ROOT, Settings, UnsafeSettings
from portal.web import context, errors, filters, guard, headers, health, names, sharing
from portal.web.uploads import WholeRequest

BODY_BYTES = 512 * 1024
"""The largest request: no form of ours comes near. A page that takes a file allows more, for itself."""

PUBLIC_SLICES = (
    "front",
    "partnership",
    "plan",
    "advice",
    "news",
    "notices",
    "concerns",
    "consultations",
    "contact",
    "meetings",
    "referrals",
)
STAFF_SLICES = (
    "staff",
    "front",
    "moderation",
    "concerns",
    "consultations",
    "contact",
    "plan",
    "advice",
    "news",
    "notices",
    "hotspots",
    "meetings",
    "packs",
    "referrals",
    "ledger",
)


def create_app(settings: Settings, doors: str | None = None) -> Flask:
    """One portal. `doors` is `public`, `staff` or `both`; without it the settings say.

    Raises `UnsafeSettings` when the settings and the keys do not fit this door.
    """
    settings.check()
    opened = doors or settings.doors
    app = Flask("portal", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.request_class = WholeRequest
    _configure(app, settings)
    _join(app, settings, opened)
    _open_doors(app, opened)
    _explain_to_templates(app, settings, opened)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=[settings.secret_key_previous] if settings.secret_key_previous else [],
        MAX_CONTENT_LENGTH=BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=BODY_BYTES,
        SESSION_COOKIE_NAME="staff",
        SESSION_COOKIE_PATH="/staff",
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=12 * 60 * 60,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )


def _join(app: Flask, settings: Settings, doors: str) -> None:
    settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    opener = None
    if doors != "public" and settings.seal_private_file is not None:
        opener = Opener.from_file(settings.seal_private_file)
        if opener.public != settings.seal_public:
            raise UnsafeSettings(words="PORTAL_SEAL_PRIVATE_FILE does not belong to PORTAL_SEAL_PUBLIC.")
    secrets = tuple(key for key in (settings.secret_key, settings.secret_key_previous) if key)
    derived = tuple(derive(key, "public-forms") for key in secrets)
    app.extensions["portal.secrets"] = lambda: derived
    app.extensions[context.EXTENSION] = context.House(
        settings=settings,
        database=Database(settings.database_url),
        clock=Clock(settings.clock),
        opener=opener,
        limits=SenderLimits(app, settings.limits_url),
    )
    path = loading.folder(settings.partnership)
    app.extensions[PARTNERSHIP] = loading.load(path)
    app.extensions[GEOGRAPHY] = loading.load_geography(path)
    map_tiles.join(app, settings)
    languages.join(app, app.extensions[PARTNERSHIP], path)


def _open_doors(app: Flask, doors: str) -> None:
    CSRFProtect(app)
    headers.install(app, secure=app.config["SESSION_COOKIE_SECURE"])
    errors.install(app)
    filters.install(app)
    sharing.install(app)
    staff = import_module("portal.staff.signed_in") if doors != "public" else None
    unsent = import_module("portal.staff.unsent") if staff else None
    guard.install(
        app, staff.load_actor if staff else lambda: None, unsent.ask_again if unsent else lambda _: None
    )
    if staff:
        names.install(app, import_module("portal.staff.queries").names)
    app.register_blueprint(health.bp)
    app.register_blueprint(brand.bp)
    if doors != "staff":
        for name in PUBLIC_SLICES:
            app.register_blueprint(import_module(f"portal.{name}.routes").bp)
        app.register_blueprint(import_module("portal.concerns.releases.picture").bp)
        app.register_blueprint(import_module("portal.front.outcome_routes").bp)
        app.register_blueprint(import_module("portal.front.easy_read_routes").bp)
    if doors != "public":
        for name in STAFF_SLICES:
            app.register_blueprint(import_module(f"portal.{name}.staff_routes").bp)


def _explain_to_templates(app: Flask, settings: Settings, doors: str) -> None:
    versions: dict[str, str] = {}

    def asset(path: str) -> str:
        if path not in versions:
            versions[path] = _version(ROOT / "static" / path)
        return f"/static/{path}?v={versions[path]}"

    app.jinja_env.globals.update(
        asset=asset,
        brand=current_brand(app),
        demo=settings.demo,
        doors={"public": doors != "staff", "staff": doors != "public"},
        csp_nonce=headers.csp_nonce,
    )


def current_brand(app: Flask) -> dict[str, str]:
    """What every page says about whose portal it is."""
    with app.app_context():
        partnership = current()
    theme = brand.sheet(partnership.brand)
    return {
        "short_name": partnership.short_name,
        "name": partnership.name,
        "area_name": partnership.area_name,
        "attribution": partnership.attribution,
        "colour": partnership.brand.day.harbour,
        "origin": app.extensions[context.EXTENSION].settings.origin,
        "theme_version": hashlib.sha256(theme.encode()).hexdigest()[:10],
    }


def _version(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "0"
