"""The texts that the notices begin with: true of the software as it comes, and to be adopted.

They say nothing that only the authority which runs the site can know.
"""

from __future__ import annotations

PRIVACY = """
<p>This site belongs to the alliance named at the top of the page. The authority that hosts the alliance
answers for what is kept here about people; the address at the foot of each page reaches it.</p>
<h3>If you only read</h3>
<p>Nothing is kept about you. There are no cookies and no services of others on the pages that anybody
can read. How many visits the links of a mailing bring is counted, and nobody is told apart. The server may
note an address for some days, to keep the site safe.</p>
<h3>If you subscribe to bulletins</h3>
<p>Your e-mail address, what you chose to be sent, and when and by which words you agreed are kept for as
long as you are subscribed; your name and authority only if you give them. They are used to send you what you
chose, and for nothing else. Whether you open a mail, or what you follow in it, is not recorded for you: only
how many visits a whole mailing brought. If you never confirm, all of it is removed after 14 days. When you
leave, it is erased after 30 days; a code made from the address stays, from which it cannot be read back, so
that nothing is sent to it again. To whom each bulletin went, and whether the mail was taken or came back, is
kept for 90 days after it was sent; after that only the numbers. You see and change your choices, and leave,
by a link in every mail.</p>
<h3>If you have an account</h3>
<p>Your name, e-mail address, the roles you hold and for how long are kept, because they decide what you
may see and do. So is what you did that somebody may have to answer for: who changed what, and when. From
where you signed in is kept for 90 days, to notice when somebody else tries.</p>
<h3>If you enter a restricted area</h3>
<p>That you asked, why, and who decided is kept, and shown to those who look after access in your authority
and to the programme. What you open in the area is noted with the time; they can see it, and it is erased
after a year.</p>
<h3>If you answer a mail of ours by replying</h3>
<p>The programme may bring your reply in here to record what you answer for your authority. What you wrote and
your address are kept until that is done and for thirty days after, readable by the programme alone; that you
gave the answer, and when, stays with it.</p>
<h3>If you answer a call for evidence</h3>
<p>No account is needed: the link that you are given is the key. What you type is kept for you until you send
it, and nobody else reads it. If you never do, it is destroyed with its files 60 days after the call has
closed, or 180 days after you last wrote where a call stays open. What you send is read by the programme;
the panel reads it, without your name where it reads so. Nothing is published unless you said that it may be.
Words that look like a child’s name, date of birth or number are shown to you before you send, and what was
found is not recorded, only of which kinds it was if you send it all the same. Cameras write into pictures
where they were taken: that is taken out.</p>
<h3>If you ask to be rung</h3>
<p>Your name, number and what you said it was about are seen by the programme alone, and erased 90 days after we
spoke to you or gave up. An idea that you tell by telephone is kept as one that you write: you get a reference,
and can have it changed, withdrawn or erased.</p>
<h3>If your practice is shown</h3>
<p>It is published as you agreed to it, with your name or without. You can take that back at any time, by the link
in our mails or by writing to us: the page is then taken off at once. Half a year later we ask you whether it lasted.</p>
<h3>If you are named in a bulletin</h3>
<p>Bulletins name people as contacts. Nobody’s telephone number or e-mail address is shown before the
programme has confirmed that it may be, and to whom. Numbers and addresses found in old bulletins stay
hidden until then.</p>
<h3>If you report a problem</h3>
<p>What you write is kept for 90 days, and longer only until it has been dealt with. Your e-mail address,
if you give one, is used to answer you and is removed after 90 days.</p>
<h3>What you can ask for</h3>
<p>You can ask what is kept about you, have it corrected or removed, and object. One request to the
address at the foot of the page is enough: a detail that is removed is gone from the pages, the search
and the feeds at once. If you are not satisfied, you can complain to the Information Commissioner’s
Office.</p>
"""

ACCESSIBILITY = """
<p>As many people as possible should be able to use this site: with a keyboard alone, with a screen
reader, on a telephone, enlarged to 400%, in dark colours, on paper, and without JavaScript.</p>
<h3>How far it is accessible</h3>
<p>It is made to meet the Web Content Accessibility Guidelines 2.2 at level AA. The alliance has not yet
had it examined by somebody independent.</p>
<h3>What may not be</h3>
<p>Documents and pages of others that bulletins point to are not ours, and old ones may not be accessible.
Bulletins from before this site came in as they were written: some of their links say only “here”.</p>
<h3>Tell us</h3>
<p>If something shuts you out, or you need it in another form, use “Report a problem with this page” at
the foot of every page, or write to the address there. If you are not satisfied with the answer, the
Equality Advisory and Support Service can help you. The Equality and Human Rights Commission sees to it
that the accessibility regulations of 2018 are kept.</p>
<h3>How it was tested</h3>
<p>Each kind of page is tested with every change of the software: in a browser, narrow and wide, light and
dark, with the axe engine for the guidelines, and by keyboard.</p>
"""

COOKIES = """
<p>Reading this site sets no cookie. There is nothing to accept or refuse.</p>
<p>These are set only when you do what they are needed for:</p>
<ul>
<li><b>sessionid</b> keeps you signed in, and keeps what you typed if your session ends. It lasts two weeks.</li>
<li><b>csrftoken</b> is set by pages with a form and makes sure that what is sent came from you. It lasts one year.</li>
<li><b>messages</b> carries a line such as “Saved” to the next page, and ends when it is shown.</li>
</ul>
<p>None of them is shared with anybody or used to follow what you read.</p>
<p>When you answer a call for evidence, your browser keeps what could not be sent yet in a store of its own, so
that a lost connection loses nothing. It is removed as soon as the site has it.</p>
"""

FIRST_TEXTS = {"privacy": PRIVACY, "accessibility": ACCESSIBILITY, "cookies": COOKIES}
