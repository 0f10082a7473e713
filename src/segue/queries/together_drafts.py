"""The drafts of what two do together: the summary of a board, checking in on a plan, a kind end of an opportunity."""

from __future__ import annotations

from segue.domain.board_summary import summary_slots
from segue.domain.drafts import ENDINGS, Kind
from segue.queries.boards import BoardPage
from segue.queries.drafts import Drafted, Wish, for_connection
from segue.queries.plans import PlanPage
from segue.store.models import Asker, Opportunity


def summary_of(asker: Asker, page: BoardPage, wish: Wish) -> Drafted:
    """What came of a board, as the asker sees it, with the request for what the other side sees differently."""
    slots = summary_slots(page.board.topic, page.ideas)
    return for_connection(asker, page.board.connection_id, Kind.SUMMARY, wish, slots)


def check_in_on(asker: Asker, page: PlanPage, wish: Wish) -> Drafted:
    """The question how it goes, with what is open."""
    left = "\n".join(f"- {item.what}" for item in page.items if not item.done)
    return for_connection(asker, page.plan.connection_id, Kind.CHECK_IN, wish, {"plan": page.plan.name, "left": left})


def kind_endings(asker: Asker, opportunity: Opportunity, wish: Wish) -> list[tuple[Kind, str, str]]:
    """Kind words to end an opportunity early with: the kind of draft, when to use it, the words."""
    slots = {"what": opportunity.name}
    return [
        (kind, when, for_connection(asker, opportunity.connection_id, kind, wish, slots).draft.body)
        for kind, when in ENDINGS.items()
    ]
