# migrations/versions/0002_index_books.py
"""Index books."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_books_title", "books", ["title"])
    op.create_index("ix_books_copies_id", "books", ["copies", "id"])


def downgrade() -> None:
    op.drop_index("ix_books_title", table_name="books")
    op.drop_index("ix_books_copies_id", table_name="books")
