# ruff: noqa: E501
"""Replies as directors' offices send them, by the programs they send them with. Invented.

Each is the bytes of a mail, the words in it that are its sender's own, and what those words answer.
"""

from __future__ import annotations

import base64
import quopri
from dataclasses import dataclass, field
from typing import Any

OURS = "<4f3c2a@alliance.example.org>"
ASKED = """Ann Lee,

Return the autumn figures on agency social workers
Kent · by 2 December 2026 · Request
https://alliance.example.org/actions/12/kent/

Each opens a page with a button; opening it answers nothing."""
SUBJECT = "Kent: 1 due"
OFFICE = "South East Alliance <office@alliance.example.org>"
PRINT = (
    "This email and any attachments are confidential and intended solely for the addressee. If you "
    "are not the intended recipient please delete it and tell the sender. Kent County Council may "
    "monitor email traffic."
)


@dataclass(frozen=True)
class Letter:
    """One reply, and what is to be made of it."""

    name: str
    raw: bytes
    words: str
    asked: str = "acknowledge"
    choices: tuple[str, ...] = ()
    unit: str = ""
    answer: dict[str, Any] = field(default_factory=dict)
    """What is proposed: `form`, and `yes`, `number`, `choice` or `text`; nothing where none is."""


def head(
    sender: str = "Ann Lee <ann.lee@kent.example.gov.uk>",
    subject: str = f"Re: {SUBJECT}",
    answers: str = OURS,
    date: str = "Mon, 30 Nov 2026 14:07:21 +0000",
    identity: str = "<reply-1@mail.kent.example.gov.uk>",
    **more: str,
) -> str:
    lines = [f"From: {sender}", f"To: {OFFICE}", f"Subject: {subject}", f"Date: {date}"]
    lines += [f"Message-ID: {identity}"] if identity else []
    lines += [f"In-Reply-To: {answers}", f"References: {answers}"] if answers else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
    return "\n".join([*lines, "MIME-Version: 1.0"])


def plain(text: str, headers: str | None = None, params: str = "charset=utf-8") -> bytes:
    kind = f"Content-Type: text/plain; {params}\nContent-Transfer-Encoding: quoted-printable"
    body = quopri.encodestring(text.encode(_charset(params))).decode("ascii")
    return f"{headers or head()}\n{kind}\n\n{body}".encode()


def page(html: str, headers: str | None = None, charset: str = "utf-8") -> bytes:
    kind = f'Content-Type: text/html; charset="{charset}"\nContent-Transfer-Encoding: base64'
    body = base64.encodebytes(html.encode(charset)).decode("ascii")
    return f"{headers or head()}\n{kind}\n\n{body}".encode()


def both(text: str, html: str, headers: str | None = None) -> bytes:
    return (
        f'{headers or head()}\nContent-Type: multipart/alternative; boundary="b1"\n\n'
        f'--b1\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n{text}\n'
        f'--b1\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n{html}\n'
        "--b1--\n"
    ).encode()


def _charset(params: str) -> str:
    return params.partition("charset=")[2].partition(";")[0].strip('" ') or "utf-8"


def quoted(text: str = ASKED, mark: str = "> ") -> str:
    return "\n".join((mark + line).rstrip() for line in text.splitlines())


# How programs quote ----------------------------------------------------------------------------


def gmail(words: str, headers: str | None = None) -> bytes:
    wrote = (
        "On Mon, 30 Nov 2026 at 10:12, South East Alliance <\noffice@alliance.example.org> wrote:"
    )
    return both(
        f"{words}\n\n{wrote}\n\n{quoted()}\n",
        f'<div dir="ltr">{words.replace(chr(10), "<br>")}</div><br><div class="gmail_quote">'
        f'<div dir="ltr" class="gmail_attr">{wrote.replace("<", "&lt;").replace(">", "&gt;")}<br></div>'
        f'<blockquote class="gmail_quote" style="border-left:1px solid #ccc">{ASKED}</blockquote></div>',
        headers,
    )


def outlook(words: str, headers: str | None = None, signature: str = "") -> bytes:
    """The desktop program: a plain form beside the page, the head of what it answers in lines."""
    above = (
        f"From: {OFFICE}\nSent: 30 November 2026 10:12\nTo: Ann Lee <ann.lee@kent.example.gov.uk>\n"
        f"Subject: {SUBJECT}"
    )
    rows = "".join(
        f'<p class="MsoNormal">{line or "<o:p>&nbsp;</o:p>"}</p>' for line in words.split("\n")
    )
    return both(
        f"{words}\n\n{signature}\n\n{above}\n\n{ASKED}\n",
        f'<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>{rows}'
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        f'<p class="MsoNormal"><b>From:</b> {OFFICE}<br><b>Sent:</b> 30 November 2026 10:12<br>'
        f"<b>To:</b> Ann Lee<br><b>Subject:</b> {SUBJECT}</p></div>{ASKED}</body></html>",
        headers,
    )


