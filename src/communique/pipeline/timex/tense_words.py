"""Words by which a clause looks ahead or back, in lower case; verbs as spaCy's lemmas."""

from __future__ import annotations

#: Auxiliaries that look ahead.
AHEAD = frozenset({"will", "shall", "would", "may", "might", "could", "can", "should", "must"})
#: Auxiliaries that look back.
BACK = frozenset({"was", "were", "did", "had", "has", "have", "been"})
#: Verbs that set a day: what they set lies ahead, also in the past tense (`planned a rally on Saturday`).
SCHEDULES = frozenset(
    {"plan", "schedule", "expect", "suppose", "due", "slate", "anticipate", "project", "forecast", "book", "time"}
)
#: Verbs that put a thing off, to a day that lies ahead.
DELAYS = frozenset({"extend", "postpone", "delay", "adjourn", "reschedule", "move", "push", "defer", "prolong"})
#: Verbs whose complement lies ahead of them; `hop` is what spaCy makes of `hoped`.
PLANS = SCHEDULES | frozenset(
    {"intend", "set", "prepare", "want", "hope", "hop", "vow", "promise", "pledge", "invite", "propose", "agree",
     "decide", "aim", "seek", "ask", "urge", "call", "go", "be", "need", "wish", "offer", "threaten", "order",
     "postpone", "require", "tell", "instruct", "summon", "allow", "permit", "request", "demand", "warn",
     "likely", "unlikely", "ready", "willing", "sure", "certain"}
)  # fmt: skip
#: Verbs of programme, whose present tense speaks of what is to come (`The talks open on Monday`).
PROGRAMME = frozenset(
    {"begin", "start", "open", "arrive", "leave", "meet", "visit", "host", "hold", "resume", "convene",
     "reconvene", "travel", "take", "expire", "end", "depart", "return", "kick", "run", "mark", "become", "turn",
     "close", "conclude", "face", "go", "head", "come", "address", "speak", "attend", "join", "fly", "vote",
     "play", "appear", "testify", "launch", "reopen", "enter"}
)  # fmt: skip
#: Verbs that in the present tense look ahead by their meaning (`On Friday they plan to meet`).
FORESEES = frozenset(
    {"plan", "expect", "hope", "intend", "aim", "schedule", "anticipate", "forecast", "prepare", "vow", "pledge",
     "promise", "await"}
)  # fmt: skip
#: Verbs that set a day named with `for`, whatever their tense (`set a hearing for Friday`).
ARRANGES = frozenset({"set", "plan", "schedule", "slate", "call", "book", "fix", "convene", "arrange", "invite"})
#: Subjects that deny what their verb says.
NOBODY = frozenset({"no", "none", "nobody", "neither", "nor", "nothing", "few"})
#: Verbs of which the object, not they themselves, has a time (`are investigating a crash on Friday`).
INQUIRES = frozenset({"investigate", "probe", "mourn"})
#: Verbs whose complement has come about where they are past themselves (`was allowed to return on Friday`).
ALLOWS = frozenset({"allow", "permit"})
#: Verbs that sound alike in both tenses: the tagger takes their past for the present.
ALIKE = frozenset(
    {"beat", "bet", "burst", "cast", "cost", "cut", "hit", "hurt", "let", "put", "quit", "read", "rid", "set",
     "shed", "shut", "split", "spread"}
)  # fmt: skip
SAYING = frozenset({"say", "tell", "report", "announce", "quote", "add", "note", "write"})
#: Words of a noun phrase that look ahead.
UPCOMING = frozenset(
    {"due", "scheduled", "planned", "slated", "upcoming", "forthcoming", "effective", "payable", "deadline"}
)
#: What has been written or said when a report quotes it.
UTTERANCES = frozenset(
    {"statement", "letter", "interview", "message", "telegram", "note", "report", "communique", "communiqué",
     "editorial"}
)  # fmt: skip
