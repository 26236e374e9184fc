"""Too much: up to which message a resident's messages were left out, and how large photos are"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("resident", sa.Column("skipped", sa.BigInteger(), nullable=True))
    op.add_column("photo", sa.Column("size", sa.BigInteger(), nullable=False, server_default="0"))
