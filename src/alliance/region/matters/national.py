"""Invented matters in which national bodies appear, only in neutral and general sample sentences."""

from .matter import Matter

MATTERS = (
    Matter(
        "dfe-sample-guidance",
        "education",
        "Sample: guidance on the school day out for comment",
        "This sample item stands for the many that tell members of a department's guidance. It has a day "
        "of publication, {p}, a page to read and nothing that must be answered.",
        published=2,
        publication=("Sample guidance on the length of the school day", "DfE"),
        action="A summary in two columns, what is new and what is not, will be brought to the next "
        "education network.",
    ),
    Matter(
        "dfe-sample-statistics",
        "data",
        "Sample: yearly figures on children in need",
        "National figures are published each autumn, and this sample item marks the week. Analysts will "
        "lay the region's figures beside them once everybody has checked their own.",
        month=11,
        published=1,
        publication=("Sample statistics: children in need", "DfE"),
        reminders=1,
    ),
    Matter(
        "ofsted-sample-blog",
        "leadership",
        "Sample: an inspectorate's notes on short visits",
        "Inspectorates write from time to time about what they see on short visits, and this item stands "
        "for such a note. Members said that the paragraph on first impressions was worth ten minutes of "
        "a team meeting.",
        published=4,
        publication=("Sample notes on short visits", "Ofsted"),
    ),
    Matter(
        "nao-sample-report",
        "money",
        "Sample: an auditor's look at home to school transport",
        "A sample of a national auditor's report: how costs have grown, where they are uncertain and what "
        "is not known. The regional transport group will take the uncertain part first.",
        published=6,
        publication=("Sample report: home to school transport", "NAO"),
    ),
    Matter(
        "commissioner-sample-survey",
        "participation",
        "Sample: a national survey of children's views",
        "Surveys of what children think need every authority's help to reach those who are seldom asked. "
        "This sample item carries the dates as the real ones do.",
        action="Please share the address with schools and youth clubs. The survey is open until {d0}, and "
        "answers are taken {d0:by}.",
        deadlines=(40,),
        reminders=3,
        publication=("Sample survey of children’s views", "Children’s Commissioner"),
        published=2,
    ),
    Matter(
        "adcs-sample-paper",
        "leadership",
        "Sample: a position paper on children’s homes",
        "Directors nationally publish papers from time to time; this one is imagined. It argues for homes "
        "that are small, near and part of their street, and for patience with those who build them.",
        published=7,
        publication=("Sample paper: small, near and part of the street", "ADCS"),
        news=2,
        reminders=1,
    ),
    Matter(
        "registration-renewal",
        "workforce",
        "Renewing registration: a reminder for social workers",
        "Social workers renew their registration each autumn, and a lapsed one may not practise. In this "
        "sample the last day is {d0}, so that renewals should be made {d0:by}.",
        deadlines=(45,),
        month=10,
        news=2,
        reminders=4,
        later_titles=(
            "Renewing registration: a reminder for social workers",
            "Registration: the last weeks",
        ),
    ),
    Matter(
        "lga-sample-offer",
        "leadership",
        "Sample: outside help for improvement boards",
        "Members of an improvement board may ask for a free half-day with an adviser from outside the "
        "region. {adviser} (contact details below) will hold a first conversation by telephone.",
        people=("adviser",),
        reminders=3,
    ),
    Matter(
        "consultation-records",
        "care-leavers",
        "Sample: consultation on how long records are kept",
        "How long should the record of a childhood in care be kept, and who may read it? The questions in "
        "this sample consultation are short, and each has room for a story.",
        action="The consultation closes on {d0}. A regional answer will be drafted if three authorities "
        "ask for one.",
        deadlines=(52,),
        reminders=4,
        published=3,
        later_titles=(
            "Records of care: consultation",
            "Records of care: a regional answer",
        ),
    ),
    Matter(
        "mental-health-teams",
        "health",
        "Sample: next group of schools for support teams",
        "The next group of schools to have a mental health support team is to be chosen locally. This "
        "sample item lists what was asked last time: a lead, a room and a head who answers the telephone.",
        action="Expressions of interest should be returned {d0:before}.",
        deadlines=(23,),
        columns_swap=True,
    ),
)
