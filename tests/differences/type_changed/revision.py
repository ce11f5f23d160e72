# migrations/versions/0002_change_books.py
"""Change books."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("books") as batch:
        batch.drop_column("sold")
    op.add_column("books", sa.Column("sold", sa.Date(), nullable=True))
    with op.batch_alter_table("books") as batch:
        batch.alter_column("pages", existing_type=sa.BigInteger(), type_=sa.String(40))
        batch.alter_column(
            "shelf",
            existing_type=sa.String(10),
            type_=sa.BigInteger(),
            postgresql_using='"shelf"::bigint',
        )


def downgrade() -> None:
    with op.batch_alter_table("books") as batch:
        batch.drop_column("sold")
    op.add_column("books", sa.Column("sold", sa.String(20), nullable=True))
    with op.batch_alter_table("books") as batch:
        batch.alter_column(
            "pages",
            existing_type=sa.String(40),
            type_=sa.BigInteger(),
            postgresql_using='"pages"::bigint',
        )
        batch.alter_column("shelf", existing_type=sa.BigInteger(), type_=sa.String(10))
