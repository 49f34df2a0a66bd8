"""What holds for every request, before any page or call: pure ASGI, the outermost first.

| layer | what it does |
| --- | --- |
| `Headers` | tells browsers to load nothing from elsewhere, to be framed by nobody, to guess no types |
| `Failures` | turns what is refused, and what nobody expected, into a problem |
| `Heads` | answers HEAD as GET: the server leaves the body out |
| `Hosts` | refuses names that are not this desk's (DNS rebinding) |
| `Rates` | refuses a client that asks too often |
| `Bodies` | refuses bodies that are too large or come too slowly |
| `Access` | asks for tokens, and refuses what another site's page sends |
"""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from communique.web.desk import Desk
from communique.web.security.access import Access
from communique.web.security.bodies import Bodies
from communique.web.security.failures import Failures
from communique.web.security.headers import Headers
from communique.web.security.heads import Heads
from communique.web.security.hosts import Hosts
from communique.web.security.rates import Rates

#: Bytes from which answers are compressed.
_COMPRESSED_FROM = 2_000


def layers(desk: Desk) -> list[Middleware]:
    """The layers around the application of a desk.

    Only what leaves the machine is compressed: else it costs more than it saves. What is compressed may hold words
    of the request beside a secret (BREACH): a secret in a page, such as a form's token, has to be masked anew in
    each answer.
    """
    compressing = Middleware(GZipMiddleware, minimum_size=_COMPRESSED_FROM, compresslevel=5)
    return [
        Middleware(Headers),
        Middleware(Failures),
        Middleware(Heads),
        Middleware(Hosts, names=desk.hosts),
        Middleware(Rates, settings=desk.settings),
        Middleware(Bodies, settings=desk.settings),
        Middleware(Access, desk=desk),
        *([compressing] if desk.remote else []),
    ]
