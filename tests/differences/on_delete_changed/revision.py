# migrations/versions/0002_relate_books.py
"""Relate books."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("books") as batch:
        batch.drop_constraint("fk_books_author_id", type_="foreignkey")
    with op.batch_alter_table("books") as batch:
        batch.create_foreign_key(
            "fk_books_author_id", "authors", ["author_id"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("books") as batch:
        batch.drop_constraint("fk_books_author_id", type_="foreignkey")
    with op.batch_alter_table("books") as batch:
        batch.create_foreign_key(
            "fk_books_author_id", "authors", ["author_id"], ["id"], ondelete="RESTRICT"
        )
