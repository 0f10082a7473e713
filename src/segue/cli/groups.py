"""The commands that go under one name; they are listed here so that `segue --help` need not load them."""

from __future__ import annotations

from segue.cli.lazy import Verb

READING, FORMING = "How threads read, and where they belong", "Purposes"
ARCHIVES = "Archives"
SPACES, TALK = "Communities", "What is said there"
TEAM, WORK = "Teams, and who is in them", "What a team agrees, decides and solves"
JOINING, MODERATION = "Who joins, and who gets word", "Moderation and search"

COMMUNITIES = (
    Verb("list", "communities:list_", "Yours, and those that everybody can read.", SPACES),
    Verb("show", "communities:show", "One of them, with its threads.", SPACES),
    Verb("members", "communities:members", "Who is in it.", SPACES),
    Verb("make", "communities:make", "Begin one about something that people care for.", SPACES),
    Verb("change", "communities:change", "Its name, its topic, who can read it.", SPACES),
    Verb("join", "communities:join", "Join one that everybody can read.", SPACES),
    Verb("leave", "communities:leave", "Leave it; what you said stays.", SPACES),
    Verb("appoint", "communities:appoint", "Say what a member is there.", SPACES),
    Verb("close", "communities:close", "It can be read, and nothing is added.", SPACES),
    Verb("reopen", "communities:reopen", "Let people talk there again.", SPACES),
    Verb("thread", "posting:thread", "What is said in a thread.", TALK),
    Verb("begin", "posting:begin", "Begin a thread.", TALK),
    Verb("post", "posting:post", "Say something in a thread.", TALK),
    Verb("edit", "posting:edit", "Set your own words right.", TALK),
    Verb("take-back", "posting:take_back", "Take your own words back.", TALK),
    Verb("reading", "moving:reading", "What a thread reads as, with the words for it.", READING),
    Verb("stay", "moving:stay", "A thread stays where it is, whatever it reads as.", READING),
    Verb("move", "moving:move", "Ask whether a thread may go on in another space.", READING),
    Verb("moves", "moving:moves", "Who has asked to move what, and what it waits for.", READING),
    Verb("answer-move", "moving:answer_move", "Say yes or no to it, or for your own words.", READING),
    Verb("forming", "forming:forming", "Where a purpose seems to form, and why.", FORMING),
    Verb("wave-aside", "forming:wave_aside", "There is no purpose in it.", FORMING),
    Verb("bring-back", "forming:bring_back", "There may be a purpose in it after all.", FORMING),
    Verb("archives", "gathering:archives", "What was brought in with segue gather.", ARCHIVES),
    Verb("take-back-archive", "gathering:take_back_archive", "Take back what one run brought in.", ARCHIVES),
    Verb("invite", "joining:invite", "Ask people to join, by mail.", JOINING),
    Verb("invitations", "joining:invitations", "Who was asked and has not answered.", JOINING),
    Verb("revoke", "joining:revoke", "Take an invitation back.", JOINING),
    Verb("follow", "joining:follow", "Get word by mail of new threads or posts.", JOINING),
    Verb("unfollow", "joining:unfollow", "Get no more word of it.", JOINING),
    Verb("hide", "moderation:hide", "Cover a thread or a post, with a reason.", MODERATION),
    Verb("uncover", "moderation:uncover", "Show it again.", MODERATION),
    Verb("lock", "moderation:lock", "Let a thread be read, and nothing be added.", MODERATION),
    Verb("unlock", "moderation:unlock", "Let people speak there again.", MODERATION),
    Verb("block", "moderation:block", "Keep a member out, with a reason.", MODERATION),
    Verb("unblock", "moderation:unblock", "Let a member in again.", MODERATION),
    Verb("moderation", "moderation:moderation", "What was moderated, by whom and why.", MODERATION),
    Verb("search", "moderation:search", "Find what was said in all that you may read.", MODERATION),
)

