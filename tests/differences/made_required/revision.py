# migrations/versions/0002_change_isbn_and_edition_of_books.py
"""Change isbn and edition of books."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        sa.table("books", sa.column("edition", sa.BigInteger()))
        .update()
        .where(sa.column("edition").is_(None))
        .values({"edition": 1})
    )
    with op.batch_alter_table("books") as batch:
        batch.alter_column("isbn", existing_type=sa.String(20), nullable=False)
        batch.alter_column("edition", existing_type=sa.BigInteger(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("books") as batch:
        batch.alter_column("isbn", existing_type=sa.String(20), nullable=True)
        batch.alter_column("edition", existing_type=sa.BigInteger(), nullable=True)
