"""The REST API, for programs: `/api/v1`, described by `/api/v1/openapi.json`."""

from communique.web.api.routes import router

__all__ = ["router"]
