"""Communities and who belongs to them; the threads and posts of a space, which is a community or a team.

In a community there is no due date, no target, no assignee, and no count of posts per person: no table here has a
field for one (DESIGN, Communities and teams).
"""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from segue.store.access import Asker

Row = TypeVar("Row", bound=models.Model, covariant=True)


class CommunityQuerySet(models.QuerySet["Community"]):
    """Communities of one organisation."""

    def visible_to(self, asker: Asker | None) -> Self:
        """What the asker may read: public ones of their organisation, and those they belong to, not blocked.

        Somebody who is not signed in (None) reads public ones. No role of an organisation adds to it.
        """
        public = models.Q(admission=Community.Admission.PUBLIC)
        if asker is None:
            return self.filter(public)
        return self.filter(public | models.Q(id__in=asker.community_ids), organisation_id=asker.organisation_id)


class Community(models.Model):
    """Where people converse because they want to: it has a topic, and no purpose of its own."""

    class Admission(models.TextChoices):
        PUBLIC = "public"
        INVITATION = "invitation"
        CLOSED = "closed"

    organisation = models.ForeignKey("store.Organisation", on_delete=models.CASCADE, related_name="communities")
    name = models.CharField(max_length=200)
    topic = models.CharField(max_length=300, help_text="what its members care for")
    about = models.TextField(blank=True, help_text="Markdown")
    admission = models.CharField(max_length=10, choices=Admission.choices, default=Admission.INVITATION)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True, help_text="for purposes that form; empty: posts were read since")

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "communities"

    def __str__(self) -> str:
        return self.name


class SpaceQuerySet(models.QuerySet[Row]):
    """Rows of a community or of a team."""

    def visible_to(self, asker: Asker | None) -> Self:
        """What the asker may read: rows of communities that they may read, and of teams that they are in."""
        community: str = getattr(self.model, "community_path", "")
        team: str = getattr(self.model, "team_path", "")
        seen = models.Q(pk__in=())
        if community:
            seen |= models.Q(**{f"{community}__in": Community.objects.visible_to(asker).values("id")})
        if team and asker is not None and asker.team_ids:
            seen |= models.Q(**{f"{team}__in": asker.team_ids})
        return self.filter(seen)


class InSpace(models.Model):
    """A row of a space. `community_path` and `team_path` lead to the space; one that leads nowhere is empty."""

    community_path = "community"
    team_path = "team"

    objects = SpaceQuerySet.as_manager()

    class Meta:
        abstract = True


class PersonalQuerySet(models.QuerySet[Row]):
    """Rows that are one member's alone."""

    def visible_to(self, asker: Asker) -> Self:
        """The asker's own."""
        return self.filter(member_id=asker.member_id)


class Belonging(InSpace):
    """A member of a community. Where they were blocked, the row stays, so that they cannot just join again."""

    team_path = ""

    class Role(models.TextChoices):
        STEWARD = "steward"
        MODERATOR = "moderator"
        MEMBER = "member"

    class Kind(models.TextChoices):
        EMPLOYEE = "employee"
        CUSTOMER = "customer"
        OTHER = "other"

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="belongings")
    member = models.ForeignKey("store.Member", on_delete=models.CASCADE, related_name="belongings")
    role = models.CharField(max_length=9, choices=Role.choices, default=Role.MEMBER)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.EMPLOYEE)
    joined_at = models.DateTimeField()
    blocked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "member"], name="one_belonging")]

    def __str__(self) -> str:
        return f"{self.member} in {self.community}"


class Invitation(InSpace):
    """Somebody asked to join: by address, with or without an account here."""

    team_path = ""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    kind = models.CharField(max_length=8, choices=Belonging.Kind.choices, default=Belonging.Kind.OTHER)
    by = models.ForeignKey("store.Member", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["email"], name="invitation_email")]

    def __str__(self) -> str:
        return f"{self.email} to {self.community}"


class Voice(models.Model):
    """Who speaks in the spaces of an organisation: a member, or a name on imported posts that nobody claims yet.

    It is read through the posts that it wrote. Who confirms its address takes it over.
    """

    organisation = models.ForeignKey("store.Organisation", on_delete=models.CASCADE, related_name="+", db_index=False)
    member = models.OneToOneField("store.Member", on_delete=models.SET_NULL, null=True, related_name="voice")
    name = models.CharField(max_length=300)
    addr = models.CharField(max_length=320, blank=True, help_text="a mail address, or a handle in its source")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "addr"], name="one_voice_per_address", condition=~models.Q(addr="")
            )
        ]

    def __str__(self) -> str:
        return self.name


