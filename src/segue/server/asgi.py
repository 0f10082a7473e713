"""The ASGI application that `segue serve` runs."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "segue.server.settings")
application = get_asgi_application()
