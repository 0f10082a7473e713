"""Connections: my relationship with a person, its way through the stages, and what Today last said about it."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import models

from segue.store.access import Owned, Shareable

# Facts have changed: what Today says of the connection must be decided anew.
STALE = datetime(1970, 1, 1, tzinfo=UTC)


class Need(Shareable):
    """What I am looking for; several connections can serve it, and it is found when I say so."""

    name = models.CharField(max_length=200)
    since = models.DateTimeField()
    found_at = models.DateTimeField(null=True, help_text="when I said that nothing more is looked for")

    class Meta:
        indexes = [models.Index(fields=["owner"], name="need_owner")]

    def __str__(self) -> str:
        return self.name


class Connection(Shareable):
    """My relationship with one person: intent, stage, cadence, close."""

    class Stage(models.TextChoices):
        INTENT = "intent"
        RELATEDNESS = "relatedness"
        POSSIBILITIES = "possibilities"
        OPPORTUNITY = "opportunity"
        ACTION = "action"
        MAINTAINED = "maintained"
        CLOSED = "closed"

    person = models.OneToOneField("store.Person", on_delete=models.CASCADE, related_name="connection")
    stage = models.CharField(max_length=13, choices=Stage.choices, blank=True)
    stage_since = models.DateTimeField(null=True)
    wanted = models.CharField(max_length=30, blank=True, help_text="a domain.connections.Wanted")
    intent = models.CharField(max_length=500, blank=True, help_text="what I want, in my words")
    for_them = models.CharField(max_length=500, blank=True, help_text="what is in it for them")
    series = models.CharField(max_length=30, blank=True, help_text="a domain.connections.Series")
    need = models.ForeignKey(Need, on_delete=models.SET_NULL, null=True, related_name="connections")
    cadence_ideal_days = models.PositiveIntegerField(null=True)
    cadence_longest_days = models.PositiveIntegerField(null=True)
    cadence_since = models.DateTimeField(null=True, help_text="when the owner chose it")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=6, blank=True, help_text="me, them or both")
    closed_terms = models.CharField(max_length=500, blank=True)
    closed_offer = models.CharField(max_length=300, blank=True, help_text="what I offered for later")
    agreed_contact_on = models.DateField(null=True)
    agreed_contact_way = models.CharField(max_length=200, blank=True)
    private_since = models.DateTimeField(null=True, help_text="nothing of it goes to a language model")
    left_closed_at = models.DateTimeField(
        null=True, help_text="when I chose to leave it closed though they had written"
    )
    kept_open_at = models.DateTimeField(null=True, help_text="when I said no to closing")
    enjoyed_at = models.DateTimeField(null=True, help_text="when I called it enjoyed, nothing expected")
    snoozes = models.JSONField(
        default=dict, help_text="until when (ISO, UTC) each rule is put off; key '' for every rule"
    )
    written_first_at = models.DateTimeField(null=True, help_text="when I first wrote to them")
    refresh_at = models.DateTimeField(
        null=True,
        default=STALE,
        help_text="when what Today says of it can next change; null: never by itself",
    )

    class Meta:
        indexes = [
            models.Index(fields=["owner", "refresh_at"], name="connection_refresh"),
            models.Index(fields=["owner", "stage", "-stage_since"], name="connection_stage"),
        ]

    def __str__(self) -> str:
        return f"connection with {self.person}"


class StageMove(Owned):
    """A step of a connection along the way, with the reason where one was asked for."""

    team_path = "connection__team"

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="stage_moves")
    at = models.DateTimeField()
    was = models.CharField(max_length=13, blank=True)
    to = models.CharField(max_length=13, blank=True, help_text="empty: open again, at no stage yet")
    why = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.connection}: {self.was} to {self.to}"


class TodayRow(Owned):
    """What Today says of one connection until its `refresh_at`: kept so that showing it costs no more than the rows."""

    team_path = "connection__team"

    connection = models.OneToOneField(Connection, on_delete=models.CASCADE, related_name="today_row")
    rank = models.CharField(max_length=60)
    rows = models.JSONField(help_text="the rows of domain.today.Decision, most pressing first")

    class Meta:
        indexes = [models.Index(fields=["owner", "rank"], name="today_rank")]

    def __str__(self) -> str:
        return f"Today on {self.connection}"


class Exchange(Owned):
    """One message between the owner and a connection, named by time: a message id begins with its seconds."""

    team_path = "connection__team"

    pk = models.CompositePrimaryKey("connection_id", "message_id")
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="exchanges", db_index=False)
    message = models.ForeignKey("store.Message", on_delete=models.CASCADE, related_name="+", db_index=True)
    out = models.BooleanField(help_text="from me to them")

    def __str__(self) -> str:
        return f"{'to' if self.out else 'from'} {self.connection}"
