"""What the pages of boards, opportunities and plans share."""

from django.http import Http404

from segue.queries.boards import connection_of
from segue.store.models import Connection
from segue.web.visits import Visit


def connection_seen(visit: Visit, connection_id: int) -> Connection:
    """A connection that the visitor may see, with its person; raises Http404 where there is none."""
    try:
        return connection_of(visit.asker, connection_id)
    except Connection.DoesNotExist:
        raise Http404 from None
