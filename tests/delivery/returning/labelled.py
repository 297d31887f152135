"""Mails that come back, in the shapes in which servers write them, and what each should be read as.

Written for these tests: the shapes are real, the names and servers invented.
"""

from __future__ import annotations

from dataclasses import dataclass

from alliance.delivery.returning.read import Kind, Sort

NAME = "m7.12.0a1b2c3d4e5f60718293@alliance.example.org"
WHO = "nerys@kent.example.org"
COPY = f"""\
Return-Path: <news@alliance.example.org>
From: Eastern Alliance <news@alliance.example.org>
To: {WHO}
Subject: Update 429
Message-ID: <{NAME}>
List-Id: <bulletins.alliance.example.org>
"""


@dataclass(frozen=True)
class Labelled:
    name: str
    mail: str
    sort: Sort
    kind: Kind | None = None
    code: str = ""
    says: str = ""
    recipient: str = WHO
    names: str = NAME

    @property
    def data(self) -> bytes:
        return self.mail.replace("\n", "\r\n").encode("utf-8", "surrogateescape")


def report(
    fields: str,
    *,
    words: str = "Your message could not be delivered.",
    sender: str = "Mail Delivery System <MAILER-DAEMON@mx.kent.example.org>",
    subject: str = "Undelivered Mail Returned to Sender",
    quoted: str = COPY,
    head: str = "",
) -> str:
    """As RFC 3464 has it: words for people, fields for machines, and what is returned."""
    return f"""\
Return-Path: <>
From: {sender}
To: news@alliance.example.org
Subject: {subject}
Message-ID: <report.1@mx.kent.example.org>
{head}MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_1"

--=_1
Content-Type: text/plain; charset=utf-8

{words}

--=_1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.kent.example.org
X-Postfix-Queue-ID: 4D3C2B1A
Arrival-Date: Mon, 30 Nov 2026 09:00:05 +0000 (GMT)

{fields}

--=_1
Content-Type: text/rfc822-headers

{quoted}
--=_1--
"""


def recipient(
    status: str, said: str, *, action: str = "failed", who: str = WHO, original: str = ""
) -> str:
    first = f"Original-Recipient: rfc822;{original}\n" if original else ""
    return (
        f"Final-Recipient: rfc822; {who}\n{first}Action: {action}\nStatus: {status}\n"
        f"Remote-MTA: dns; mx.kent.example.org\nDiagnostic-Code: {said}"
    )


def plain(words: str, *, sender: str, subject: str, head: str = "") -> str:
    return f"""\
Return-Path: <>
From: {sender}
To: news@alliance.example.org
Subject: {subject}
{head}MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

{words}
"""


