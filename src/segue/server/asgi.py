"""The ASGI application that `segue serve` runs."""

import os
import threading

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "segue.server.settings")
application = get_asgi_application()

from segue.web.loading import load  # noqa: E402 (it needs Django set up)

# The first page is out by then, and whoever opens the next finds it loaded.
_rest = threading.Timer(1.0, load)
_rest.daemon = True
_rest.start()
