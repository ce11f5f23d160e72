# migrations/versions/0002_rename_orders_to_order.py
"""Rename orders to order."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.rename_table("orders", "order")
    if op.get_context().dialect.name == "sqlite":
        with op.batch_alter_table("order") as batch:
            batch.drop_constraint("pk_orders", type_="primary")
            batch.create_primary_key("pk_order", ["id"])
    else:
        op.execute('ALTER TABLE "order" RENAME CONSTRAINT "pk_orders" TO "pk_order"')
    op.alter_column("order", "group", new_column_name="table")
    op.alter_column("order", "select", new_column_name="class")
    op.add_column("order", sa.Column("import", sa.String(255), nullable=True))
    op.execute(
        sa.table("order", sa.column("import", sa.String(255))).update().values({"import": "x"})
    )
    with op.batch_alter_table("order") as batch:
        batch.alter_column("import", existing_type=sa.String(255), nullable=False)
    op.execute(
        sa.table("order", sa.column("class", sa.BigInteger()))
        .update()
        .where(sa.column("class").is_(None))
        .values({"class": 4})
    )
    with op.batch_alter_table("order") as batch:
        batch.alter_column("class", existing_type=sa.BigInteger(), nullable=False)


def downgrade() -> None:
    op.rename_table("order", "orders")
    if op.get_context().dialect.name == "sqlite":
        with op.batch_alter_table("orders") as batch:
            batch.drop_constraint("pk_order", type_="primary")
            batch.create_primary_key("pk_orders", ["id"])
    else:
        op.execute('ALTER TABLE "orders" RENAME CONSTRAINT "pk_order" TO "pk_orders"')
    op.alter_column("orders", "table", new_column_name="group")
    op.alter_column("orders", "class", new_column_name="select")
    with op.batch_alter_table("orders") as batch:
        batch.drop_column("import")
    with op.batch_alter_table("orders") as batch:
        batch.alter_column("select", existing_type=sa.BigInteger(), nullable=True)
