"""`python -m segue.jobs [PID]`: the background worker in a process of its own."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "segue.server.settings")
django.setup()

from segue.jobs.worker import main  # noqa: E402 (models can be loaded only once Django is set up)

if __name__ == "__main__":
    main(sys.argv[1:])
