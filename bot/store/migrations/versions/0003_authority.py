"""The audit log, names with roles and invites, and attempts at invites"""

import sqlalchemy as sa
from alembic import op

from bot.store.types import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(length=12), nullable=False),
        sa.Column("what", sa.String(length=30), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("neighbourhood", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("who", sa.BigInteger(), nullable=True),
        sa.Column("who_salt", sa.String(length=32), nullable=False),
        sa.Column("who_seal", sa.String(length=64), nullable=False),
        sa.Column("whom", sa.BigInteger(), nullable=True),
        sa.Column("whom_salt", sa.String(length=32), nullable=False),
        sa.Column("whom_seal", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reason_salt", sa.String(length=32), nullable=False),
        sa.Column("reason_seal", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_who"), ["who"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_whom"), ["whom"], unique=False)

    op.create_table(
        "audit_end",
        sa.Column("which", sa.String(length=5), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("which", name=op.f("pk_audit_end")),
    )
    op.create_table(
        "attempt",
        sa.Column("who", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("last", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("who", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.add_column(sa.Column("called", sa.String(length=60), server_default="", nullable=False))
    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.add_column(sa.Column("made_by", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("called", sa.String(length=60), server_default="", nullable=False))
        batch_op.create_foreign_key(
            batch_op.f("fk_invite_made_by"), "resident", ["made_by"], ["id"], ondelete="SET NULL"
        )
