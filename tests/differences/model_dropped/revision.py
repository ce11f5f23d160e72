# migrations/versions/0002_drop_loans.py
"""Drop loans."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("loans")


def downgrade() -> None:
    op.create_table(
        "loans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_loans"),
        sa.ForeignKeyConstraint(
            ["book_id"], ["books.id"], name="fk_loans_book_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_loans_book_id", "loans", ["book_id"])
