# migrations/versions/0002_change_books.py
"""Change books."""

from datetime import UTC, datetime
from decimal import Decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("books", sa.Column("added_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        sa.table("books", sa.column("added_at", sa.DateTime(timezone=True)))
        .update()
        .values({"added_at": datetime.now(UTC).replace(microsecond=0)})
    )
    op.add_column("books", sa.Column("added_on", sa.Date(), nullable=True))
    op.execute(
        sa.table("books", sa.column("added_on", sa.Date()))
        .update()
        .values({"added_on": datetime.now(UTC).date()})
    )
    op.add_column("books", sa.Column("is_rare", sa.Boolean(), nullable=True))
    op.execute(
        sa.table("books", sa.column("is_rare", sa.Boolean())).update().values({"is_rare": False})
    )
    op.add_column("books", sa.Column("note", sa.Text(), nullable=True))
    op.execute(
        sa.table("books", sa.column("note", sa.Text())).update().values({"note": 'say "hi"'})
    )
    op.add_column(
        "books",
        sa.Column("price", sa.Numeric(8, 2).with_variant(sa.String(10), "sqlite"), nullable=True),
    )
    op.execute(
        sa.table(
            "books", sa.column("price", sa.Numeric(8, 2).with_variant(sa.String(10), "sqlite"))
        )
        .update()
        .values(
            {"price": "1000001.50" if op.get_context().dialect.name == "sqlite" else Decimal("1.5")}
        )
    )
    op.add_column("books", sa.Column("rating", sa.Double(), nullable=True))
    op.execute(sa.table("books", sa.column("rating", sa.Double())).update().values({"rating": 2.5}))
    op.add_column("books", sa.Column("state", sa.String(4), nullable=True))
    op.execute(
        sa.table("books", sa.column("state", sa.String(4))).update().values({"state": "new"})
    )
    op.add_column(
        "books", sa.Column("tags", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True)
    )
    op.execute(
        sa.table("books", sa.column("tags", sa.JSON().with_variant(JSONB(), "postgresql")))
        .update()
        .values({"tags": ["classic"]})
    )
    with op.batch_alter_table("books") as batch:
        batch.alter_column("added_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch.alter_column("added_on", existing_type=sa.Date(), nullable=False)
        batch.alter_column("is_rare", existing_type=sa.Boolean(), nullable=False)
        batch.alter_column("note", existing_type=sa.Text(), nullable=False)
        batch.alter_column(
            "price",
            existing_type=sa.Numeric(8, 2).with_variant(sa.String(10), "sqlite"),
            nullable=False,
        )
        batch.alter_column("rating", existing_type=sa.Double(), nullable=False)
        batch.alter_column("state", existing_type=sa.String(4), nullable=False)
        batch.alter_column(
            "tags", existing_type=sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False
        )


def downgrade() -> None:
    with op.batch_alter_table("books") as batch:
        batch.drop_column("added_at")
        batch.drop_column("added_on")
        batch.drop_column("is_rare")
        batch.drop_column("note")
        batch.drop_column("price")
        batch.drop_column("rating")
        batch.drop_column("state")
        batch.drop_column("tags")
