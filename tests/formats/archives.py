"""Small archives of each kind that can be brought into a community, written by hand, and how to make more."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

BEGUN = 1_700_000_000
"""14 November 2023, 22:13:20 UTC."""
PEOPLE: list[dict[str, Any]] = [
    {"id": "U1", "name": "emil", "profile": {"display_name": "Emil", "email": "Emil@lindqvist.example"}},
    {"id": "U2", "name": "cleo", "profile": {"real_name": "Cleo Diaz"}},
    {"id": "U3", "name": "ci", "is_bot": True, "profile": {}},
]


def message(user: str, text: str, seconds: float, **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": user, "text": text, "ts": f"{BEGUN + seconds:.6f}", **more}


TALK = [
    message("U1", "Should the library *stay open* on <!here>? See <https://x.example/a|the plan> &amp; <#C2>", 0),
    message("U2", "<@U1> yes, `a &lt; b`", 60),
    message("U2", "has joined the channel", 70, subtype="channel_join"),
    message("U3", "Build passed", 80),
    {"type": "message", "subtype": "bot_message", "bot_id": "B1", "text": "ping", "ts": f"{BEGUN + 90}.0"},
    message("U1", "A question of its own", 100, thread_ts=f"{BEGUN + 100:.6f}", reply_count=1),
    message("U2", "The answer", 9_000, thread_ts=f"{BEGUN + 100:.6f}"),
    message("U1", "Hours later, something else", 20_000),
]
SLACK: dict[str, Any] = {
    "channels.json": [{"id": "C1", "name": "general"}, {"id": "C2", "name": "random"}],
    "groups.json": [{"id": "G1", "name": "board"}],
    "dms.json": [{"id": "D1", "members": ["U1", "U2"]}],
    "users.json": PEOPLE,
    "general/2023-11-14.json": TALK,
    "board/2023-11-14.json": [message("U1", "A secret of the board", 0)],
    "D1/2023-11-14.json": [message("U1", "A secret of two", 0)],
}


def zipped(path: Path, files: dict[str, Any]) -> Path:
    """A zip of these files; what is no bytes is written as JSON."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data if isinstance(data, bytes) else json.dumps(data))
    return path


def post(user: str, text: str, seconds: float, *, channel: str = "town", **more: Any) -> dict[str, Any]:
    said = {"user": user, "message": text, "create_at": round((BEGUN + seconds) * 1000), **more}
    return {"type": "post", "post": {"team": "lib", "channel": channel, **said}}


MATTERMOST: list[dict[str, Any]] = [
    {"type": "version", "version": 1},
    {"type": "team", "team": {"name": "lib", "type": "O"}},
    {"type": "channel", "channel": {"team": "lib", "name": "town", "display_name": "Town Square", "type": "O"}},
    {"type": "channel", "channel": {"team": "lib", "name": "board", "display_name": "Board", "type": "P"}},
    {"type": "user", "user": {"username": "emil", "email": "emil@lindqvist.example", "nickname": "Emil"}},
    {"type": "user", "user": {"username": "cleo", "first_name": "Cleo", "last_name": "Diaz"}},
    {"type": "bot", "bot": {"username": "ci"}},
    post("cleo", "Yes, **please**", 60),
    post("emil", "Should it stay open?", 0),
    post("emil", "Hours later", 20_000),
    post("ci", "Build passed", 61),
    post(
        "emil",
        "A question",
        100,
        replies=[{"user": "cleo", "message": "The answer", "create_at": (BEGUN + 9_000) * 1000}],
    ),
    post("emil", "A secret of the board", 0, channel="board"),
    {"type": "direct_channel", "direct_channel": {"members": ["emil", "cleo"]}},
    {"type": "direct_post", "direct_post": {"channel_members": ["cleo", "emil"], "user": "emil", "message": "secret"}},
]


def lines(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


HYPERKITTY = """\
From emil at lindqvist.example Tue Nov 14 22:13:20 2023
From: Emil Holm <emil at lindqvist.example>
To: readers@lists.example
Subject: [Readers] Opening hours
Message-ID: <one@lindqvist.example>
Date: Tue, 14 Nov 2023 22:13:20 +0000

The library closes at six.

From cleo at diaz.example Tue Nov 14 22:20:00 2023
From: cleo at diaz.example (Cleo Diaz)
Subject: Re: [Readers] Opening hours
Message-ID: <two@diaz.example>
In-Reply-To: <one@lindqvist.example>
Date: Tue, 14 Nov 2023 22:20:00 +0000

On Tue, 14 Nov 2023, Emil Holm wrote:
> The library closes at six.

I would love to come after seven.

-- \n\
Cleo
Diaz Books

From readers at lists.example Tue Nov 14 22:30:00 2023
From: Stellan Berg via Readers <readers@lists.example>
Reply-To: Stellan Berg <stellan@lindqvist.example>
To: readers@lists.example
Subject: Re: Opening hours
Message-ID: <three@lists.example>
Date: Tue, 14 Nov 2023 22:30:00 +0000

Two of us could keep the doors.

From cron at lists.example Tue Nov 14 22:40:00 2023
From: cron@lists.example
Auto-Submitted: auto-generated
Subject: nightly
Message-ID: <four@lists.example>
Date: Tue, 14 Nov 2023 22:40:00 +0000

Done.

"""
