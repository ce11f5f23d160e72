# migrations/versions/0002_index_books.py
"""Index books."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("uq_books_isbn", table_name="books")
    op.create_index("uq_books_isbn", "books", [sa.func.lower(sa.column("isbn"))], unique=True)


def downgrade() -> None:
    op.drop_index("uq_books_isbn", table_name="books")
    op.create_index("uq_books_isbn", "books", ["isbn"], unique=True)
