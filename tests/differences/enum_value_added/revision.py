# migrations/versions/0002_change_state_of_books.py
"""Change state of books."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("books") as batch:
        batch.alter_column("state", existing_type=sa.String(4), type_=sa.String(8))


def downgrade() -> None:
    with op.batch_alter_table("books") as batch:
        batch.alter_column("state", existing_type=sa.String(8), type_=sa.String(4))