def outlook_web(html: str, headers: str | None = None, signature: str = "") -> bytes:
    """A page alone, with the names that Outlook on the web gives its parts."""
    return page(
        '<html><head><style>P {margin-top:0;}</style></head><body dir="ltr">'
        f'<div style="font-family:Aptos" class="elementToProof">{html}</div>{signature}'
        '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">'
        f'<div id="divRplyFwdMsg" dir="ltr"><font><b>From:</b> {OFFICE}<br><b>Sent:</b> 30 November 2026'
        f" 10:12<br><b>To:</b> Ann Lee<br><b>Subject:</b> {SUBJECT}</font></div>"
        f'<div class="BodyFragment">{ASKED}</div></body></html>',
        headers,
    )


def apple(words: str, headers: str | None = None, after: str = "") -> bytes:
    wrote = "On 30 Nov 2026, at 10:12, South East Alliance <office@alliance.example.org> wrote:"
    return plain(
        f"{words}\n\n> {wrote}\n> \n{quoted()}\n{after}",
        headers,
        "charset=utf-8; format=flowed; delsp=yes",
    )


def iphone(words: str, headers: str | None = None) -> bytes:
    wrote = "On 30 Nov 2026, at 10:12, South East Alliance <office@alliance.example.org> wrote:"
    return plain(
        f"{words}\n\nSent from my iPhone\n\n> {wrote}\n> \n> \ufeff{quoted()[2:]}\n", headers
    )


def outlook_phone(words: str, headers: str | None = None) -> bytes:
    return plain(
        f"{words}\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n{'_' * 32}\nFrom: {OFFICE}\n"
        f"Sent: Monday, November 30, 2026 10:12:00 AM\nTo: Ann Lee <ann.lee@kent.example.gov.uk>\n"
        f"Subject: {SUBJECT}\n\n{ASKED}\n",
        headers,
    )


CHOICES = ("As it stands", "With small changes", "Not without a talk")
AUTOMATIC_HEAD = head(subject=f"Automatic reply: {SUBJECT}", Auto_Submitted="auto-generated")

