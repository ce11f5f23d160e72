# migrations/versions/0002_change_books_and_authors.py
"""Change books and authors."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("books", sa.Column("author_id", sa.Uuid(), nullable=True))
    op.add_column("authors", sa.Column("best_id", sa.Uuid(), nullable=True))
    op.add_column("authors", sa.Column("pupil_of_id", sa.Uuid(), nullable=True))
    with op.batch_alter_table("books") as batch:
        batch.create_foreign_key(
            "fk_books_author_id", "authors", ["author_id"], ["id"], ondelete="RESTRICT"
        )
    with op.batch_alter_table("authors") as batch:
        batch.create_foreign_key(
            "fk_authors_best_id", "books", ["best_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_foreign_key(
            "fk_authors_pupil_of_id", "authors", ["pupil_of_id"], ["id"], ondelete="RESTRICT"
        )
    op.create_index("ix_books_author_id", "books", ["author_id"])
    op.create_index("ix_authors_best_id", "authors", ["best_id"])
    op.create_index("ix_authors_pupil_of_id", "authors", ["pupil_of_id"])


def downgrade() -> None:
    op.drop_index("ix_authors_best_id", table_name="authors")
    op.drop_index("ix_authors_pupil_of_id", table_name="authors")
    op.drop_index("ix_books_author_id", table_name="books")
    with op.batch_alter_table("authors") as batch:
        batch.drop_constraint("fk_authors_best_id", type_="foreignkey")
        batch.drop_constraint("fk_authors_pupil_of_id", type_="foreignkey")
    with op.batch_alter_table("books") as batch:
        batch.drop_constraint("fk_books_author_id", type_="foreignkey")
    with op.batch_alter_table("authors") as batch:
        batch.drop_column("best_id")
        batch.drop_column("pupil_of_id")
    with op.batch_alter_table("books") as batch:
        batch.drop_column("author_id")
