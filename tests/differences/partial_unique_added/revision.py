# migrations/versions/0002_index_books.py
"""Index books."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "uq_books_title_copies_where_state_new",
        "books",
        ["title", "copies"],
        unique=True,
        postgresql_where=sa.column("state") == "new",
        sqlite_where=sa.column("state") == "new",
    )


def downgrade() -> None:
    op.drop_index("uq_books_title_copies_where_state_new", table_name="books")
