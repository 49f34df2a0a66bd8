"""Tokens: made, shown once, admitted, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.store import Store, TokenError, admitted, list_tokens, make_token, revoke_token


def test_a_token_taken_back_or_out_of_date_is_refused(place: str) -> None:
    with Store(place, create=True) as store:
        token, secret = make_token(store, "alice", ["read"])
        assert admitted(store, secret, "read") == token
        with pytest.raises(TokenError, match="has not the scope 'write'"):
            admitted(store, secret, "write")
        with pytest.raises(TokenError, match="not known here"):
            admitted(store, secret[:-1] + ("A" if secret[-1] != "A" else "B"), "read")
        _, old = make_token(store, "bob", ["read"], days=0)
        with pytest.raises(TokenError, match="this token held until"):
            admitted(store, old, "read")
        revoke_token(store, token.number)
        with pytest.raises(TokenError, match="not known here"):
            admitted(store, secret, "read")
        assert [one.name for one in list_tokens(store)] == ["bob"]
        again, _ = make_token(store, "carol", ["read"])
        assert again.number not in {token.number}
        with pytest.raises(TokenError, match="there is no token 99"):
            revoke_token(store, 99)


def test_the_store_has_no_secret(tmp_path: Path) -> None:
    with Store(tmp_path / "store.db", create=True) as store:
        _, secret = make_token(store, "alice", ["read"])
        kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"alice" in kept
    assert secret.encode() not in kept
    assert secret.split("_", 2)[2].encode() not in kept
