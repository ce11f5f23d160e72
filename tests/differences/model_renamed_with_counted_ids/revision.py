# migrations/versions/0002_rename_items_to_products.py
"""Rename items to products."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("uq_items_title", table_name="items")
    op.drop_index("ix_items_part_of_id", table_name="items")
    op.drop_index("ix_loans_item_id", table_name="loans")
    with op.batch_alter_table("items") as batch:
        batch.drop_constraint("fk_items_part_of_id", type_="foreignkey")
    with op.batch_alter_table("loans") as batch:
        batch.drop_constraint("fk_loans_item_id", type_="foreignkey")
    op.rename_table("items", "products")
    if op.get_context().dialect.name == "sqlite":
        with op.batch_alter_table("products") as batch:
            batch.drop_constraint("pk_items", type_="primary")
            batch.create_primary_key("pk_products", ["id"])
    else:
        op.execute('ALTER TABLE "products" RENAME CONSTRAINT "pk_items" TO "pk_products"')
        op.execute('ALTER SEQUENCE "items_id_seq" RENAME TO "products_id_seq"')
    op.alter_column("loans", "item_id", new_column_name="product_id")
    with op.batch_alter_table("products") as batch:
        batch.create_foreign_key(
            "fk_products_part_of_id", "products", ["part_of_id"], ["id"], ondelete="CASCADE"
        )
    with op.batch_alter_table("loans") as batch:
        batch.create_foreign_key(
            "fk_loans_product_id", "products", ["product_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index(
        "uq_products_title", "products", [sa.func.lower(sa.column("title"))], unique=True
    )
    op.create_index("ix_products_part_of_id", "products", ["part_of_id"])
    op.create_index("ix_loans_product_id", "loans", ["product_id"])


def downgrade() -> None:
    op.drop_index("uq_products_title", table_name="products")
    op.drop_index("ix_products_part_of_id", table_name="products")
    op.drop_index("ix_loans_product_id", table_name="loans")
    with op.batch_alter_table("products") as batch:
        batch.drop_constraint("fk_products_part_of_id", type_="foreignkey")
    with op.batch_alter_table("loans") as batch:
        batch.drop_constraint("fk_loans_product_id", type_="foreignkey")
    op.rename_table("products", "items")
    if op.get_context().dialect.name == "sqlite":
        with op.batch_alter_table("items") as batch:
            batch.drop_constraint("pk_products", type_="primary")
            batch.create_primary_key("pk_items", ["id"])
    else:
        op.execute('ALTER TABLE "items" RENAME CONSTRAINT "pk_products" TO "pk_items"')
        op.execute('ALTER SEQUENCE "products_id_seq" RENAME TO "items_id_seq"')
    op.alter_column("loans", "product_id", new_column_name="item_id")
    with op.batch_alter_table("items") as batch:
        batch.create_foreign_key(
            "fk_items_part_of_id", "items", ["part_of_id"], ["id"], ondelete="CASCADE"
        )
    with op.batch_alter_table("loans") as batch:
        batch.create_foreign_key(
            "fk_loans_item_id", "items", ["item_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index("uq_items_title", "items", [sa.func.lower(sa.column("title"))], unique=True)
    op.create_index("ix_items_part_of_id", "items", ["part_of_id"])
    op.create_index("ix_loans_item_id", "loans", ["item_id"])
