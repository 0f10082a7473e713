"""Where words stand that may name somebody: every text of every noun beside the messages.

Each noun with the way to the conversation that it belongs to (empty where it belongs to none) and its fields, which
hold texts or lists and objects of texts. What somebody is known by (name, address, number) is theirs, and not here.
"""

from __future__ import annotations

from segue.store import models as store

TEXTS: tuple[tuple[type[store.Owned], str, tuple[str, ...]], ...] = (
    (
        store.Conversation,
        "id",
        ("subject", "objective", "agenda", "terms", "questions", "documents", "expected", "notes"),
    ),
    (store.Participant, "conversation_id", ("speaker",)),
    (store.Mark, "message__conversation_id", ("what", "performer", "due_text")),
    (store.Commitment, "conversation_id", ("what", "quote", "due_text")),
    (store.Move, "commitment__conversation_id", ("words",)),
    (store.Person, "", ("organisation", "title", "notes")),
    (store.DoubtfulPair, "", ("reason",)),
    (store.Address, "", ("name", "why")),
    (store.Connection, "", ("closed_terms", "closed_offer", "agreed_contact_way", "intent", "for_them")),
    (store.Need, "", ("name",)),
    (store.Topic, "", ("name", "said")),
    (store.Introduction, "", ("why",)),
    (store.Occasion, "", ("what",)),
    (store.News, "", ("topic", "title", "link", "note")),
    (store.Victory, "", ("text",)),
    (store.StageMove, "", ("why",)),
    (store.TalkMark, "conversation_id", ("text",)),
    (store.Board, "", ("topic",)),
    (store.Idea, "", ("text", "group", "why")),
    (store.Opportunity, "", ("name", "need", "decides", "ended_why")),
    (store.Term, "", ("mine", "theirs")),
    (store.Plan, "", ("name", "way")),
    (store.PlanItem, "", ("what", "role", "deliverable", "metric", "success", "resource")),
    (store.Issue, "", ("text", "outcome")),
    (store.Import, "", ("paths", "error")),
    (store.SetAside, "", ("reason",)),
    (store.Source, "", ("asked", "told")),
)
