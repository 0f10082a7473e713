"""Small valid files of each format, and pieces that have broken many a parser."""

import io
import zipfile

MAIL = b"""Received: from a by b; Mon, 3 May 2021 10:15:00 +0200 (CEST)
Message-ID: <1@x.org>
Date: Mon, 3 May 2021 10:15:00 +0200
From: =?utf-8?q?J=C3=BCrgen?= <j@x.org>
To: "Ray, Bob" <bob@y.org>, team: c@y.org, d@y.org;
Cc: e@y.org (Eve)
Subject: =?iso-8859-1?Q?Caf=E9?= plan
References: <a@y.org> <0@y.org>
List-Id: <l.x.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="bb"; name*0*=utf-8''a%C3%A4; name*1=b

--bb
Content-Type: multipart/alternative; boundary=cc

--cc
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

I will send it by Friday, Gr=FC=DFe=20
Ann Lee
(713) 853-1715

On Sun, 2 May 2021 Bob <bob@y.org> wrote:
> Can you?

-----Original Message-----
From: Bob
Sent: Monday
To: Ann
Subject: Plan
--cc
Content-Type: text/html; charset=utf-8

<div>I <b>will</b><br><blockquote type="cite">Can you?</blockquote></div>
--cc--
--bb
Content-Type: message/rfc822

From: z@x.org
Subject: inner

Words
--bb
Content-Type: application/pdf; name="a.pdf"
Content-Transfer-Encoding: base64

QUJDREVG
--bb--
"""
EVENT = b"""BEGIN:VCALENDAR
METHOD:REQUEST
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VTIMEZONE
TZID:Own
BEGIN:STANDARD
DTSTART:19700101T000000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1
DTSTART;TZID=Own:20210503T100000
DURATION:PT1H
RRULE:FREQ=WEEKLY;UNTIL=20210603T100000Z;BYDAY=MO,TU
EXDATE;TZID=Own:20210510T100000
RDATE;VALUE=DATE:20210511
SUMMARY:Plan\\, second
 talk
ORGANIZER;CN="Lee, Ann":mailto:ann@x.org
ATTENDEE;PARTSTAT=ACCEPTED;CN=Bob:mailto:bob@y.org
BEGIN:VALARM
TRIGGER:-PT15M
END:VALARM
END:VEVENT
BEGIN:VTODO
UID:2
DUE;VALUE=DATE:20210503
RELATED-TO:1
END:VTODO
END:VCALENDAR
"""
CARD = b"""BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6=
rg;;;
FN:Ann Lee
TEL;CELL;PREF:+1 713 624 9009
item1.TEL;TYPE="voice,home";VALUE=uri:tel:+1-418-656-9254;ext=102
item1.X-ABLabel:_$!<Work>!$_
EMAIL;TYPE=INTERNET:ann@x.org
ORG:Acme\\, Inc.;Sales
BDAY:--0412
PHOTO;ENCODING=BASE64:
 /9j/4AAQSkZJRg==

AGENT:BEGIN:VCARD
FN:Inner
END:VCARD
CATEGORIES:a,b
END:VCARD
"""
TALK = b"""WEBVTT - Plan

NOTE x

1
00:00:01.500 --> 00:00:03.000 align:start
<v.loud Ann Lee>I will &amp; must</v>

00:03.000 --> 00:04.250
Bob Ray (Guest): <i>Good</i>: <00:03.500>see you
"""
SUBRIP = b"1\n00:00:01,500 --> 00:00:03,000\nAnn Lee: I will.\n\n2\n00:00:03,000 --> 00:00:04,250\n- Bob: Good.\n"
NOTES = b"""Fine.

Bob Ray@ENRON
05/03/2021 10:15 AM
To: Ann Lee/HOU/ECT@ECT
cc:
Subject: Plan

---------------------- Forwarded by Bob Ray/HOU/ECT on 05/03/2021 10:15 AM ---------------------------
-- \nAnn
_______________________________________________
plan mailing list
This e-mail is confidential and intended only for you. If you are not the intended recipient, delete it at once.
Sent from my iPhone
diff --git a/x b/x
-----BEGIN PGP SIGNATURE-----
-----END PGP SIGNATURE-----
"""
LINKEDIN = b"""Notes:
"Some addresses
are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ann,"Lee, PhD",https://www.linkedin.com/in/ann,,"Acme ""A"", Inc.",Director,12 Mar 2024
Bob,Ray,https://www.linkedin.com/in/bob,bob@y.org,,,01 Jan 2020
,,,,,,05 May 2019
"""
GOOGLE = b"""\
Name,Given Name,Family Name,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value
Ann Lee,Ann,Lee,"a
b",Chess ::: * myContacts,* Home,ann@x.org ::: lee@y.org,Work Fax,+1 713 624 9009
"""
IOS_CHAT = """\
[07.03.26, 21:20:00] Book club: \u200eMessages and calls are end-to-end encrypted.
[07.03.26, 21:22:39] Amara Osei: Could you send the list
by Friday?
\u200e[07.03.26, 21:23:01] Ada: \u200e<attached: 00000012-LIST.pdf>
[07.03.26, 21:23:40] Ada: Here it is \u200e<This message was edited>
[07.03.26, 21:24:02] \u200eAda added Dai
""".encode()
ANDROID_CHAT = """\
28/3/2025, 9:28\u202fp.\u00a0m. - Los mensajes y las llamadas están cifrados de extremo a extremo.
28/3/2025, 9:29\u202fp.\u00a0m. - Amara: ¿Me mandas la lista?
28/3/2025, 12:05\u202fa.\u00a0m. - +34 600 00 00 00: <Multimedia omitido>
29/3/2025, 10:01\u202fa.\u00a0m. - Ada: \u200eIMG-1.jpg (archivo adjunto)
mira
""".encode()
TOKENS = [
    b"\0", b"\r", b"\r\n", b"\n\n", b"\t", b"\xff", b"\xc3", b"\xe2\x80\xa8", b"\xf0\x9f\x98\x80",
    b"\xed\xa0\x80", b"\xef\xbb\xbf", b"=", b"=?", b"?=", b"=?utf-8?q?=00?=", b"=?utf-8?b?AA==?=", b";", b":",
    b",", b"<", b">", b"(", b")", b'"', b"\\", b"--", b"--bb", b"charset=utf-16", b"charset=utf-7",
    b"charset=hz", b"charset=rot13", b"charset*=x''", b"base64", b"8bit", b"x-uuencode", b"From ",
    b"\nFrom a@b Thu Jan  1 00:00:00 1970\n", b"multipart/mixed", b"message/rfc822", b"text/html", b"9999",
    b"-1", b"0000", b"+9999", b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"BEGIN:VCARD\n", b"END:VCARD\n", b"TZID=",
    b"RRULE:FREQ=DAILY\n", b"DTSTART:00010101\n", b"DURATION:P99999999D\n", b"-->", b"<v ", b"</v>",
    b"<blockquote>", b"<table><td>", b"<!--", b"<![CDATA[", b"&#0;", b"&#x110000;", b"<style>", b"wrote:",
    b"\nOn ", b"> ", b"\nFrom: ", b"\nTo: ", b"\nSubject: ", b"12/31/9999 99:99", b"%s", b"\x1b$B", b"'",
    b"\x85", b'"\n', b'","', b" ::: ", b"First Name,Last Name,Connected On\n",
    b"\xe2\x80\x8e", b"\xe2\x80\xaf", b"\n1/2/26, 10:00 - A: ", b"\n[31.12.26, 10:00:00] B: ", b"99", b" omitted", b"<",
]  # fmt: skip
FROM = b"From a@b.c Thu Jan  1 12:00:00 2004\n"
MBOX = FROM + MAIL + b"\n" + FROM + b"Subject: x\n\n>From me\n"
HTML = b"""<html><head><style>p{}</style></head><body><div>I <b>will</b><br>&nbsp;<blockquote type=cite>x
</blockquote><table><tr><td>1</td></tr></table><pre>a
 b</pre><p class=MsoNormal>y<div style="display:none">z</div></body></html>"""


