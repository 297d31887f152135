"""The words by which a line is known for a heading, or for none."""

from __future__ import annotations

import re

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
WHEN = re.compile(
    rf"(?:(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:{MONTHS})[a-z]*|\d{{1,4}}(?:st|nd|rd|th)?"
    rf"|am|pm|a\.m|p\.m"
    r"|\d{1,2}(?:am|pm)|noon|midday|to|and|from|at|the|of|dates?|times?|online|via|teams|zoom)\b"
    r"|\W)+$",
    re.IGNORECASE,
)
# A line of dates: what it says beyond them is little ("Cohort 2: 9 June - 6 July (four mornings)").
DATE_WORDS = re.compile(
    rf"(?:(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:{MONTHS})[a-z]*|\d{{1,4}}(?:st|nd|rd|th|am|pm)?"
    rf"|am|pm|noon|midday|midnight|to|and|or|from|at|in|on|of|the|until|till|by|each|both|all"
    r"|times?|dates?|online|via|teams|zoom|person|mornings?|afternoons?|evenings?|half|days?"
    r"|cohorts?|groups?|waves?|sessions?|part|modules?|weeks?|week|webinars?|round|option"
    r"|one|two|three|four|five|six|either)\b)",
    re.IGNORECASE,
)
DATE_FIRST = re.compile(
    rf"(?:(?:(?:mon|tues?|wed(?:nes|s)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?)?\d{{1,2}}"
    rf"(?:st|nd|rd|th)?\b|(?:{MONTHS})[a-z]* \d"
    r"|(?:cohort|group|wave|session|module|part|week|round|option|day) (?:\d{1,2}|one|two|three)\b)",
    re.IGNORECASE,
)
A_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s(?:{MONTHS})|\b(?:{MONTHS})[a-z]*\s\d{{1,2}}\b",
    re.IGNORECASE,
)
# "Carers: Tuesday 27 June 7pm", "Early Help: date to be arranged": a row of a list of dates.
DATED_ROW = re.compile(
    rf"[^:]{{2,60}}: (?:{DATE_FIRST.pattern}|(?:no\s+)?(?:dates?|times?)\s+(?:to\s+be\s+\w+|yet|tb[ac]))",
    re.IGNORECASE,
)
TIME_FIRST = re.compile(
    r"\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|noon)\b|\d{1,2}[.:]\d{2}\s?(?:-|to)|\d{4}\s?-\s?\d{4}\b",
    re.IGNORECASE,
)
# "Approvals up 4%", "from enquiry to panel 171 days": a figure that is told.
FIGURE = re.compile(rf"\d%|\b\d[\d,]*\s+(?!(?:{MONTHS}))[a-z]+")
STANDING = re.compile(
    r"(?:now booking|book now|booking now|fully booked|background|introduction|summary|overview"
    r"|key (?:findings|points|messages|facts|themes|recommendations|statistics|dates)"
    r"|main (?:findings|points)"
    r"|findings|recommendations|conclusions?|next steps|agenda|speakers|network dates"
    r"|further information"
    r"|more information|useful links|resources|who (?:is|should) .*|how to .{0,25}"
    r"|find out more|read more|click here|register here|eventbrite|learning outcomes|aims?"
    r"|objectives"
    r"|(?:the |full |final |interim |annual |new )*(?:reports?|summary|letters?|slides|recordings?|press release"
    r"|toolkit|guidance|statutory guidance|easy read(?: version)?|flyers?|minutes|papers|blog|article|film"
    r"|video|podcast|survey|(?:registration |booking |application )?form)"
    r"|venue|location|cost|contact|executive summary|quotes?|links?|about (?:us"
    r"|the .{0,20}))\s*[:.]?$",
    re.IGNORECASE,
)
POINTER = re.compile(
    r"@|https?:|www\.|\((?:contact )?details|details (?:for both )?below|more from | here[ .:]*$"
)
OPENER = re.compile(
    r"(?:please|download|click|register|find|read|see|watch|view|for (?:more|further|any|all|full"
    r"|those|details|information)"
    r"|further|more (?:info|details|on)|full (?:details|report|info)|the (?:full|report (?:is"
    r"|can)|event (?:is|will))"
    r"|if|you|we|it|they|this|these|those|there|here|here's|he|she|his|her|i"
    r"|on \d|on the|on (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|"
    rf"on (?:{MONTHS})[a-z]*\s|in \d{{4}}|in this|in the|with (?:any|this|a|the)|to (?:register"
    rf"|book|find|apply|join|read|see|take|access|help|support)"
    r"|as |also|however|both|each|dear|thank|and|or|but|so|contact|e-?mail|dates?:|times?:|venue"
    r"|where:|when:|cost|join us|follow"
    r"|visit|go to|registration|tickets|places|copies|our|free (?:and|to|for)|book (?:here"
    r"|your|a|via|at|through)|some|many|most|it's|all (?:the|of)"
    r"|apply|share|listen|sign up|take action|let)\b",
    re.IGNORECASE,
)
VERB = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|can|could|should|must|may|would|says|said|wrote"
    r"|writes)\b"
)
DATED = re.compile(
    rf"on (?:the )?(?:\d{{1,2}}|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:{MONTHS})[a-z]* \d)",
    re.IGNORECASE,
)
ANNOUNCES = re.compile(
    r"\b(?:published|launched|announced|released|issued|produced|invites?|invited|(?:is"
    r"|are) organising|is hosting|wrote|writes)\b"
)
# "A short film explains them": no title ends so.
# "The briefing applies to …": how a sentence starts.
THE_SMALL = re.compile(r"(?:The|An?|This|These|Its?|Our|Their|All) [a-z]")
LEFT_OPEN = frozenset("to and the of a an that by".split())
# The verbs that a text cut in mid-word may end with a part of.
CUT_VERBS = "will have has should would could must were was are".split()
DANGLING = frozenset("it them this these you us too also more below above soon now here".split())
DATES_OF = re.compile(
    r"(?:future |forthcoming |upcoming )?(?:network |meeting )?dates (?:for"
    r"|of) [\w ]{0,40}\b(?:meetings?|networks?)\b",
    re.IGNORECASE,
)
LEADS_IN = re.compile(
    r"\b(?:by|writes?|says?|said|wrote|includ\w+|are|is|following|follows|below|to|for|from|of"
    r"|with|asks?|adds?|states?)\s*:$",
    re.IGNORECASE,
)
TWO_SENTENCES = re.compile(r"[a-z)\"'][.!?]\"? +[A-Z\"]")
TELLING = re.compile(r"[A-Za-z0-9][\w'&]*")
SMALL = frozenset(
    "a an and as at but by for from in into of on or over per the to up via with within its their our".split()
)
# "The chair thanked the region": a sentence without its full stop.
TELLS = re.compile(
    r"(?:the|an?|our|their|its|his|her) [\w' ,-]{2,60}? (?:thanked|told|gave|took|met|went|found|said|shows?"
    r"|[a-z]{3,}ed) (?:the|that|its|their|his|her|an?|to|for|us|all)\b",
    re.IGNORECASE,
)
