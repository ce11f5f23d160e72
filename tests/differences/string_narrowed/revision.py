# migrations/versions/0002_change_title_of_books.py
"""Change title of books."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("books") as batch:
        batch.alter_column("title", existing_type=sa.String(200), type_=sa.String(50))


def downgrade() -> None:
    with op.batch_alter_table("books") as batch:
        batch.alter_column("title", existing_type=sa.String(50), type_=sa.String(200))
