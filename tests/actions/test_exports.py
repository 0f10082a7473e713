"""What is exported and restored is the same state; other programs can read it; nobody else's goes along."""

import json
import mailbox
import re
from pathlib import Path
from typing import Any

import pytest

from segue.actions import (
    boards,
    commitments,
    deciding,
    exports,
    handovers,
    moderation,
    posting,
    purposes,
    teamwork,
)
from segue.actions.accounts import first_owner
from segue.actions.deeds import undo
from segue.actions.errors import Refused
from segue.actions.imports import run
from segue.actions.weave import weave_conversations
from segue.domain.teamwork import Way
from segue.formats import ical, vcard
from segue.queries.search import search
from segue.store import models as store
from segue.store.bulk import index_text
from tests.cast import FRIDAY, NOW, Cast, mail, mark
from tests.spaces import Spaces, say

ASK = "Could you name the budget holder by Friday?"


@pytest.fixture
def talked(cast: Cast) -> store.Message:
    asked = mail(cast, "amara@asante.example", "ada@lindqvist.example", f"Hello Ada. {ASK}")
    mark(asked, ASK, due=FRIDAY)
    weave_conversations(cast.owner, [asked.conversation_id])
    commitments.promise(cast.owner, store.Commitment.objects.get().id, NOW, source="web", due=FRIDAY)
    index_text(list(store.Message.objects.values_list("id", "subject", "body")))
    return asked


def files(folder: Path) -> dict[str, str]:
    """What an export says, without what follows from where it was made: whose it is, with which team it is shared."""
    of_here = re.compile(r'"(owner_id|team_id)":\d+')
    return {path.name: of_here.sub(r'"\1":null', path.read_text()) for path in sorted((folder / "state").iterdir())}


def emptied() -> store.Asker:
    """The same store without anybody in it, and a new owner."""
    store.Commitment.objects.all().delete()
    store.Message.objects.all().delete()
    store.Organisation.objects.all().delete()
    store.User.objects.all().delete()
    return store.asker_for(first_owner("ada@lindqvist.example", "Ada", zone="UTC", now=NOW, source="cli"))


def test_there_and_back_is_the_same_but_shared_with_nobody(cast: Cast, talked: store.Message, tmp_path: Path) -> None:
    exports.write(cast.owner, tmp_path / "one", NOW, source="cli")
    assert store.Connection.objects.filter(team=cast.team).exists()
    owner = emptied()
    store.Event.objects.all().delete()
    counts = exports.restore(owner, tmp_path / "one", NOW, source="cli")
    assert counts["message"] == 1
    exports.write(owner, tmp_path / "two", NOW, source="cli")
    assert files(tmp_path / "two") == files(tmp_path / "one")
    assert not store.Connection.objects.exclude(team=None).exists()
    assert [hit.message_id for hit in search(owner, "budget").hits] == [talked.id]


def test_what_was_done_before_can_be_undone_after(cast: Cast, talked: store.Message, tmp_path: Path) -> None:
    exports.write(cast.owner, tmp_path / "one", NOW, source="cli")
    owner = emptied()
    store.Event.objects.all().delete()
    exports.restore(owner, tmp_path / "one", NOW, source="cli")
    assert store.Commitment.objects.get().state == "promised"
    undo(owner, NOW, source="web")
    assert store.Commitment.objects.get().state == "requested"


def test_what_is_undone_after_is_the_restorers_and_shared_with_nobody(cast: Cast, tmp_path: Path) -> None:
    boards.open_board(cast.owner, cast.with_amara.id, "a pilot", NOW, source="web")
    (idea,) = boards.add_ideas(cast.owner, store.Board.objects.get().id, ["a tent"], NOW, source="web")
    boards.drop(cast.owner, idea.id, NOW, source="web")
    event = store.Event.objects.latest("id")
    event.changes = [[*change[:2], change[2] | {"owner_id": 999, "team_id": 999}, None] for change in event.changes]
    event.save()
    strange = store.Event.objects.create(
        owner=cast.ada, at=NOW, verb="post", changes=[["post", 7, {"text": "mine", "thread_id": 7}, None]]
    )
    exports.write(cast.owner, tmp_path / "one", NOW, source="cli")
    owner = emptied()
    store.Event.objects.all().delete()
    exports.restore(owner, tmp_path / "one", NOW, source="cli")
    assert store.Event.objects.get(id=strange.id).changes == []
    undo(owner, NOW, source="web")
    assert store.Idea.objects.get().owner_id == owner.member_id


