"""Given names, and what people with them are called as well."""

_NAMES = """
alexander: alex
andrew: andy drew
anthony: tony
benjamin: ben
catherine: cathy kate
charles: charlie chuck
christina: christi chris tina
christine: chris
christopher: chris
daniel: dan danny
david: dave
deborah: debbie deb
donald: don
douglas: doug
edward: ed eddie
elizabeth: liz beth betsy
eugene: gene
frederick: fred
gerald: jerry
gregory: greg
james: jim jimmy
jeffrey: jeff
jennifer: jen jenny
jonathan: jon johnny
john: johnny jack
joseph: joe
katherine: kathy kate
kathleen: kathy
kenneth: ken
lawrence: larry
margaret: maggie meg
matthew: matt
michael: mike
nicholas: nick
pamela: pam
patricia: pat patty
patrick: pat
peter: pete
philip: phil
phillip: phil
rebecca: becky
richard: rick rich dick
robert: bob rob bobby
ronald: ron
samuel: sam
samantha: sam
stephen: steve
steven: steve
stuart: stu
susan: sue suzie
suzanne: sue suzy
theodore: ted
theresa: terry
thomas: tom tommy
timothy: tim
victoria: vicky
vincent: vince
william: bill will billy
"""

SHORT = {
    whole: frozenset(short.split())
    for whole, _, short in (line.partition(": ") for line in _NAMES.strip().splitlines())
}
