"""The desk: pages for people (`pages`) and a REST API for programs (`api`) over one store, in one application.

Both ask `communique.analysis` and `communique.store`, and hold no logic that the command line would need too.
"""

from communique.web.app import create_app
from communique.web.desk import Desk
from communique.web.settings import Settings

__all__ = ["Desk", "Settings", "create_app"]
