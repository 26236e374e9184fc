"""Instances: one writer, and who is to send what"""

import sqlalchemy as sa
from alembic import op

from bot.store.types import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "instance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("process", sa.String(length=120), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("leads", Moment(), nullable=True),
        sa.Column("beat", sa.BigInteger(), nullable=False),
        sa.Column("started", Moment(), nullable=False),
        sa.Column("seen", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instance")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delivery_state"))
        batch_op.add_column(sa.Column("instance", sa.BigInteger(), nullable=True))
        batch_op.create_index("ix_delivery_state_lane", ["state", "lane"], unique=False)
    with op.batch_alter_table("due", schema=None) as batch_op:
        batch_op.drop_column("claimed")
