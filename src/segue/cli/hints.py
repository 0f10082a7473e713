"""What to type for what a row of Today offers."""

from __future__ import annotations

from segue.domain.today import Row, Rule, Verb

_OF_COMMITMENT = {
    Verb.DONE: "segue done {}",
    Verb.SETTLED: "segue done {}",
    Verb.NOT_SETTLED: "segue not-settled {}",
    Verb.PROMISE: "segue promise {} --by DAY",
    Verb.NAME_DATE: "segue promise {} --by DAY",
    Verb.DECLINE: "segue decline {}",
    Verb.COUNTER: "segue new-date {} --by DAY --because WHY",
    Verb.CALL: "segue call {}",
    Verb.RENEGE: "segue renege {}",
    Verb.REMIND: "segue remind {}",
    Verb.LET_GO: "segue let-go {}",
    Verb.SNOOZE: "segue snooze {} DAY",
    Verb.REPLY: "segue draft {}",
    Verb.ASK_DATE: "segue draft {} --as ask-date",
}
_OF_TALK = {
    Verb.PREPARE: 'segue prepare {} --aim "…"',
    Verb.NEXT_STEP: 'segue wrap-up {} --next "me: WHAT by DAY"',
    Verb.CLOSE: "segue wrap-up {} --close TERMS",
    Verb.ENJOYED: "segue wrap-up {} --enjoyed",
    Verb.NOT_YET: "segue wrap-up {} --not-yet DAY",
    Verb.SNOOZE: "segue snooze t{} DAY",
    Verb.DRAFT: "segue draft t{}",
    Verb.DONE: "segue thanked {}",
}
_OF_CONNECTION = {
    Verb.NEXT_STEP: 'segue log "call with c{}: ..."',
    Verb.DONE: 'segue log "call with c{}: enjoyed"',
    Verb.CLOSE: "segue close c{} --terms WHY",
    Verb.ENJOYED: "segue enjoyed c{}",
    Verb.KEEP_OPEN: "segue keep-open c{}",
    Verb.LEAVE_CLOSED: "segue leave-closed c{}",
    Verb.SNOOZE: "segue snooze c{} DAY",
    Verb.DRAFT: "segue draft c{}",
    Verb.CALL: "segue call c{}",
    Verb.REPLY: "segue draft c{} --as reply",
}
_OF_BOARD = {
    Verb.BOOK: 'segue book-pair c{} "DAY HH:MM" "DAY HH:MM"',
    Verb.SUMMARY: "segue board c{} --summary",
    Verb.DONE: "segue board c{} --sent",
}
_OF_PLAN = {Verb.CHECKED_IN: "segue plan c{} --checked-in"}
_DRAFTS = {
    Rule.KEEP_IN_TOUCH: "segue hello c{}",
    Rule.OCCASION: "segue hello c{}",
    Rule.AGREED_CONTACT: "segue draft c{} --as agreed",
    Rule.CHECK_IN: "segue draft c{} --as check-in",
}
"""The words that suit a rule better than an empty letter."""
_TALKS = (Rule.PREPARE, Rule.WRAP_UP, Rule.FOLLOW_UP)


def hints(row: Row) -> list[str]:
    """The commands for a row's actions, the primary one first."""
    commands = [_command(row, verb) for verb in row.actions]
    thread = [f"segue thread {row.conversation_id}"] if row.conversation_id else []
    return [*dict.fromkeys(command for command in commands if command), *thread]


_OF_NEWS = {
    Verb.DRAFT: "segue forward {} c{}",
    Verb.DONE: "segue forward {} c{} --done",
    Verb.LEAVE: "segue forward {} c{} --leave",
}


_OF_INTRODUCTION = {
    Verb.DRAFT: "segue introduce c{} c{}",
    Verb.DONE: "segue introduce c{} c{} --asked",
    Verb.SAID_YES: "segue introduce c{} c{} --yes",
    Verb.SAID_NO: "segue introduce c{} c{} --no",
    Verb.LEAVE: "segue introduce c{} c{} --leave",
}


def _command(row: Row, verb: Verb) -> str:
    if row.other_connection_id is not None and verb in _OF_INTRODUCTION:
        return _OF_INTRODUCTION[verb].format(row.connection_id, row.other_connection_id)
    if row.news_id is not None and verb in _OF_NEWS:
        return _OF_NEWS[verb].format(row.news_id, row.connection_id)
    if row.commitment_id is not None and verb in _OF_COMMITMENT:
        return _OF_COMMITMENT[verb].format(row.commitment_id)
    if row.rule in _TALKS and row.conversation_id is not None and verb in _OF_TALK:
        return _OF_TALK[verb].format(row.conversation_id)
    if row.board_id is not None and verb in _OF_BOARD:
        return _OF_BOARD[verb].format(row.connection_id)
    if row.board_id is None and verb is Verb.BOOK:
        return f"segue board c{row.connection_id} --open TOPIC"
    if row.plan_id is not None and verb in _OF_PLAN:
        return _OF_PLAN[verb].format(row.connection_id)
    if verb is Verb.DRAFT and row.rule in _DRAFTS:
        return _DRAFTS[row.rule].format(row.connection_id)
    return _OF_CONNECTION.get(verb, "").format(row.connection_id)