PARTNERSHIP = (
    Verb("ask", "partnership:ask", "Ask a customer, in private.", "Partnership"),
    Verb("answer", "partnership:answer", "Say yes or no.", "Partnership"),
    Verb("withdraw", "partnership:withdraw", "Take an ask back.", "Partnership"),
    Verb("list", "partnership:list_", "What you asked and were asked.", "Partnership"),
)

AMONG, STEWARDS, NAMED = "Among members", "By the steward", "Your name"

PURPOSES = (
    Verb("list", "purposes:list_", "Those of a community, and how each stands.", AMONG),
    Verb("show", "purposes:show", "One: where it came from, and what became of it.", AMONG),
    Verb("raise", "purposes:raise_", "Say what has emerged, and from which messages.", AMONG),
    Verb("endorse", "purposes:endorse", "Stand behind it.", AMONG),
    Verb("object", "purposes:object_", "Say why not.", AMONG),
    Verb("refine", "purposes:refine", "Word it better.", AMONG),
    Verb("offer", "purposes:offer", "Offer it to a team.", STEWARDS),
    Verb("answer", "purposes:answer", "Answer what the team asks.", STEWARDS),
    Verb("rest", "purposes:rest", "Let it rest, with thanks.", STEWARDS),
    Verb("report", "purposes:report", "Tell the outcome where it began.", STEWARDS),
    Verb("name-me", "purposes:name_me", "The team may know your name.", NAMED),
    Verb("unname", "purposes:unname", "The team does not learn your name.", NAMED),
)

HANDOVERS = (
    Verb("list", "handovers:list_", "What was offered to your teams.", "Handovers"),
    Verb("show", "handovers:show", "One, with the messages it came from.", "Handovers"),
    Verb("accept", "handovers:accept", "The team takes it on.", "Handovers"),
    Verb("ask", "handovers:ask", "The team asks the steward.", "Handovers"),
    Verb("decline", "handovers:decline", "The team cannot, and says why.", "Handovers"),
    Verb("progress", "handovers:progress", "Say how far it is.", "Handovers"),
    Verb("deliver", "handovers:deliver", "Say what came of it.", "Handovers"),
)

TEAMS = (
    Verb("list", "teams:list_", "The teams that you are in.", TEAM),
    Verb("show", "teams:show", "Who waits for whom in a team, and what is open there.", TEAM),
    Verb("flow", "teams:flow", "Who is blocked by whom, and how long answers take.", TEAM),
    Verb("record", "teams:record", "What was decided and why, solved, and done.", TEAM),
    Verb("make", "teams:make", "Open a team with an objective.", TEAM),
    Verb("change", "teams:change", "Say its name or objective better.", TEAM),
    Verb("add", "teams:add", "Take somebody in.", TEAM),
    Verb("join", "teams:join", "Join one beside a community of yours.", TEAM),
    Verb("remove", "teams:remove", "Take somebody out.", TEAM),
    Verb("leave", "teams:leave", "Leave a team.", TEAM),
    Verb("ask", "teamwork:ask", "Ask a member for something.", WORK),
    Verb("offer", "teamwork:offer", "Offer a member something.", WORK),
    Verb("promise", "teamwork:promise", "Promise a member something.", WORK),
    Verb("commitment", "teamwork:commitment", "A commitment, with what each has said.", WORK),
    Verb("say", "teamwork:say_", "Make a move in a commitment of yours.", WORK),
    Verb("waits", "teamwork:waits", "It cannot go on before another, or can again.", WORK),
    Verb("problem", "teamwork:problem", "Say what stands in the way.", WORK),
    Verb("solve", "teamwork:solve", "Say how a problem was solved.", WORK),
    Verb("reopen", "teamwork:reopen", "It stands in the way again.", WORK),
    Verb("decide", "teamwork:decide", "Put a question to a team.", WORK),
    Verb("decision", "teamwork:decision", "A decision, with what each has said.", WORK),
    Verb("speak", "teamwork:speak", "Advise, consent, object or vote.", WORK),
    Verb("conclude", "teamwork:conclude", "Close a decision with its reasons.", WORK),
)