def test_beside_others_rows_it_finds_room(cast: Cast, talked: store.Message, tmp_path: Path) -> None:
    """Restored for a stranger while Ada's rows are there, everything points at the copy."""
    exports.write(cast.owner, tmp_path / "one", NOW, source="cli")
    exports.restore(cast.stranger, tmp_path / "one", NOW, source="cli")
    copy = store.Commitment.objects.get(owner=cast.chiara)
    assert copy.connection is not None
    assert {copy.connection.owner_id, copy.conversation.owner_id, copy.message.owner_id} == {cast.chiara.id}
    assert copy.message_id != talked.id
    assert not store.Event.objects.filter(owner=cast.chiara, source="web").exclude(changes=[]).exists()


def test_other_programs_can_read_it(cast: Cast, talked: store.Message, tmp_path: Path) -> None:
    exports.write(cast.owner, tmp_path / "out", NOW, source="cli")
    (message,) = mailbox.mbox(tmp_path / "out" / "mail.mbox")
    assert message["From"] == '"Amara Osei" <amara@asante.example>'
    names = {card.names[0] for card in vcard.read((tmp_path / "out" / "contacts.vcf").read_bytes())}
    assert names == {"Amara Osei", "Dai Nakamura"}
    (task,) = ical.read((tmp_path / "out" / "calendar.ics").read_bytes())
    assert (task.to_do, task.end_day) == (True, FRIDAY)


def test_a_teammate_and_a_stranger_take_only_their_own(cast: Cast, talked: store.Message, tmp_path: Path) -> None:
    for name, asker in (("bo", cast.teammate), ("chiara", cast.stranger)):
        assert exports.write(asker, tmp_path / name, NOW, source="cli")["message"] == 0


@pytest.fixture
def in_spaces(spaces: Spaces) -> Spaces:
    """Emil and others have said and done something everywhere; each text tells whose it is."""
    emil, here, team = spaces.asker("Emil"), spaces.community.id, spaces.team.id
    hidden = say(spaces.thread, spaces.members["Emil"], "Emil's hidden words", NOW)
    moderation.hide_post(spaces.asker("Mona"), hidden.id, "Mona's reason", NOW, source="web")
    posting.begin_thread(spaces.asker("Cleo"), "Cleo's thread", "Cleo's secret", NOW, source="web", community_id=here)
    raised = purposes.raise_purpose(
        emil, here, "Keep it open", [post.id for post in spaces.posts[:2]], NOW, source="web"
    )  # fmt: skip
    purposes.object_to(spaces.asker("Cleo"), raised.id, "Cleo's reason", NOW, source="web")
    purposes.endorse(spaces.asker("Mona"), raised.id, NOW, source="web")
    handovers.offer(spaces.asker("Stellan"), raised.id, team, "Could you?", NOW, source="web")
    kind, tim, tove = store.TeamCommitment.Kind.REQUEST, spaces.asker("Tim"), spaces.members["Tove"]
    teamwork.begin(tim, team, kind, tove.id, "Have keys made", NOW, source="web")
    decision = deciding.open_decision(tim, team, "Which evening?", Way.VOTE, ["Thursday", "Friday"], NOW, source="web")
    deciding.speak(spaces.asker("Tove"), decision.id, "Friday", NOW, source="web")
    return spaces


def spaces_of(spaces: Spaces, name: str, folder: Path) -> dict[str, list[dict[str, Any]]]:
    exports.write(spaces.asker(name), folder / name, NOW, source="cli")
    return {path.stem: json.loads(path.read_text()) for path in sorted((folder / name / "spaces").iterdir())}