POSTFIX = report(
    recipient(
        "5.1.1",
        f"smtp; 550 5.1.1 <{WHO}>: Recipient address\n    rejected: User unknown in virtual "
        "mailbox table",
    ),
    words=f"<{WHO}>: host mx.kent.example.org[192.0.2.7] said: 550 5.1.1 User unknown",
    head="Auto-Submitted: auto-replied\n",
)
GMAIL = report(
    recipient(
        "5.1.1",
        "smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try\n"
        " 550-5.1.1 double-checking the recipient's email address for typos or\n"
        " 550 5.1.1 unnecessary spaces. x1-20020a5d - gsmtp",
    ),
    sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
    subject="Delivery Status Notification (Failure)",
    head=f"X-Failed-Recipients: {WHO}\nAuto-Submitted: auto-replied\n",
)
EXCHANGE = report(
    recipient(
        "5.1.10",
        "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
        original=WHO,
    ),
    sender="Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@kent.example.org>",
    subject="Undeliverable: Update 429",
)
EXCHANGE_EDGE = report(
    recipient(
        "5.4.1",
        "smtp;550 5.4.1 Recipient address rejected: Access denied. AS(201806281) "
        "[LO1GBR01FT012.eop-gbr01.prod.protection.outlook.com]",
    ),
    sender="postmaster@alliance.example.org",
    subject="Undeliverable: Update 429",
)
FULL = report(
    recipient(
        "5.2.2",
        "smtp; 552 5.2.2 The email account that you tried to reach is over quota and inactive.",
    )
)
EXPIRED = report(
    recipient("4.4.1", "smtp; connect to mx.kent.example.org[192.0.2.7]:25: Connection timed out")
)
NO_DOMAIN = report(
    recipient(
        "5.4.4",
        "X-Postfix; Host or domain name not found. Name service error for\n"
        "    name=kent.example.org type=AAAA: Host not found",
    )
)
SPAM = report(
    recipient(
        "5.7.1",
        "smtp; 550 5.7.1 Message rejected as spam by Content Filtering: user unknown to us as a "
        "correspondent",
    )
)
LISTED = report(
    recipient("5.0.0", "smtp; 554 Service unavailable; Client host blocked using zen.spamhaus.org")
)
NO_CODE = report(recipient("5.0.0", "smtp; 550 No such user here"))
TWO = report(
    recipient("5.1.1", "smtp; 550 5.1.1 unknown user")
    + "\n\n"
    + recipient("4.2.2", "smtp; 452 4.2.2 over quota", who="second@kent.example.org")
)
ONE_OF_TWO = report(
    recipient("2.0.0", "smtp; 250 ok", action="delivered", who="other@kent.example.org")
    + "\n\n"
    + recipient("5.1.1", "smtp; 550 5.1.1 unknown user")
)
DELAYED = report(
    recipient("4.4.1", "smtp; connect to mx: Connection refused", action="delayed"),
    words="THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND.",
    subject="Warning: could not send message for past 4 hours",
)
RELAYED = report(
    recipient("2.1.9", "smtp; 250 passed on", action="relayed (to non-DSN-aware mailer)"),
    subject="Delivery Status Notification (Relay)",
)
WHOLE_RETURNED = report(
    recipient("5.1.1", "smtp; 550 5.1.1 unknown user"),
).replace("text/rfc822-headers\n\n" + COPY, "message/rfc822\n\n" + COPY + "\nDear Nerys,\n")
QMAIL = plain(
    f"""\
Hi. This is the qmail-send program at mx.kent.example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{WHO}>:
192.0.2.7 does not like recipient.
Remote host said: 550 sorry, no mailbox here by that name (#5.1.1)
Giving up on 192.0.2.7.

--- Below this line is a copy of the message.

{COPY}
Dear Nerys, write to help@alliance.example.org
""",
    sender="MAILER-DAEMON@mx.kent.example.org",
    subject="failure notice",
)
EXIM = plain(
    f"""\
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {WHO}
    host mx.kent.example.org [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<{WHO}>:
    550 Unrouteable address

------ This is a copy of the message, including all the headers. ------

{COPY}
""",
    sender="Mail Delivery System <Mailer-Daemon@mx.kent.example.org>",
    subject="Mail delivery failed: returning message to sender",
    head=f"X-Failed-Recipients: {WHO}\nAuto-Submitted: auto-replied\n",
)
EXIM_LATE = plain(
    f"""\
This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.kent.example.org.

  {WHO}

No action is required on your part. Delivery attempts will continue for some time.

{COPY}
""",
    sender="Mail Delivery System <Mailer-Daemon@mx.kent.example.org>",
    subject="Warning: message 1kAbCd-0001 delayed 24 hours",
)
OLD_EXCHANGE = plain(
    f"""\
Your message did not reach some or all of the intended recipients.

      Subject:  Update 429
      Sent:     30/11/2026 09:00

The following recipient(s) could not be reached:

      {WHO} on 30/11/2026 09:01
            The e-mail account does not exist at the organization this message was sent to.
            <mx.kent.example.org #5.1.1>

Original message headers:
{COPY}
""",
    sender="System Administrator <postmaster@kent.example.org>",
    subject="Undeliverable: Update 429",
)
FULL_IN_WORDS = plain(
    f"""\
Delivery to the following recipient failed.

<{WHO}>: mailbox is full (over quota)

----- Original message -----
{COPY}
What “550 5.1.1 no such user” means now stands in our guide; ask sam@kent.example.org, whose
account says “5.1.1 user unknown” no more.
""",
    sender="Postmaster <postmaster@kent.example.org>",
    subject="Delivery Status Notification (Failure)",
)


def complaint(sort: str, *, fields: str = "", quoted: str = COPY) -> str:
    """As RFC 5965 has it."""
    return f"""\
From: <abuse@isp.example.net>
To: news@alliance.example.org
Subject: FW: Update 429
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="=_2"

--=_2
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report for an email message received from 192.0.2.1.

--=_2
Content-Type: message/feedback-report

Feedback-Type: {sort}
User-Agent: SomeGenerator/1.0
Version: 1
{fields}Source-IP: 192.0.2.1

--=_2
Content-Type: message/rfc822
Content-Disposition: inline

{quoted}
Dear Nerys,
--=_2--
"""


