"""Geoparsing: which words name places, what they may mean, and what they do mean in a text."""
