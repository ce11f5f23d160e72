# migrations/versions/0002_change_books.py
"""Change books."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("uq_books_code", table_name="books")
    op.drop_index("ix_books_copies_id", table_name="books")
    op.alter_column("books", "code", new_column_name="barcode")
    op.alter_column("books", "copies", new_column_name="stock")
    op.create_index("uq_books_barcode", "books", ["barcode"], unique=True)
    op.create_index("ix_books_stock_id", "books", ["stock", "id"])


def downgrade() -> None:
    op.drop_index("uq_books_barcode", table_name="books")
    op.drop_index("ix_books_stock_id", table_name="books")
    op.alter_column("books", "barcode", new_column_name="code")
    op.alter_column("books", "stock", new_column_name="copies")
    op.create_index("uq_books_code", "books", ["code"], unique=True)
    op.create_index("ix_books_copies_id", "books", ["copies", "id"])
