"""What is kept how long: flags, the end of a project, totals, requests to remove words"""

import sqlalchemy as sa
from alembic import op

from bot.store.types import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# What was read for this script were words; now it is keys, so that no words stay where nobody looks for them.
_WORDS_READ = """DELETE FROM answer WHERE kind = 'once' AND conversation_id IN
(SELECT id FROM conversation WHERE script = 'mine')"""

# Offers that hold words work for one press from now on, and go after a while.
_WORDS_OFFERED = "UPDATE prompt SET state = 'asked' WHERE state = 'offer' AND options LIKE '%\"text\"%'"


def upgrade() -> None:
    for table in ("idea", "answer"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("flags", sa.String(length=120), nullable=False, server_default=""))
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("flags", server_default=None)
    with op.batch_alter_table("resident", schema=None) as batch_op:
        batch_op.add_column(sa.Column("warned", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("resident", schema=None) as batch_op:
        batch_op.alter_column("warned", server_default=None)
    with op.batch_alter_table("neighbourhood", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ends", sa.Date(), nullable=True))
    op.execute(_WORDS_READ)
    op.execute(_WORDS_OFFERED)
    _make_total()
    _make_removal()


def _make_total() -> None:
    op.create_table(
        "total",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("survey", sa.String(length=60), nullable=False),
        sa.Column("question", sa.String(length=120), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"], ["neighbourhood.id"], name=op.f("fk_total_neighbourhood_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_total")),
        sa.UniqueConstraint(
            "neighbourhood_id",
            "survey",
            "question",
            "value",
            name=op.f("uq_total_neighbourhood_id_survey_question_value"),
        ),
    )
    with op.batch_alter_table("total", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_total_neighbourhood_id"), ["neighbourhood_id"], unique=False)


def _make_removal() -> None:
    op.create_table(
        "removal",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("resident_id", sa.BigInteger(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"], ["neighbourhood.id"], name=op.f("fk_removal_neighbourhood_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_removal_resident_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal")),
    )
    with op.batch_alter_table("removal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_removal_neighbourhood_id"), ["neighbourhood_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_removal_resident_id"), ["resident_id"], unique=False)
