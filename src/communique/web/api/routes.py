"""All calls under `/api/v1`."""

from __future__ import annotations

from fastapi import APIRouter

from communique.web.api import about

#: Where the calls are.
PREFIX = "/api/v1"

router = APIRouter(prefix=PREFIX)
router.include_router(about.router)
