"""Create the tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "books",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("isbn", sa.String(), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("subjects", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("published_year", sa.Integer(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_books"),
    )
    op.create_table(
        "branches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_branches"),
    )
    op.create_table(
        "copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("barcode", sa.String(255), nullable=False),
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("branch_id", sa.Uuid(), nullable=False),
        sa.Column("condition", sa.String(4), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_copies"),
        sa.ForeignKeyConstraint(
            ["book_id"], ["books.id"], name="fk_copies_book_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["branches.id"], name="fk_copies_branch_id", ondelete="RESTRICT"
        ),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("full_name", sa.String(120), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("role", sa.String(9), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
    )
    op.create_table(
        "loans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("copy_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("renewals", sa.Integer(), nullable=False),
        sa.Column("borrowed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_loans"),
        sa.ForeignKeyConstraint(
            ["copy_id"], ["copies.id"], name="fk_loans_copy_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["users.id"], name="fk_loans_member_id", ondelete="RESTRICT"
        ),
    )
    op.create_table(
        "auth_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_auth_sessions"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_auth_sessions_user_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "auth_failed_logins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.LargeBinary(32), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_auth_failed_logins"),
    )
    op.create_index("uq_books_isbn", "books", ["isbn"], unique=True)
    op.create_index("ix_books_language", "books", ["language"])
    op.create_index("ix_books_title_id", "books", ["title", "id"])
    op.create_index("ix_books_published_year_id", "books", ["published_year", "id"])
    op.create_index("uq_branches_name", "branches", ["name"], unique=True)
    op.create_index("uq_copies_barcode", "copies", ["barcode"], unique=True)
    op.create_index("ix_copies_book_id", "copies", ["book_id"])
    op.create_index("ix_copies_branch_id", "copies", ["branch_id"])
    op.create_index("uq_users_email", "users", [sa.func.lower(sa.column("email"))], unique=True)
    op.create_index("ix_users_active", "users", ["active"])
    op.create_index("ix_users_role", "users", ["role"])
    op.create_index(
        "uq_loans_copy_id_where_returned_at_is_null",
        "loans",
        ["copy_id"],
        unique=True,
        postgresql_where=sa.column("returned_at").is_(None),
        sqlite_where=sa.column("returned_at").is_(None),
    )
    op.create_index("ix_loans_copy_id", "loans", ["copy_id"])
    op.create_index("ix_loans_member_id", "loans", ["member_id"])
    op.create_index("ix_loans_due_on_id", "loans", ["due_on", "id"])
    op.create_index("ix_auth_sessions_user_id", "auth_sessions", ["user_id"])
    op.create_index("ix_auth_sessions_expires_at", "auth_sessions", ["expires_at"])
    op.create_index(
        "ix_auth_failed_logins_account_failed_at", "auth_failed_logins", ["account", "failed_at"]
    )
    op.create_index("ix_auth_failed_logins_failed_at", "auth_failed_logins", ["failed_at"])


def downgrade() -> None:
    for table in [
        "auth_failed_logins",
        "auth_sessions",
        "loans",
        "users",
        "copies",
        "branches",
        "books",
    ]:
        op.drop_table(table)
