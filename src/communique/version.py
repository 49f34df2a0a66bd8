"""The version of this package, as every record names it."""

from importlib.metadata import version

__version__ = version("communique")
