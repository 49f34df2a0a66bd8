"""Runs: the reader and the store joined. Documents are kept, read in processes of their own, and written.

>>> from communique import Document, Reader
>>> from communique.runs import Workers, ingest
>>> from communique.store import Store
>>> documents = [Document(id="a", text="Beijing said on Tuesday that it would attend.")]
>>> with Store("a.db", create=True) as store, Workers(Reader, count=2) as workers:  # doctest: +SKIP
...     ingest(store, documents, workers, tell=print)
"""

from communique.runs.ingest import Outcome, Refused, Tell, again, ingest
from communique.runs.workers import BUDGET, MakeReader, ReaderError, Result, Workers, cores, readers

__all__ = [
    "BUDGET",
    "MakeReader",
    "Outcome",
    "ReaderError",
    "Refused",
    "Result",
    "Tell",
    "Workers",
    "again",
    "cores",
    "ingest",
    "readers",
]
