"""How Alembic reaches the portal's tables: one schema, two databases."""

from alembic import context

from portal.adapters.db import Database
from portal.tables import metadata


def run() -> None:
    """Apply the revisions in one transaction."""
    database = Database(context.config.get_main_option("sqlalchemy.url") or "")
    with database.engine.begin() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=database.is_sqlite,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    database.dispose()


run()
