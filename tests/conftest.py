"""What all tests share."""

import pytest
from hypothesis import settings

# Two busy cores make any deadline a false alarm.
settings.register_profile("segue", deadline=None)
settings.load_profile("segue")

pytest_plugins = ["tests.cast", "tests.spaces", "tests.model_server"]

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks as `database` each test that uses one, so that these alone run a second time on PostgreSQL."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")