class Thread(InSpace):
    """Posts about one thing, in a community or in a team."""

    class Kind(models.TextChoices):
        CONVERSATION = "conversation"
        INTERACTION = "interaction"

    class Fate(models.TextChoices):
        """What its members said to the hint that it is in the wrong place."""

        STAYS = "stays"
        MOVED = "moved"

    community = models.ForeignKey(
        Community, on_delete=models.CASCADE, null=True, related_name="threads", db_index=False
    )
    team = models.ForeignKey("store.Team", on_delete=models.CASCADE, null=True, related_name="threads", db_index=False)
    subject = models.CharField(max_length=500)
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="+", db_index=False)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    post_count = models.PositiveIntegerField(default=0, help_text="of everybody together")
    hidden_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    ref = models.BigIntegerField(null=True, help_text="where it was imported: its name there, hashed")
    read_to = models.DateTimeField(null=True, help_text="its posts up to here have been read for acts")
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True, help_text="as read; empty: too little")
    plain = models.BooleanField(default=False, help_text="so plainly that it may stand in the wrong place")
    fate = models.CharField(max_length=5, choices=Fate.choices, blank=True)
    moved_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="moved_from")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(community__isnull=False, team__isnull=True)
                | models.Q(community__isnull=True, team__isnull=False),
                name="thread_in_one_space",
            ),
            models.UniqueConstraint(
                fields=["community", "ref"], name="one_thread_per_ref", condition=models.Q(ref__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-last_at", "-id"], name="thread_recent"),
            models.Index(fields=["team", "-last_at", "-id"], name="thread_of_team"),
            # Whoever reads in the background looks every second whether there is something to read.
            models.Index(
                fields=["id"],
                name="thread_unread",
                condition=models.Q(read_to=None) | models.Q(read_to__lt=models.F("last_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Post(InSpace):
    """One utterance in a thread, in Markdown. Evidence is told in offsets into `body`."""

    community_path = "thread__community"
    team_path = "thread__team"

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts", db_index=False)
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="posts", db_index=False)
    at = models.DateTimeField()
    body = models.TextField()
    own = models.JSONField(default=list, help_text="[start, end] of what the author newly wrote; empty: all of it")
    edited_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    ref = models.BigIntegerField(null=True, help_text="where it was imported: its name there, hashed")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "ref"], name="one_post_per_ref", condition=models.Q(ref__isnull=False)
            )
        ]
        indexes = [models.Index(fields=["thread", "at", "id"], name="post_time")]

    def __str__(self) -> str:
        return f"{self.voice}, {self.at:%Y-%m-%d}"


class PostMark(InSpace):
    """An act that detection saw in a post. It has no date: in a community nothing is due."""

    community_path = "post__thread__community"
    team_path = "post__thread__team"

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="marks", db_index=False)
    act = models.CharField(max_length=12)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    confidence = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "start", "act"], name="one_post_mark_per_act")]

    def __str__(self) -> str:
        return f"{self.act} ({self.confidence:.2f})"


class Follow(models.Model):
    """A member who wants word by mail of new threads of a community, or of new posts of a thread. Theirs alone."""

    member = models.ForeignKey("store.Member", on_delete=models.CASCADE, related_name="follows")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, null=True, related_name="followers")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, related_name="followers")
    at = models.DateTimeField()

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(community__isnull=False, thread__isnull=True)
                | models.Q(community__isnull=True, thread__isnull=False),
                name="follows_one_thing",
            ),
            models.UniqueConstraint(
                fields=["member", "community"], name="one_follow_of_community", condition=models.Q(thread__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["member", "thread"], name="one_follow_of_thread", condition=models.Q(thread__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} follows {self.thread or self.community}"


class Notice(models.Model):
    """Word of a post that goes to one member by mail, once: it waits here until it was sent."""

    member = models.ForeignKey("store.Member", on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, help_text="when a worker took it to send it")
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "post"], name="one_notice")]
        indexes = [models.Index(fields=["at"], name="notice_waiting", condition=models.Q(sent_at=None))]

    def __str__(self) -> str:
        return f"{self.post} to {self.member}"


class Moderation(InSpace):
    """A line of the log that the members can read: what was hidden, locked or blocked, by whom and why."""

    team_path = ""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="moderations", db_index=False)
    at = models.DateTimeField()
    by = models.ForeignKey("store.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=10, help_text="hide, show, lock, unlock, block, unblock")
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="+")
    belonging = models.ForeignKey(Belonging, on_delete=models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["community", "-at"], name="moderation_recent")]

    def __str__(self) -> str:
        return f"{self.verb}: {self.why}"


class PartnershipQuerySet(models.QuerySet["PartnershipAsk"]):
    """Between two."""

    def visible_to(self, asker: Asker) -> Self:
        """Those that the asker put or was asked."""
        return self.filter(models.Q(by=asker.member_id) | models.Q(to=asker.member_id))


class PartnershipAsk(models.Model):
    """A member of the organisation asks a customer whether a conversation may become a partnership; theirs two alone.

    On yes, and only then, a connection with stages is begun in the asking member's own list.
    """

    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey("store.Member", on_delete=models.CASCADE, related_name="partnerships_asked")
    to = models.ForeignKey("store.Member", on_delete=models.CASCADE, related_name="partnership_asks")
    words = models.CharField(max_length=1000)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    yes = models.BooleanField(null=True)
    connection = models.ForeignKey("store.Connection", on_delete=models.SET_NULL, null=True, related_name="+")

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "to"], name="one_open_partnership_ask", condition=models.Q(answered_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.by} asks {self.to}"