def test_what_one_said_in_communities_and_teams_goes_along(in_spaces: Spaces, tmp_path: Path) -> None:
    emil = spaces_of(in_spaces, "Emil", tmp_path)
    assert [(row["name"], row["role"]) for row in emil["communities"]] == [("Readers' circle", "member")]
    assert [row["subject"] for row in emil["threads"]] == ["Opening hours"]
    assert [(row["text"], row["hidden"]) for row in emil["posts"]] == [
        (in_spaces.posts[0].body, False), ("Emil's hidden words", True),
    ]  # fmt: skip
    (purpose,), (handover,) = emil["purposes"], emil["handovers"]
    assert (purpose["wording"], [move["move"] for move in purpose["you"]]) == ("Keep it open", ["raise"])
    assert (handover["team"], handover["state"], handover["words"]) == ("Evening", "offered", None)
    tim, tove = spaces_of(in_spaces, "Tim", tmp_path), spaces_of(in_spaces, "Tove", tmp_path)
    (asked,), (put,) = tim["commitments"], tim["decisions"]
    assert (asked["what"], asked["performer"], asked["moves"][0]["move"]) == ("Have keys made", "Tove Lund", "request")
    assert (put["question"], put["you"], tove["decisions"][0]["you"]["stance"]) == ("Which evening?", None, "Friday")
    assert tim["handovers"][0]["words"] == "Could you?"


def test_nothing_of_others_goes_along(in_spaces: Spaces, tmp_path: Path) -> None:
    for name in ("Emil", "Tim"):
        told = json.dumps(spaces_of(in_spaces, name, tmp_path))
        for theirs in ("Cleo", "seven", "Mona", "Stellan", "doors"):
            assert theirs not in told, (name, theirs)
    for name in ("Ada", "Bo", "Chiara"):
        told = spaces_of(in_spaces, name, tmp_path)
        assert {key for key, rows in told.items() if rows} <= {"teams"}, "they are in another team"


def test_who_has_left_takes_their_own_words_and_no_more(in_spaces: Spaces, tmp_path: Path) -> None:
    store.Belonging.objects.filter(member=in_spaces.members["Emil"]).delete()
    store.Team.objects.get(id=in_spaces.team.id).members.remove(in_spaces.members["Tim"])
    emil, tim = spaces_of(in_spaces, "Emil", tmp_path), spaces_of(in_spaces, "Tim", tmp_path)
    assert [row["text"] for row in emil["posts"]] == [in_spaces.posts[0].body, "Emil's hidden words"]
    assert {(row["subject"], row["community"]) for row in emil["posts"]} == {(None, None)}
    (purpose,) = emil["purposes"]
    assert (purpose["wording"], len(purpose["you"])) == (None, 1)
    assert not any((emil["handovers"], tim["handovers"], tim["commitments"], tim["decisions"]))


def test_an_export_with_spaces_is_given_back(in_spaces: Spaces, tmp_path: Path) -> None:
    exports.write(in_spaces.asker("Emil"), tmp_path / "out", NOW, source="cli")
    posts = store.Post.objects.count()
    account = run(in_spaces.cast.stranger, [tmp_path / "out"], NOW, workers=0)
    assert (account.read, account.set_aside, store.Post.objects.count()) == (0, 0, posts)
    assert dict(account.restored)["event"] == 1, "that he raised a purpose; it cannot be undone here"


def test_an_export_never_mixes_with_another(cast: Cast, tmp_path: Path) -> None:
    exports.write(cast.owner, tmp_path / "out", NOW, source="cli")
    with pytest.raises(Refused, match="not empty"):
        exports.write(cast.owner, tmp_path / "out", NOW, source="cli")


def test_nothing_is_restored_over_what_is_there(cast: Cast, talked: store.Message, tmp_path: Path) -> None:
    exports.write(cast.owner, tmp_path / "out", NOW, source="cli")
    with pytest.raises(Refused, match="something here"):
        exports.restore(cast.owner, tmp_path / "out", NOW, source="cli")


def test_a_later_version_is_refused(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"segue-export": exports.VERSION + 1}))
    assert exports.is_export(tmp_path)
    with pytest.raises(Refused, match="later version"):
        exports.restore(cast.stranger, tmp_path, NOW, source="cli")
