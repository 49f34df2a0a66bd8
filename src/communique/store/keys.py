"""What things are called by their content: the same content has the same key in every store."""

from __future__ import annotations

import hashlib

import msgspec

from communique.record import Document, Model

#: Hexadecimal digits of a key: 128 bits, so that two contents never share one.
KEY_LENGTH = 32


def document_key(document: Document) -> str:
    """The key of a document: of its text and what its giver knows of it, but not of its name (`Document.id`).

    The same file read from two folders is one document with two names; the same text from two outlets is two.
    """
    content = (document.text, document.published, document.url, document.outlet, document.title)
    return digest(msgspec.json.encode(content))[:KEY_LENGTH]


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, hexadecimal."""
    return digest(text.encode())


def digest(data: bytes) -> str:
    """SHA-256 of bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def reader_key(model: Model) -> str:
    """What read a record, as one word to compare by: all versions of its model, as JSON."""
    return msgspec.json.encode(model).decode()