MICROSOFT = f"""\
From: staff@hotmail.com
To: news@alliance.example.org
Subject: complaint about message from 192.0.2.1
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_3"

--=_3
Content-Type: message/rfc822

X-HmXmrOriginalRecipient: {WHO}
{COPY}
Dear Nerys,
--=_3--
"""
AWAY = f"""\
From: Nerys Hallowfield <{WHO}>
To: news@alliance.example.org
Subject: Automatic reply: Update 429
In-Reply-To: <{NAME}>
Auto-Submitted: auto-replied
Content-Type: text/plain

I am out of the office until 4 January. The account of Sam Lee (sam@kent.example.org) does not
exist any more; write to team@kent.example.org.
"""
AWAY_AT_THE_POST = "Return-Path: <>\n" + AWAY.replace(WHO, "postmaster@kent.example.org")
GONE = AWAY.replace("Automatic reply: Update 429", "I have left the council").replace(
    "I am out of the office until 4 January.", "550 5.1.1 as it were: I no longer work here."
)
PERSON = f"""\
From: Nerys Hallowfield <{WHO}>
To: news@alliance.example.org
Subject: Re: Undeliverable: Update 429
References: <{NAME}>
Content-Type: text/plain

Sam tells me that yours came back with "550 5.1.1 user unknown". Could you look?
"""
DSN_OF_NOBODY = report(
    recipient("5.1.1", "smtp; 550 5.1.1 unknown user"),
    quoted="From: somebody@else.example.net\nMessage-ID: <abc@else.example.net>\n",
)

R, H, S, C = Sort.RETURN, Kind.HARD, Kind.SOFT, Kind.COMPLAINT
LABELLED = (
    Labelled("Postfix, no such user", POSTFIX, R, H, "5.1.1", "User unknown in virtual mailbox"),
    Labelled("Gmail, no such account", GMAIL, R, H, "5.1.1", "does not exist"),
    Labelled("Exchange, not in its directory", EXCHANGE, R, H, "5.1.10", "RecipientNotFound"),
    Labelled("Exchange, refused at its edge", EXCHANGE_EDGE, R, H, "5.4.1", "Access denied"),
    Labelled("mailbox full, said for good", FULL, R, S, "5.2.2", "over quota"),
    Labelled("tried for days", EXPIRED, R, S, "4.4.1", "timed out"),
    Labelled("no such domain", NO_DOMAIN, R, H, "5.4.4", "Host not found"),
    Labelled("taken for spam", SPAM, R, S, "5.7.1", "spam"),
    Labelled("on a list of bad senders", LISTED, R, S, "5.0.0", "spamhaus"),
    Labelled("no code but words", NO_CODE, R, H, "5.0.0", "No such user"),
    Labelled("one delivered, one not", ONE_OF_TWO, R, H, "5.1.1", "unknown user"),
    Labelled("the whole message returned", WHOLE_RETURNED, R, H, "5.1.1", "unknown user"),
    Labelled("a delay", DELAYED, Sort.DELAY),
    Labelled("passed on", RELAYED, Sort.DELAY),
    Labelled("qmail", QMAIL, R, H, "5.1.1", "no mailbox here"),
    Labelled("Exim", EXIM, R, H, "", "Unrouteable address"),
    Labelled("Exim, a delay", EXIM_LATE, Sort.DELAY),
    Labelled("an old Exchange", OLD_EXCHANGE, R, H, "5.1.1", "does not exist"),
    Labelled("full, in words only", FULL_IN_WORDS, R, S, "", "mailbox is full"),
    Labelled(
        "a complaint",
        complaint("abuse", fields=f"Original-Rcpt-To: <{WHO}>\n"),
        R, C, "", "SomeGenerator",
    ),
    Labelled("a complaint that hides whose", complaint("abuse"), R, C, "", "", ""),
    Labelled("left by their provider’s button", complaint("opt-out"), R, Kind.LEFT, "", "", ""),
    Labelled("not spam after all", complaint("not-spam"), Sort.OTHER),
    Labelled("a report on authentication", complaint("auth-failure"), Sort.OTHER),
    Labelled("Outlook.com’s junk button", MICROSOFT, R, C, "", "Microsoft"),
    Labelled("out of office", AWAY, Sort.AUTOMATIC),
    Labelled("out of office, at the postmaster’s", AWAY_AT_THE_POST, Sort.AUTOMATIC),
    Labelled("left the council, says their notice", GONE, Sort.AUTOMATIC),
    Labelled("a person, about a bounce", PERSON, Sort.OTHER),
    Labelled("a report on a mail of others", DSN_OF_NOBODY, R, H, "5.1.1", "unknown user", names=""),
)  # fmt: skip
