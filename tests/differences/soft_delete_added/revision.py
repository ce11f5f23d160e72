# migrations/versions/0002_add_deleted_at_to_books.py
"""Add deleted at to books."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("uq_books_isbn", table_name="books")
    op.add_column("books", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "uq_books_isbn",
        "books",
        ["isbn"],
        unique=True,
        postgresql_where=sa.column("deleted_at").is_(None),
        sqlite_where=sa.column("deleted_at").is_(None),
    )


def downgrade() -> None:
    op.drop_index("uq_books_isbn", table_name="books")
    with op.batch_alter_table("books") as batch:
        batch.drop_column("deleted_at")
    op.create_index("uq_books_isbn", "books", ["isbn"], unique=True)