def _zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as content:
        for name, data in (("Takeout/Mail/All.mbox", MBOX), ("people.vcf", CARD), ("_chat.txt", IOS_CHAT)):
            content.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


SLACK_DAY = b"""[{"type":"message","user":"U1","text":"*Hi* <@U2|bo> <https://x.example|x> &lt;<#C2>",
"ts":"1700000000.000100","thread_ts":"1700000000.000100","files":[{"name":"a.png"}]},{"type":"message","subtype":"bot_message","bot_id":"B1",
"ts":"1700000001.0"},{"type":"message","user":"U2","text":"`a` ~b~","ts":"1700009001.0",
"user_profile":{"real_name":"Bo"}}]"""
SLACK_LIST = b"""[{"id":"C1","name":"general","is_private":false,"profile":{"display_name":"Ann","email":"ann@x.org"},
"is_bot":false},{"id":"U2","name":"random"}]"""
MATTERMOST = b"""{"type":"version","version":1}
{"type":"channel","channel":{"team":"t","name":"c","display_name":"C","type":"O"}}
{"type":"user","user":{"username":"ann","email":"ann@x.org","nickname":"Ann"}}
{"type":"post","post":{"team":"t","channel":"c","user":"ann","message":"Hi","create_at":1700000000000,"props":{},
"replies":[]}}
{"type":"post","post":{"team":"t","channel":"c","user":"ann","message":"Hi","create_at":1700000000000,"replies":[{"user":"bo","message":"x","create_at":1700000000001}]}}
{"type":"direct_post","direct_post":{"channel_members":["ann","bo"],"user":"ann","message":"x"}}
"""
LINES = b"""{"id":"a/1","speaker":"Ann","date":"2023-11-14T10:00:00+02:00","text":"Hi","conv_id":"a/1"}
{"speaker":"Bo","date":"2023-11-14T10:00:00","text":"Hi","channel":"c","mail":"bo@x.org"}
"""
HIDDEN = b"""From: "Ann Lee via Plans" <plans at x.example.org>
Reply-To: ann at y.example (Ann Lee)
Date: Tue, 14 Nov 2023 22:20:00 +0000
Subject: Re: [Plans] hours
Message-ID: <1@x.org>
In-Reply-To: <0@x.org>

On Tue, 14 Nov 2023, Bob wrote:
> Can you?
I will.
"""

SEEDS: dict[str, list[bytes]] = {
    "slack": [SLACK_DAY, SLACK_LIST],
    "mattermost": [MATTERMOST],
    "saidlines": [LINES],
    "listmail": [HIDDEN, MAIL],
    "mbox": [MBOX],
    "mime": [MAIL, b"From: a@x.org\n\n" + NOTES],
    "careful": [MAIL],
    "quotes": [NOTES, MAIL],
    "html": [HTML],
    "vcard": [CARD, CARD.replace(b"2.1", b"4.0")],
    "ical": [EVENT],
    "transcript": [TALK, SUBRIP],
    "contactlists": [LINKEDIN, GOOGLE, GOOGLE.decode().encode("utf-16")],
    "whatsapp": [IOS_CHAT, ANDROID_CHAT],
    "archive": [_zipped()],
    "sniff": [IOS_CHAT, ANDROID_CHAT, LINKEDIN, GOOGLE, MAIL, MBOX, CARD, EVENT, TALK, SUBRIP],
}
