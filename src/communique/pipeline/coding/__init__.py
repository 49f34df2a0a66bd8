"""Coding events in PLOVER: what names one (`frames`), what becomes of it (`standing`), who and to whom (`sides`)."""
