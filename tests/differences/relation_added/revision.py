# migrations/versions/0002_add_author_id_to_books.py
"""Add author id to books."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("books", sa.Column("author_id", sa.Uuid(), nullable=True))
    with op.batch_alter_table("books") as batch:
        batch.create_foreign_key(
            "fk_books_author_id", "authors", ["author_id"], ["id"], ondelete="RESTRICT"
        )
    op.create_index("ix_books_author_id", "books", ["author_id"])


def downgrade() -> None:
    op.drop_index("ix_books_author_id", table_name="books")
    with op.batch_alter_table("books") as batch:
        batch.drop_constraint("fk_books_author_id", type_="foreignkey")
    with op.batch_alter_table("books") as batch:
        batch.drop_column("author_id")