LETTERS = (
    # a number
    Letter(
        "outlook, a number with its unit",
        outlook("Hi Isabelle\n\nKent had 62 agency social workers on 30 September.\n\nKind regards\nAnn Lee\nPA to the Director of Children’s Services\n03000 41 41 41"),
        "Hi Isabelle\n\nKent had 62 agency social workers on 30 September.",
        "count", unit="agency social workers", answer={"form": "answer", "number": "62"},
    ),
    Letter(
        "gmail, a number alone",
        gmail("14"),
        "14",
        "count", unit="agency social workers", answer={"form": "answer", "number": "14"},
    ),
    Letter(
        "iphone, a number in words",
        iphone("Seven please Isabelle"),
        "Seven please Isabelle",
        "count", unit="places", answer={"form": "answer", "number": "7"},
    ),
    Letter(
        "outlook web, a number among telephone numbers and a room",
        outlook_web("<div>Dear Richard,</div><div><br></div><div>1,204 social workers in all, of whom 38 are agency social workers. Ring me on 01622 696 111 if that is odd, I am in room 2.14.</div><div><br></div>",
                    signature='<div id="Signature"><div>Ann Lee</div><div>03000 41 41 41 | Sessions House, ME14 1XQ</div></div>'),
        "Dear Richard,\n\n1,204 social workers in all, of whom 38 are agency social workers. Ring me on 01622 696 111 if that is odd, I am in room 2.14.",
        "count", unit="agency social workers", answer={"form": "answer", "number": "38"},
    ),
    Letter(
        "apple mail, none",
        apple("Hello,\n\nNone at all this autumn.\n\nBest wishes,\nAnn"),
        "Hello,\n\nNone at all this autumn.",
        "count", unit="agency social workers", answer={"form": "answer", "number": "0"},
    ),
    Letter(
        "outlook, nil return for a number",
        outlook("Morning\n\nNil return from Kent.\n\nThanks\n\nAnn", signature=PRINT),
        "Morning\n\nNil return from Kent.",
        "count", unit="agency social workers", answer={"form": "answer", "number": "0"},
    ),
    Letter(
        "two numbers, of which it does not say which",
        gmail("It was 41 in the summer and is 44 or 45 now, depending on how you count.\n\nAnn"),
        "It was 41 in the summer and is 44 or 45 now, depending on how you count.",
        "count", unit="agency social workers",
    ),
    # a percentage
    Letter(
        "outlook, a percentage",
        outlook("82.5% as of this morning.\n\nRegards,\n\nAnn Lee"),
        "82.5% as of this morning.",
        "percentage", answer={"form": "answer", "number": "82.5"},
    ),
    Letter(
        "outlook on the phone, a percentage in words",
        outlook_phone("We are at 91 per cent, 9 to go."),
        "We are at 91 per cent, 9 to go.",
        "percentage", answer={"form": "answer", "number": "91"},
    ),
    Letter(
        "gmail, so many of so many",
        gmail("Hi both,\n\n45 of 60 have renewed so far.\n\nAnn"),
        "Hi both,\n\n45 of 60 have renewed so far.",
        "percentage", answer={"form": "answer", "number": "75"},
    ),
    # yes or no
    Letter(
        "gmail, yes please",
        gmail("Yes please!\n\nAnn\n\n-- \nAnn Lee\nPA, Kent"),
        "Yes please!",
        "yes_no", answer={"form": "answer", "yes": True},
    ),
    Letter(
        "iphone, happy to",
        iphone("We’d be very happy to join in."),
        "We’d be very happy to join in.",
        "yes_no", answer={"form": "answer", "yes": True},
    ),
    Letter(
        "outlook, no with regret",
        outlook("Dear Isabelle\n\nI’m afraid we won’t be able to take part this time.\n\nBest wishes\n\nAnn Lee\nPA to Sara Marsh"),
        "Dear Isabelle\n\nI’m afraid we won’t be able to take part this time.",
        "yes_no", answer={"form": "answer", "yes": False},
    ),
    Letter(
        "outlook web, no problem is a yes",
        outlook_web("<div>No problem at all, count us in.</div>"),
        "No problem at all, count us in.",
        "yes_no", answer={"form": "answer", "yes": True},
    ),
    Letter(
        "yes to one thing and no to another",
        gmail("Yes for the launch. No for the rest of the week, we have Ofsted in."),
        "Yes for the launch. No for the rest of the week, we have Ofsted in.",
        "yes_no",
    ),
    Letter(
        "apple mail, a promise of an answer",
        apple("Thanks for this. I will check with Sara and come back to you by Friday.\n\nAnn"),
        "Thanks for this. I will check with Sara and come back to you by Friday.",
        "yes_no",
    ),
    Letter(
        "a question back",
        outlook("Hi Isabelle,\n\nIs this for the whole week or only the launch? Yes or no depends on it!\n\nThanks,\nAnn"),
        "Hi Isabelle,\n\nIs this for the whole week or only the launch? Yes or no depends on it!",
        "yes_no",
    ),
    Letter(
        "thunderbird, answered below what is quoted",
        plain(f"On 30/11/2026 10:12, South East Alliance wrote:\n{quoted()}\n\nYes, Kent will take part.\n\n-- \nAnn Lee\n", params="charset=utf-8; format=flowed"),
        "Yes, Kent will take part.",
        "yes_no", answer={"form": "answer", "yes": True},
    ),
    # one of several
    Letter(
        "outlook, one of several in their words",
        outlook("Hi\n\nWith small changes please – I have marked them on page 4.\n\nMany thanks\nAnn"),
        "Hi\n\nWith small changes please – I have marked them on page 4.",
        "choice", CHOICES, answer={"form": "answer", "choice": "With small changes"},
    ),
    Letter(
        "gmail, one of several by its number",
        gmail("Option 1 from us."),
        "Option 1 from us.",
        "choice", CHOICES, answer={"form": "answer", "choice": "As it stands"},
    ),
    Letter(
        "one of several, denied",
        iphone("Not as it stands I’m afraid"),
        "Not as it stands I’m afraid",
        "choice", CHOICES,
    ),
    # not for us
    Letter(
        "outlook, not applicable",
        outlook("N/A for us – our homes are all run by the trust.\n\nKind regards,\n\nAnn Lee | PA to the Director"),
        "N/A for us – our homes are all run by the trust.",
        "yes_no", answer={"form": "not_for_us"},
    ),
    Letter(
        "outlook web, we have no such service",
        outlook_web("<p>Dear all,</p><p>We do not have a service of this kind, so this is not applicable to us.</p><p>Regards</p><p>Ann</p>"),
        "Dear all,\n\nWe do not have a service of this kind, so this is not applicable to us.",
        "acknowledge", answer={"form": "not_for_us"},
    ),
    Letter(
        "nil return, where nothing is counted",
        gmail("Nil return.\n\nThanks"),
        "Nil return.",
        "text", answer={"form": "not_for_us"},
    ),
    # done
    Letter(
        "outlook on the phone, done",
        outlook_phone("All done, thanks Isabelle"),
        "All done, thanks Isabelle",
        answer={"form": "answer"},
    ),
    Letter(
        "official marking above, small print below",
        outlook("OFFICIAL\n\nThis has been completed and returned today.\n\nYours sincerely,\n\nAnn Lee", signature=PRINT),
        "This has been completed and returned today.",
        answer={"form": "answer"},
    ),
    Letter(
        "will be done, which is not done",
        gmail("We will do this next week."),
        "We will do this next week.",
    ),
    Letter(
        "not done yet",
        outlook("This hasn’t been completed yet, sorry.\n\nAnn"),
        "This hasn’t been completed yet, sorry.",
    ),
    # words
    Letter(
        "a PA for her director, in words",
        outlook("Dear Isabelle\n\nOur lead will be Tom Reed, head of fostering.\n\nKind regards\nPat Moss\non behalf of Sara Marsh",
                head(sender="Sara Marsh <sara.marsh@kent.example.gov.uk>", Sender="Pat Moss <pat.moss@kent.example.gov.uk>")),
        "Dear Isabelle\n\nOur lead will be Tom Reed, head of fostering.",
        "text", answer={"form": "answer", "text": "Our lead will be Tom Reed, head of fostering."},
    ),
    Letter(
        "windows-1252, name written last first",
        plain("Our team manager for kinship – Jo Bright.\n\nLee, Ann\n01622 696111\n\n-----Original Message-----\n" + ASKED,
              head(sender='"Lee, Ann" <ann.lee@kent.example.gov.uk>'), "charset=windows-1252"),
        "Our team manager for kinship – Jo Bright.",
        "text", answer={"form": "answer", "text": "Our team manager for kinship – Jo Bright."},
    ),
    Letter(
        "answers in red below",
        outlook("Hi Isabelle, please see my answers below in red.\n\nAnn"),
        "Hi Isabelle, please see my answers below in red.",
        "text",
    ),
    Letter(
        "a page alone, with pictures and a script",
        page('<html><body><script>alert(1)</script><p>Yes, <b>Kent</b> will take&nbsp;part.</p><p style="display:none">No</p>'
             '<div class="gmail_signature">Ann Lee<br><img src="cid:logo"></div><blockquote type="cite">No.</blockquote></body></html>'),
        "Yes, Kent will take part.",
        "yes_no", answer={"form": "answer", "yes": True},
    ),
)  # fmt: skip

