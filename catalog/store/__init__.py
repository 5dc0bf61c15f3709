"""The only room with SQLModel and SQLAlchemy: tables, engine, migrations, unit of work, audit chain.

Nothing outside sees a row or a session: writing goes through `Store.writing`, reading through `Store.reading`,
and what comes out are documents of `catalog.domain`. Driver errors become `Unavailable` here.
"""

from catalog.store.anchors import AnchorFile
from catalog.store.audit import EventFilter
from catalog.store.reader import Reader
from catalog.store.store import Store
from catalog.store.unit_of_work import UnitOfWork

__all__ = ["AnchorFile", "EventFilter", "Reader", "Store", "UnitOfWork"]
