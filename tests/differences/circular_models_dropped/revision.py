# migrations/versions/0002_drop_authors_and_books.py
"""Drop authors and books."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("books") as batch:
        batch.drop_constraint("fk_books_author_id", type_="foreignkey")
    op.drop_table("authors")
    op.drop_table("books")


def downgrade() -> None:
    op.create_table(
        "books",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("copies", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_books"),
    )
    op.create_table(
        "authors",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("best_id", sa.Uuid(), nullable=True),
        sa.Column("pupil_of_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_authors"),
        sa.ForeignKeyConstraint(
            ["best_id"], ["books.id"], name="fk_authors_best_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["pupil_of_id"], ["authors.id"], name="fk_authors_pupil_of_id", ondelete="RESTRICT"
        ),
    )
    with op.batch_alter_table("books") as batch:
        batch.create_foreign_key(
            "fk_books_author_id", "authors", ["author_id"], ["id"], ondelete="RESTRICT"
        )
    op.create_index("ix_books_author_id", "books", ["author_id"])
    op.create_index("ix_authors_best_id", "authors", ["best_id"])
    op.create_index("ix_authors_pupil_of_id", "authors", ["pupil_of_id"])
