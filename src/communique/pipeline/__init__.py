"""The pipeline: one document to one record. `reader` tells its story; each stage is a module of the same name."""

from communique.pipeline.language import DEFAULT_MODEL, ModelNotFoundError
from communique.pipeline.reader import Reader

__all__ = ["DEFAULT_MODEL", "ModelNotFoundError", "Reader"]
