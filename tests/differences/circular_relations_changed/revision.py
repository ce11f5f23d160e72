# migrations/versions/0002_change_name_of_authors.py
"""Change name of authors."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("authors") as batch:
        batch.drop_constraint("fk_authors_best_id", type_="foreignkey")
    with op.batch_alter_table("authors") as batch:
        batch.alter_column("name", existing_type=sa.String(80), type_=sa.String(120))
    with op.batch_alter_table("authors") as batch:
        batch.create_foreign_key(
            "fk_authors_best_id", "books", ["best_id"], ["id"], ondelete="CASCADE"
        )


def downgrade() -> None:
    with op.batch_alter_table("authors") as batch:
        batch.drop_constraint("fk_authors_best_id", type_="foreignkey")
    with op.batch_alter_table("authors") as batch:
        batch.alter_column("name", existing_type=sa.String(120), type_=sa.String(80))
    with op.batch_alter_table("authors") as batch:
        batch.create_foreign_key(
            "fk_authors_best_id", "books", ["best_id"], ["id"], ondelete="SET NULL"
        )
