"""Coding events in PLOVER: what names one (`frames`), how it stands (`standing`), who and to whom (`sides`)."""
