# migrations/versions/0002_create_authors.py
"""Create authors."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "authors",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_authors"),
    )
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
    op.drop_table("authors")
