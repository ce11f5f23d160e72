# migrations/versions/0002_add_isbn_and_slogan_to_books.py
"""Add isbn and slogan to books."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("books", sa.Column("isbn", sa.String(20), nullable=True))
    op.add_column("books", sa.Column("slogan", sa.String(80), nullable=True))
    op.create_index("uq_books_isbn", "books", ["isbn"], unique=True)
    op.create_index("uq_books_slogan", "books", [sa.func.lower(sa.column("slogan"))], unique=True)


def downgrade() -> None:
    op.drop_index("uq_books_isbn", table_name="books")
    op.drop_index("uq_books_slogan", table_name="books")
    with op.batch_alter_table("books") as batch:
        batch.drop_column("isbn")
        batch.drop_column("slogan")
