# migrations/versions/0002_change_title_and_copies_of_books.py
"""Change title and copies of books."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("uq_books_isbn", table_name="books")
    with op.batch_alter_table("books") as batch:
        batch.alter_column("title", existing_type=sa.String(200), type_=sa.String(250))
        batch.alter_column("copies", existing_type=sa.BigInteger(), nullable=True)
    op.create_index("uq_books_isbn", "books", [sa.func.lower(sa.column("isbn"))], unique=True)


def downgrade() -> None:
    op.drop_index("uq_books_isbn", table_name="books")
    op.execute(
        sa.table("books", sa.column("copies", sa.BigInteger()))
        .update()
        .where(sa.column("copies").is_(None))
        .values({"copies": 0})
    )
    with op.batch_alter_table("books") as batch:
        batch.alter_column("title", existing_type=sa.String(250), type_=sa.String(200))
        batch.alter_column("copies", existing_type=sa.BigInteger(), nullable=False)
    op.create_index("uq_books_isbn", "books", [sa.func.lower(sa.column("isbn"))], unique=True)
