# migrations/versions/0002_drop_isbn_of_books.py
"""Drop isbn of books."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_books_isbn", table_name="books")
    with op.batch_alter_table("books") as batch:
        batch.drop_column("isbn")


def downgrade() -> None:
    op.add_column("books", sa.Column("isbn", sa.String(20), nullable=True))
    op.execute(sa.table("books", sa.column("isbn", sa.String(20))).update().values({"isbn": ""}))
    with op.batch_alter_table("books") as batch:
        batch.alter_column("isbn", existing_type=sa.String(20), nullable=False)
    op.create_index("ix_books_isbn", "books", ["isbn"])
