"""The command line: which commands there are. Each lives in the file of its noun and loads when it is called."""

from __future__ import annotations

from typing import Annotated

import typer

from segue.cli.groups import COMMUNITIES, HANDOVERS, PARTNERSHIP, PURPOSES, TEAMS
from segue.cli.lazy import Group, Verb, group_of

DAILY, COMMITMENTS, PEOPLE, DATA = "Every day", "Commitments", "People and connections", "Reading, keeping, running"
SPACES = "Communities and teams"

VERBS: tuple[Verb | Group, ...] = (
    Verb("today", "today:today", "What to do now, each with its reason.", DAILY),
    Verb("log", "talks:log", "A talk just held, in one line.", DAILY),
    Verb("book", "booking:book", "Book a talk, at a time that suits both.", DAILY),
    Verb("prepare", "booking:prepare", "The preparation sheet of a talk.", DAILY),
    Verb("rebook", "booking:rebook", "Move a talk to another time.", DAILY),
    Verb("call-off", "booking:call_off", "Call off a talk that is to come.", DAILY),
    Verb("start", "during:start", "Start the clock of a talk.", DAILY),
    Verb("mark", "during:mark", "A quick mark in a talk: a promise, a question, a limit.", DAILY),
    Verb("note", "during:note", "What was not planned in a talk.", DAILY),
    Verb("transcript", "during:transcript", "Read a transcript into a talk.", DAILY),
    Verb("wrap-up", "talks:wrap_up", "How a talk ended.", DAILY),
    Verb("thanked", "talks:thanked", "A word of thanks has gone to them.", DAILY),
    Verb("owed", "commitments:owed", "What is open both ways.", DAILY),
    Verb("person", "people:person", "A person: what each owes the other, and what was said.", DAILY),
    Verb("thread", "threads:thread", "A conversation, with the detected words.", DAILY),
    Verb("search", "data:search", "Find what was said.", DAILY),
    Verb("triage", "triage:triage", "What was open already when it grew old.", DAILY),
    Verb("unsure", "asking:unsure", "Was this a promise? Words that Segue was not sure of.", DAILY),
    Verb("learned", "learned:learned", "What your answers about detected words taught.", DAILY),
    Verb("undo", "history:undo", "Take back what was done last.", DAILY),
    Verb("history", "history:history", "What was done, the latest first.", DAILY),
    Verb("done", "commitments:done", "You have done it, or have what you were promised.", COMMITMENTS),
    Verb("promise", "commitments:promise", "Promise it, or name its date.", COMMITMENTS),
    Verb("accept", "commitments:accept", "Say yes to an offer, a counter-proposal or a delivery.", COMMITMENTS),
    Verb("decline", "commitments:decline", "Say no.", COMMITMENTS),
    Verb("counter", "commitments:counter", "Propose another date or other terms.", COMMITMENTS),
    Verb("new-date", "checking_in:new_date", "You are late, or will be: why, and the new date.", COMMITMENTS),
    Verb("call", "checking_in:call", "Their number, and a sentence to open with.", COMMITMENTS),
    Verb("withdraw", "commitments:withdraw", "Take back what you asked for or offered.", COMMITMENTS),
    Verb("renege", "commitments:renege", "Say that a promise will not be kept.", COMMITMENTS),
    Verb("remind", "commitments:remind", "Hand out the one reminder of a request.", COMMITMENTS),
    Verb("draft", "drafts:draft", "A message in your words, to take along.", COMMITMENTS),
    Verb("let-go", "commitments:let_go", "Let a commitment be, never the person.", COMMITMENTS),
    Verb("snooze", "commitments:snooze", "Keep it out of Today until then.", COMMITMENTS),
    Verb("not-done", "commitments:not_done", "What they call done is not what you asked for.", COMMITMENTS),
    Verb("not-settled", "commitments:not_settled", "What they wrote since has not settled it.", COMMITMENTS),
    Verb("correct", "commitments:correct", "Set right what detection nearly got right.", COMMITMENTS),
    Verb("reject", "commitments:reject", "This is no commitment, and never will be.", COMMITMENTS),
    Verb("confirm", "threads:confirm", "A detection in a thread is right.", COMMITMENTS),
    Verb("not-so", "threads:not_so", "A detection in a thread is wrong.", COMMITMENTS),
    Verb("not-sure", "threads:not_sure", "You cannot tell either; it is not asked again.", COMMITMENTS),
    Verb("unlearn", "learned:unlearn", "Forget what your answers taught.", COMMITMENTS),
    Verb("add", "people:add", "Add somebody, before a word was exchanged.", PEOPLE),
    Verb("intent", "stages:intent", "What you want from a connection, and what is in it for them.", PEOPLE),
    Verb("stage", "stages:stage", "How far a connection has come; move it.", PEOPLE),
    Verb("pipeline", "pipeline:pipeline", "Every connection by stage, and what is stuck.", PEOPLE),
    Verb("needs", "stages:needs", "What you look for, and who could serve it.", PEOPLE),
    Verb("hello", "checking_in:hello", "A hello with no ask.", PEOPLE),
    Verb("victory", "worth:victory", "A small victory, in a line.", DAILY),
    Verb("victories", "worth:victories", "Small victories; one of them as a text or card.", DAILY),
    Verb("worth", "worth:worth", "What you felt, what was done, who keeps their word, your load.", DAILY),
    Verb("insights", "insights:insights", "What your conversations came to, in figures.", DAILY),
    Verb("touch", "maintaining:touch", "Who you are losing touch with.", PEOPLE),
    Verb("topic", "maintaining:topic", "What is on somebody's mind.", PEOPLE),
    Verb("occasion", "maintaining:occasion", "Dates that matter to somebody.", PEOPLE),
    Verb("news", "maintaining:news", "Ideas, and things to read, for a topic.", PEOPLE),
    Verb("forward", "maintaining:forward", "The words to pass news on with.", PEOPLE),
    Verb("introduce", "introductions:introduce", "Two who should meet, each asked privately first.", PEOPLE),
    Verb("cadence", "connections:cadence", "How often to be in touch.", PEOPLE),
    Verb("agree", "connections:agree", "The day agreed for the next contact.", PEOPLE),
    Verb("close", "closing:close", "An honest close.", PEOPLE),
    Verb("settle", "closing:settle", "What becomes of what is still owed.", PEOPLE),
    Verb("reopen", "connections:reopen", "Begin anew.", PEOPLE),
    Verb("enjoyed", "connections:enjoyed", "Enjoyed, nothing expected.", PEOPLE),
    Verb("keep-open", "connections:keep_open", "No to closing.", PEOPLE),
    Verb("leave-closed", "connections:leave_closed", "They wrote again, and it stays closed.", PEOPLE),
    Verb("board", "boards:board", "What you two could do: a board of ideas.", PEOPLE),
    Verb("idea", "boards:idea", "Put ideas on a board.", PEOPLE),
    Verb("reword", "boards:reword", "Say an idea better.", PEOPLE),
    Verb("drop-idea", "boards:drop", "Take an idea off its board.", PEOPLE),
    Verb("group", "boards:group", "Lay ideas together.", PEOPLE),
    Verb("vote", "boards:vote", "Give an idea dots.", PEOPLE),
    Verb("choose", "boards:choose", "Choose an idea, with why.", PEOPLE),
    Verb("book-pair", "boards:book_pair", "Two sessions for a board, a night apart.", PEOPLE),
    Verb("opportunity", "opportunities:opportunity", "What both sides want of it, and where they differ.", PEOPLE),
    Verb("term", "opportunities:term", "What each side wants: outcomes, timing, who, resources.", PEOPLE),
    Verb("plan", "plans:plan", "What you two will do, and how you follow it up.", PEOPLE),
    Verb("plan-item", "plans:item", "Add an item to a plan, or change one.", PEOPLE),
    Verb("plan-done", "plans:done", "An item of a plan is done.", PEOPLE),
    Verb("plan-drop", "plans:drop", "Take an item out of a plan.", PEOPLE),
    Verb("plan-promise", "plans:promise", "Make an item of a plan a commitment.", PEOPLE),
    Verb("issue", "plans:issue", "Say what stands in the way of a plan.", PEOPLE),
    Verb("issue-settled", "plans:issue_settled", "It stands in the way no longer.", PEOPLE),
    Verb("pairs", "people:pairs", "Persons who may be one: it is asked, never guessed.", PEOPLE),
    Verb("same", "people:same", "The two of a pair are one.", PEOPLE),
    Verb("different", "people:different", "The two of a pair are two.", PEOPLE),
    Verb("merge", "people:merge", "Two persons are one.", PEOPLE),
    Verb("part", "people:part", "Some of a person's addresses are somebody else's.", PEOPLE),
    Verb(
        "import",
        "imports:import_",
        "Read mail, contacts, calendars and transcripts.",
        DATA,
        ahead="ahead:workers_for",
    ),
    Group("communities", COMMUNITIES, "Communities: where people converse.", SPACES),
    Group("purposes", PURPOSES, "What members of a community came to want.", SPACES),
    Group("handovers", HANDOVERS, "Purposes offered to your teams.", SPACES),
    Group("teams", TEAMS, "Teams: who waits for whom, decisions, problems.", SPACES),
    Group("partnership", PARTNERSHIP, "Partnerships with customers, begun only with their yes.", SPACES),
    Verb("figures", "figures:figures", "What conversations led to, by group and quarter.", SPACES),
    Verb("gather", "gathering:gather", "Bring archives into a community that you steer.", DATA),
    Verb("read-threads", "reading:read_threads", "Read what waits in communities and teams.", DATA),
    Verb("mine", "people:mine", "Which addresses are yours.", DATA),
    Verb("export", "data:export", "Everything, as open formats.", DATA),
    Verb("forget", "data:forget", "Redact a person everywhere.", DATA),
    Verb("drafts", "drafts:drafts", "The words that drafts are made of, and where yours lie.", DATA),
    Verb("owner", "owner:owner", "Who owns this store.", DATA),
    Verb("organisation", "owner:organisation", "One more organisation on this server.", DATA),
    Verb("invite", "owner:invite", "Add a member to your organisation.", DATA),
    Verb("link", "owner:link", "A link that signs somebody in once.", DATA),
    Verb("serve", "serve:serve", "Serve the web application.", DATA),
    Verb("demo", "demo:demo", "A sample year of mail, read in, and Today on it.", DATA),
    Verb("reader", "reader:reader", "A language model for unsure sentences; off until you say so.", DATA),
    Verb("private", "reader:private", "Never send anything of it to a language model.", DATA),
    Verb("doctor", "doctor:doctor", "What is configured, read, unread and broken.", DATA),
    Verb("detect", "detect:detect", "Requests, promises and answers in lines of JSON.", DATA, store=False),
)

EPILOG = (
    "Every command that prints has --json. Exit codes: 0 done; 1 broke; 2 not understood; 3 no such thing; "
    "4 refused, the reason is told; 130 interrupted. SEGUE_HOME says where everything is kept."
)

# Plain help: rich's takes longer to load than everything else that `segue --help` needs.
app = typer.Typer(
    cls=group_of(VERBS), no_args_is_help=True, epilog=EPILOG, rich_markup_mode=None, pretty_exceptions_enable=False
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"segue {version('segue')}")
        raise typer.Exit


@app.callback()
def segue(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")] = False,
) -> None:
    """Makes conversations lead somewhere: who promised what to whom, and what to do next."""


def run() -> None:
    """The entry point of the `segue` program."""
    app()