AUTOMATIC = {
    "outlook, out of office": plain(
        "I am out of the office until Monday 7 December. For anything urgent ring 03000 41 41 41.",
        AUTOMATIC_HEAD,
    ),
    "gmail, vacation": plain(
        "Yes, I am away.", head(subject=f"Out of Office Re: {SUBJECT}", Precedence="bulk")
    ),
    "exim, autoreply": plain("We have had your mail.", head(X_Autoreply="yes")),
    "no header, an absence in words": plain(
        "Thank you for your email. I am currently on annual leave, returning on 7 December 2026.\n"
        "In my absence please contact Tom Reed."
    ),
    "read receipt": plain("Your message was read.", head(subject=f"Read: {SUBJECT}")),
}
BOUNCES = {
    "exchange": plain(
        "Delivery has failed to these recipients or groups: ann.lee@kent.example.gov.uk",
        head(sender="postmaster@kent.example.gov.uk", subject=f"Undeliverable: {SUBJECT}"),
    ),
    "postfix": (
        head(sender="MAILER-DAEMON@mx.example.org (Mail Delivery System)",
             subject="Undelivered Mail Returned to Sender")
        + '\nContent-Type: multipart/report; report-type=delivery-status; boundary="r"\n\n'
        "--r\nContent-Type: text/plain\n\nI'm sorry to have to inform you.\n"
        "--r\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; ann.lee@x\nAction: failed\n"
        "--r--\n"
    ).encode(),
}  # fmt: skip
