"""What all tables share: one metadata with names for its constraints, and the columns that recur."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def of(table: str, *, nullable: bool = False) -> Column[int]:
    """A reference to a row of this table: gone with it, or left empty when `nullable`."""
    kind = Integer if table in ("neighbourhood", "survey", "survey_version", "idea") else BigInteger
    gone = "SET NULL" if nullable else "CASCADE"
    return Column(f"{table}_id", kind, ForeignKey(f"{table}.id", ondelete=gone), nullable=nullable, index=True)


def big_key() -> Column[int]:
    """The number of a row, made by `bot.store.ids`."""
    return Column("id", BigInteger, primary_key=True, autoincrement=False)
