"""How Alembic reaches the portal's tables: one schema, two databases."""

from alembic import context

from portal.adapters.db import Database
from portal.tables import metadata


def run() -> None:
    """Apply the revisions in one transaction."""
    database = Database(context.config.get_main_option("sqlalchemy.url") or "")
    with database.engine.connect() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=database.is_sqlite,
            compare_type=True,
            transactional_ddl=True,
        )
        with connection.begin(), context.begin_transaction():
            context.run_migrations()
    database.dispose()


run()
