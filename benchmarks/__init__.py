"""Accuracy and speed of Communiqué, measured: `python -m benchmarks predict | score | speed`.

The data sets lie outside the repository, each beside its scorer; see `sets` for which they are. None of their text
is kept here.
"""
