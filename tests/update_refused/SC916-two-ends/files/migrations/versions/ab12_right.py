"""By hand."""

revision = "ab12"
down_revision = "0001"


def upgrade() -> None: ...


def downgrade() -> None: ...
