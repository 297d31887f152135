"""The words by which a date is known for a deadline or an event: patterns over small letters, except
where a pattern says otherwise."""

from __future__ import annotations

import re

_TIME = (
    r"(?:(?:close|end|cop|cob)\s*(?:of\s+(?:play|business|the\s+day|day))?(?:\s+on)?|midnight"
    r"|midday|noon|lunch-?time|(?:the\s+)?(?:start|morning)\s+of"
    r"|\d{1,2}(?:[.:]\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.)?(?:\s*noon)?|on|the|at|latest|of)"
)
# "before our summit on": what comes first happens on the date itself.
BEFORE_THAT = re.compile(
    r"\b(?P<word>by|before|prior\s+to|(?:well\s+)?ahead\s+of|in\s+(?:good\s+)?time\s+for)\s+"
    r"(?:the|our|its|their|this|a|each)\s+(?P<what>[\w'-]+(?:\s+[\w'-]+){0,4}?)\s+(?:is\s+)?on\s+(?P<time>)$"
)
# "by 6pm on", "no later than", "before the": right before the date.
BY = re.compile(
    rf"(?:\b|(?<=here))(?P<word>by|before|prior\s+to|no(?:t)?\s+later\s+than|ahead\s+of"
    rf"|on\s+or\s+before)\s+(?P<time>(?:{_TIME}[\s,]+){{0,4}})$"
)
UNTIL = re.compile(
    rf"\b(?:(?:until|till|up\s+to)(?:\s+and\s+including)?|to|ends?(?:\s+on)?|ending(?:\s+on)?)\s+(?:{_TIME}[\s,]+){{0,4}}$"
)
DEADLINE = re.compile(
    r"\b(?:deadlines?|closing\s+dates?|clos(?:es|ing)|shuts|(?:both|they|all|surveys|entries)\s+shut|cut-?off|last\s+(?:day|date|chance)"
    r"|final\s+(?:day|date)|expir(?:es|y)"
    r"|rsvp|due\s+(?:date|by|on|in|back|:)|(?:is|are)\s+due(?!\s+(?:to|out|for)\b)|ends\s+on|will\s+close|to\s+close"
    r"|close\s+on|close\s+at|apply\s+before)\b|\b(?:close|due)\s*$"
    # The name of a field: "Tenders: 14 July".
    r"|^\W*(?:clarification\s+)?(?:questions|enquiries|queries|tenders?(?:\s+returns?)?|bids?|submissions?"
    r"|applications?|nominations?|responses?|replies|returns?|registrations?|bookings?"
    r"|expressions?\s+of\s+interest|reply|rsvp|apply|register|book|closes)"
    rf"(?:(?:\s+(?:in|back|due|by|to\s+be\s+in))*\s*:|(?:\s+(?:in|back|due))+\s+by)\s*(?:{_TIME}[\s,]+){{0,3}}$"
)
DEADLINE_AFTER = re.compile(
    r"\W{0,3}(?:\d{1,2}[.:]?\d{0,2}\s*(?:am|pm)?\W{0,3})?(?:is|being|was"
    r"|as)?\s*(?:the\s+)?(?:final\s+|registration\s+|closing\s+|application\s+|booking\s+"
    r"|last\s+)?"
    r"(?:deadline|closing\s+date|last\s+day|closing\s+day)\b"
)
# "Applications in the year to 31 December": how far figures reach.
# "The rest have until Friday".
HAVE_UNTIL = re.compile(
    rf"\b(?:has|have|had|got)\s+(?:now\s+)?(?:up\s+)?(?:until|till?|to)\s+(?:{_TIME}[\s,]+){{0,4}}$"
)
PERIOD = re.compile(
    r"\b(?:years?|quarters?|months?|period|half-years?)\s+(?:up\s+)?(?:to|end(?:ing|ed)(?:\s+on)?)"
    r"\s+(?:the\s+)?$"
)
# "The closing date of 26 March has been moved to 9 April": the first of them no longer holds …
PUT_OFF = re.compile(
    r"\s*,?\s*(?:is|has\s+been|was)\s+(?:now\s+)?(?:moved|extended|put\s+back|brought\s+forward|changed)\b"
)
# … and the second stands alone: "is now 9 April".
NOW_IS = re.compile(
    r"^\W*(?:is|has\s+been|was)\s+(?:now\s+)?"
    r"(?:(?:moved|extended|put\s+back|brought\s+forward|changed)\s+)?(?:to\s+)?(?:the\s+)?$"
)
# "The next set is due on 17 July": somebody else's to publish.
TO_APPEAR = re.compile(
    r"\b(?:(?:next|new|first|latest|final|full|further)\s+(?:set|figures|data|statistics|edition|update|release)"
    r"|report|results|findings|response|announcement|decision|white\s+paper|judgment)"
    r"(?:\s+of\s+\w+)?\s+(?:is|are)\s+(?:now\s+)?due\s+(?:on\s+)?$"
)
AT_LATEST = re.compile(
    r"\W{0,3}(?:\d{1,2}[.:]?\d{0,2}\s*(?:am|pm)?\W{0,3})?at\s+the\s+(?:very\s+)?latest\b"
)
PASSED = re.compile(
    r"\b(?:has|have|had)\s+(?:now\s+)?(?:passed|closed)|\bclosed\s+on\b|\bnow\s+closed\b"
    r"|\b(?:ran|was\s+open|were\s+open)\s+(?:from|until|between)\b"
)
REQUEST = re.compile(
    r"\b(?:please|must|asked|invited?|return\w*|repl(?:y|ies)|respon(?:d|se|ses|ding)|apply"
    r"|arrives?|applications?|applied|book(?:ed|ing|ings)?|regist(?:er|ered|ration|ering)"
    r"|nominat\w+|submit\w*|submissions?|send|sent|e-?mail|complet(?:e|ing)\s+(?:the|this|a|an|your"
    r"|our|and|it)|let\s+\w+(?:\s+\w+)?\s+know|contact|confirm\w*"
    r"|sign\w*\s*(?:up|ed)?|enrol\w*"
    r"|comments?|express\w*|expressions?|tell|feed\s*back|feedback|provide[ds]?|renew\w*|notify"
    r"|inform|upload\w*|touch|bids?|tenders?"
    r"|vote|volunteer\w*|fill\s+in|reserv\w+|secure|places?|views|evidence|proposals?|abstracts"
    r"|questionnaires?|surveys?|forms?|consultation|returns?|share|offers?|agenda\s+items?|papers"
    r"|suggest\w*|names|sought|needed|required|receive[ds]?|to\s+me|download"
    r"|ask(?:ing)?\s+for|want(?:s|ed)?|needs?|hear\s+(?:from|of|about)|ideas|reach(?:es)?|exchanged|lodged|orders?"
    r"|tickets|apologies|choose|pick|requests?|queries|votes?"
    r"|drop\s+\w+|give\s+(?:us|your|the)|pass\s+(?:your|the|it|them)|hand(?:ed)?\s+in|post(?:ed)?"
    r"|opt\s+(?:in|out)|put\s+(?:your|forward)|report\s+back|back\s+(?:to|with)"
    r"|(?:is|are)\s+to\s+be\s+(?:with|made|signed|agreed|paid)|be\s+with|details\s+to"
    r"|would\s+help|helpful|grateful|appreciat\w+"
    r"|welcomed?|encouraged|urged|requested|subscribe|pledge\w*|items\s+(?:for|to)|entries"
    r"|pay|paid|declare)\b"
)
OPEN = re.compile(
    r"\b(?:extended|consultations?|surveys?|calls?|applications?|regist(?:ration|er)|bookings?"
    r"|nominations?|window|submissions?|bids?|open|consulting|respon(?:d|ses?)|comments?"
    r"|questionnaire|feedback|tenders?|evidence|renew\w*|appl(?:y|ying)|closes?|order(?:s|ed)?"
    r"|answers?|invited|welcomed?|accept(?:s|ed|ing)?|taken|early[- ]?bird|rates?|views|sought|abstracts"
    r"|entries|vot(?:e|es|ing))\b"
)
OPEN_THING = re.compile(
    r"\b(?:consultation|survey|call\s+for\s+evidence|questionnaire|nominations)\b"
)
# What asks the reader of a bulletin to act, rather than to take note.
ASKS = re.compile(
    r"\bplease\b(?!\s+(?:note|see|find|read|be\s+aware|remember|watch|look))|\bha(?:s|ve)\s+to\b|\b(?:asked|invited"
    r"|required|requested|encouraged|urged|need(?:s|ed)?|ought|must)\s+(?:to\b|(?=be\b)|(?=\w+\s))"
    r"|^\W*(?:send|tell|give|ask|book|confirm|let|return|reply|respond|nominate|submit|register"
    r"|apply|e-?mail|complete|choose|name|identify|say|pass|forward|contact|check|decide|agree|order|claim|add|share|fill|sign|upload|log|enter|mark|update|record|provide|report"
    r"|volunteer|tick|vote|bring|get|put|use)\b"
)
PLEASE_LAST = re.compile(r"\bplease\W*$")
# Where a clause of its own begins, with a subject of its own.
NEW_CLAUSE = re.compile(
    r"[;:]|,\s+(?:who|which|and|but|so|as|when|where|while)\b|\b(?:and|but|so|so\s+that|because|as"
    r"|since|for|while)\s+(?:the|we|they|it|this|our|all|i|he|she|dfe|ofsted)\b"
)
# "Nominations to Ann Lee (details below) please by": words as written.
TO_SOMEONE = re.compile(
    r"\b(?:to|with|via)\s+[A-Z][\w'-]+(?:\s+(?:(?:and|or)\s+)?[A-Z][\w'-]+){0,5}"
    r"(?:\s*\([^()]{0,60}\))?,?\s+(?:please,?\s+)?(?:by|before|no\s+later|not\s+later|ahead|prior)\b"
)
TOLD_AS_DONE = re.compile(r"\b(?:had|have|has|was|were)\b")
# Somebody else's work: "the DfE will publish by", "finish the fieldwork by".
OTHERS = re.compile(
    r"\b(?:dfe|ofsted|government|department|ministers?|nhs\w*|dhsc|commission\w*|it|they|who"
    r"|which|report|review|we|results|findings|programme|project|analysis|pilots?|schools)\s+"
    r"(?:is\s+to|are\s+to|should\s+be|is\s+expected|expected)\b"
    r"|\b(?:will|plans?\s+to|(?:aims?|intends?|hopes?|hoping|planning|expects?|due|expected"
    r"|agreed|promised?|promises)\s+to)\b(?!\s+(?:only\s+|then\s+|also\s+)?(?:need|have\s+to|want"
    r"|accept|take|welcome|receive|remain|hear|be\s+(?:asked|invited|required|expected|wanted"
    r"|needed|open|accepted|taken|due|welcome|received|sought|closed|closing|able)|close|end)\b)"
)
# Work to be done by a date, whoever does it: none of a reader's replies.
WORK = re.compile(
    r"\b(?:finish\w*|implement\w*|in\s+place|achiev\w+|deliver(?:s|ed|ing)?\b|publish\w*|rolled?\s+out"
    r"|introduc\w+|in\s+force|fully|be\s+(?:spent|used|ready)|reduc\w+|increas\w+|write\s+up"
    r"|up\s+and\s+running|agreed\s+to)\b(?!.*\b(?:please|must|submit|return|repl|respon|register"
    r"|book|apply|nominat)\w*)"
)
EVENT = re.compile(
    r"\b(?:meet(?:s|ing|ings)?|webinars?|workshops?|conferences?|seminars?|courses?|training"
    r"|interviews?|clinics?|residentials?|study\s+visits?|away-?days?|hearings?|talks?|tutorials?"
    r"|day\s+together|get-?togethers?|gatherings?|call-?ins?|open\s+evenings?|q\s?&\s?as?"
    r"|summits?|master-?class(?:es)?|events?|sessions?|symposium|forums?|fairs?|round-?tables?"
    r"|drop-ins?|surger(?:y|ies)|cohorts?|lectures?|peer\s+(?:reviews?|challenges?)|briefing\s+(?:sessions?|events?|on|is|for)"
    r"|briefings|(?:signing|network|open|away|assessment|development|induction|challenge|study"
    r"|inset|launch|information|practice)\s+days?|signing|celebration|network(?:s"
    r"|ing)?\s+(?:dates?|meetings?|events?)|festival"
    r"|modules?|hackathon|exhibition|expo|agm|teach-?in|learning\s+lunch|lunch\s+and\s+learn"
    r"|bitesize|e-?learning\s+live|show\s*case\s+event|launch\s+event|board|panel|group|network"
    r"|(?:day|part)\s+(?:one|two|three|four|\d)|(?:one|two|three|half|full|all)[-\s]days?"
    r"|(?:save|hold|keep)\s+the\s+date|(?:first|second|next)\s+(?:day|date)|next\s+(?!friday|update|bulletin|issue|report)(?:\w+\s+){1,4}?(?:is|will\s+be)\s+(?:held\s+)?on)\b"
)
WEAK_EVENT = re.compile(
    r"^(?:board|panel|group|network|training|courses?|programmes?|forums?|modules?)$"
)
# "The day is", "will be held on", "runs from": right before the date, said of what is to happen.
HAPPENS = re.compile(
    r"\b(?:(?:is|are|will\s+be|falls?|will\s+fall|runs|run|to\s+be)\s+(?:again\s+|now\s+|to\s+be\s+)?"
    r"(?:held\s+|planned\s+|fixed\s+|set\s+|arranged\s+|booked\s+|scheduled\s+)?"
    r"|(?:starts?|begins?|starting|beginning|commenc\w+|takes?\s+place|taking\s+place|meets?|gathers?"
    r"|held|hold|host(?:s|ed|ing)?|reconvenes?|resumes?|moved|rearranged|postponed|deferred)\s+)"
    r"(?:at\s+[\w.: ]{1,14}\s+)?(?:on|for|from|at|between|to)?\s*(?:the\s+)?$"
)
# "The day is 3 May": with no "on", the subject must be a day.
BARE_IS = re.compile(r"\b(?:is|are|be)\s+(?:now\s+|the\s+)*$")
IS_A_DAY = re.compile(r"\b(?:days?|dates?|one|next|first|second|last|time)\b")
# "Results will be presented to directors on", "meet for a day together on".
GATHERS = re.compile(
    r"\b(?:presented|discussed|considered|explored|debated|shared|shown|speak(?:s|ing)?|talk(?:s|ing)?"
    r"|meet(?:s|ing)?|gather(?:s|ing)?|come|comes|coming|visit(?:s|ing)?|present(?:s|ing)?|interviewed"
    r"|observed|taught|led|given|join\s+\w+)\s+(?:[\w'-]+\s+){0,8}?(?:on|from)\s+(?:the\s+)?$"
    r"|\bbe\s+launched\s+(?:[\w'-]+\s+){0,8}?(?:on|from)\s+(?:the\s+)?$"
    r"|\b(?:module|session|day|part|cohort|workshop|webinar)\s+\w+\s+(?:is\s+)?on\s+(?:the\s+)?$"
    r"|\b(?:space|spaces|room|places|full)\s+(?:left\s+)?(?:on|for)\s+(?:the\s+)?$"
    r"|\b(?:one|another|other|first|second|third|next|last|final)\s+(?:is\s+|are\s+|will\s+be\s+)?(?:in|at)"
    r"\s+(?:[\w'-]+\s+){1,5}on\s+(?:the\s+)?$"
    r"|\b(?:first|next|second|last)\s+of\s+(?:them|these|which|the\s+\w+)\s+(?:is\s+|will\s+be\s+)?on\s+(?:the\s+)?$"
    r"|\b(?:first|next|again|then|later|repeated)\s+on\s+(?:the\s+)?$"
    r"|\b(?:mornings|afternoons|evenings|days|dates)\b[^.;:]{0,40}:\s*$"
    r"|\b(?:mornings|afternoons|evenings|days|dates)(?:\s*:|\s+(?:are|on)\b)\s*$|\bthe\s+(?:day|date),\s*$"
)
# Nothing that people meet for: the subject of what happens on the date.
NO_GATHERING = re.compile(
    r"\b(?:update|bulletin|newsletter|issue|report|publication|statistics|results|figures|data|law"
    r"|successor|replacement|evaluation|evaluator|pilot|trial|teaching|roll-?out|scheme|fieldwork|phase|act|bill|regulations?|order|guidance|standards?|framework|duty|duties|cap|caps|rates?|rules"
    r"|terms?|holidays?|half-term|school\s+year|academic\s+year|financial\s+year|deadlines?"
    r"|closing|consultations?|surveys?|census|call\s+for|applications?|registration|window"
    r"|contract|grant|funding|payments?|strategy|website|portal|collection|return|returns|tender"
    r"|bids?|nominations?|bookings?|elections?|referendum|budget|strikes?|reading|post|vacancy|role|licen[cs]e|offer)\b"
)
# "On 4 May the regulations come into force", "... the department will publish".
CHANGES_AFTER = re.compile(
    r"[^.;]{0,80}?\b(?:(?:come|comes|coming|came)\s+into|take(?:s)?\s+effect|will\s+(?:be\s+)?"
    r"(?:publish|release|launch|announce|close|end|change|replace|publi|issue|open|update|rise|increase)\w*"
    r"|closes?|ends?|opens?|(?:is|are|to\s+be)\s+(?:published|released|replaced|launched)|go(?:es)?\s+live)\b"
)
OPENS_SENTENCE = re.compile(r"^\W*(?:then\s+)?on\s+(?:the\s+)?$")
TWO_DAYS = re.compile(
    r"\b(?:conference|summit|residential|symposium|festival|congress|expo|convention|retreat)\b"
    r"|\b(?:two|2)(?:\s+half)?[- ]days?\b|\bover\s+two\b"
)
EACH_DAY = re.compile(
    r"\b(?:each|either|repeated|webinars|workshops|sessions|interviews|courses|briefings|meetings"
    r"|or|one\s+date|cohorts?)\b"
)
BOOKING = re.compile(
    r"\b(?:book(?:ing|ed)?|register|registration|event-?brite|join|sign\s+up|attend\w*|held"
    r"|tak(?:e|es|ing)\s+place|host(?:s|ed|ing)?|organis(?:es|ed|ing)|runs?|running|runn?ing"
    r"|meets?|places?|invited?|delivered|speakers?|presents?|speaks?|starts?|begins?|commenc\w+"
    r"|venue|online|teams|zoom|via|in\s+person|scheduled|(?:save|hold|keep)\s+the\s+date|calendars?|diar(?:y"
    r"|ies))\b"
)
CLOCK = re.compile(
    r"\b\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|a\.m|p\.m)\b|\b\d{1,2}[.:]\d{2}\b|\b\d{4}\s?(?:-"
    r"|to)\s?\d{4}\b|\b\d{1,2}\s?-\s?\d{1,2}(?:am|pm)|\((?:am|pm)\b|\b(?:noon|midday|all\s+day"
    r"|half\s+day|morning|afternoon)\b"
)
NOT_EVENT_BEFORE = re.compile(
    r"\b(?:publish\w*|publication|comes?\s+into|came\s+into|into\s+(?:force|effect)|in\s+force"
    r"|effect(?:ive)?(?:\s+from)?|go(?:es)?[\s-]live(?:\s+date)?|went\s+live|announced|updated"
    r"|released|issued|launche[ds]|written|wrote|letter|dated|as\s+at|since|born|aged|until"
    r"|statutory|implement\w*|census|ending|report(?:ed)?|appl(?:y|ies)\s+from|circulated|sent|week(?:\s+\d{4})?\s+(?:runs|takes\s+place|will)|expir\w+|weeks?\s+(?:commencing|beginning|of)"
    r"|comes?\s+out|retir(?:es|ing)|successor|joins|joining\s+us|steps\s+down|takes\s+up"
    r"|(?:contract|term|post)\s+start|start\s+date|available"
    r"|(?<!festival )(?<!conference )(?<!exhibition )(?<!summit )opens?|opened)\b[^.;]{0,22}$"
    r"|\b(?:by|before)\b[^.;,()-]{0,22}$"
)
NOT_EVENT_AFTER = re.compile(
    r",?\s*(?:the\s+)?(?:[A-Z][\w'&-]*\s+){0,6}(?:(?:for|of|in|and"
    r"|the)\s+(?:[A-Z][\w'&-]*\s+){0,4}){0,3}(?:(?:has|have)\s+)?(?:published|issued|launched"
    r"|announced|released|updated|wrote|writes|publishes)\b"
)
# "On 25 May the department published": a few words, then the verb.
SAID_AFTER = re.compile(
    r",?\s*(?:[\w'&-]+\s+){0,6}?(?<!newly )(?<!recently )(?<!the )"
    r"(?:published|issued|launched|announced|released|updated|wrote)\b"
)
# "Between 1 April and 31 July the helpline held": a time that is over.
OVER = re.compile(
    r"(?:(?!\bwill\b)[^.;]){0,60}?\b(?:held|had|was|were|saw|rose|fell|dealt|found|made|took|heard|ran|gave"
    r"|met|[a-z]{3,}ed)\b"
)
PUBLISHED_ON = re.compile(
    r"(?<!be )\b(?:published|launched|announced|released|issued|wrote)\s+(?:by\s+[\w' ]{1,40}\s+)?(?:on\s+)?$"
)
TITLE_EVENT = re.compile(
    r"\b(?:peer\s+(?:reviews?|challenges?)|webinars?|workshops?|conferences?|seminars?|courses?|training|summits?|master-?class(?:es)?"
    r"|events?|fairs?|(?:lunch|listening)\s+(?:and\s+learn|sessions?)|clinics?|launch|panels"
    r"|sessions?|symposium|forums?|meetings?|drop-ins?|signing\s+day|networks?"
    r"|now\s+booking|cohorts?|programme|briefings?|dates|days?)\b"
)
LISTED = re.compile(
    r"\b(?:future|forthcoming|upcoming|key|meeting|network|next)\b.*\b(?:dates?|meetings?)\b"
    r"|\bdates\b.*\bmeetings?\b|\bnow\s+booking\b|\b(?:save|hold|keep)\s+the\s+date"
)
DENIED = re.compile(
    r"\b(?:first|originally|previously)\s+(?:set|fixed|given|announced|planned|due|closing)\s+"
    r"(?:at|for|as|to|on)?\s*$"
    r"|(?<!held )\bat\s+$"  # "children missing education at 30 September"
    r"|\b(?:was|were)\s+(?:going\s+to\s+be|to\s+have\s+been|meant\s+to\s+be|due\s+to\s+be)\s+(?:on\s+|the\s+)*$"
    r"|\b(?:not|moved\s+from|postponed\s+from|changed\s+from)\s+(?:on\s+|the\s+)*$"
    r"|\b(?:instead\s+of|rather\s+than|in\s+place\s+of|takes?\s+the\s+place\s+of|replac(?:es|ing))"
    r"\s+(?:[\w'-]+\s+){0,6}$"
    r"|\bnext\s+(?:update|issue|bulletin|newsletter|edition)\b[^.;]*$"
)
# "The meeting on 19 March is cancelled", "… is moved to 24 April": said after the date.
CALLED_OFF = re.compile(
    r"(?:(?!\bbut\b)[^.;]){0,120}?\b(?:ha(?:s|ve)\s+had\s+to\s+(?:move|be\s+\w+ed)"
    r"|will\s+now\s+be\s+(?:held\s+)?on\s+(?:the\s+)?(?:\d+|mon|tue|wed|thu|fri|sat|sun)\w*|(?:is|are|was|were|be|been)\s+(?:\w+\s+){0,2}?"
    r"(?:cancelled|postponed|called\s+off|deferred"
    r"|(?:moved|changed)\s+to\s+(?:the\s+)?(?:\d+|mon|tue|wed|thu|fri|sat|sun)\w*)"
    r"|(?:will|can|is|are)\s*(?:not|n't|no\s+longer)\s+(?:now\s+)?(?:take\s+place|go(?:ing)?\s+ahead|be\s+held"
    r"|meet(?:ing)?))\b"
)
TITLE_DATE = re.compile(r"(?:[-,:(]|\bon)\s*$")
OF_DEATH = ("sad", "passed away", "death", "condolence", "funeral", "obituary", "memor")
OBITUARY = re.compile(
    r"\b(?:great\s+sadness|sad\s+(?:news|death)|sadly\s+died|passed\s+away|death\s+of\s+(?:our"
    r"|\w)|condolence|funeral|obituary|in\s+memor(?:y|iam))"
)
ENUMERATOR = re.compile(
    r"\b(?P<noun>cohort|group|session|day|wave|workshop|module|part|event|course|phase|webinar"
    r"|option)\s+$"
)
# Of these, one that is numbered is never followed by the plain date of a weekend.
NUMBERED = frozenset("cohort group wave module phase option".split())
