"""What the words of a bulletin mean: a specification by example, all names invented."""

from __future__ import annotations

import datetime as dt

import pytest

from alliance.bulletins.parsing.parse import parse_text
from alliance.bulletins.parsing.reading import Reading, ReadItem, Section


def read(body: str, title: str = "Update no 600 15th March 2024") -> Reading:
    return parse_text(f"{title}\n\nUpdates\n\n{body}\n")


def item(body: str, heading: str = "A Heading of an Item") -> ReadItem:
    reading = read(f"{heading}\n\n{body}")
    assert len(reading.items) == 1, [found.title for found in reading.items]
    return reading.items[0]


def iso(days: tuple[dt.date, ...]) -> list[str]:
    return [day.isoformat() for day in days]


class TestMasthead:
    @pytest.mark.parametrize(
        ("title", "number", "date"),
        [
            ("UPDATE NO 312 27 July 2018", 312, "2018-07-27"),
            ("Update no 552 14th April 2023", 552, "2023-04-14"),
            ("Update No. 647 – Friday 31st January 2025", 647, "2025-01-31"),
            ("Bulletin 7, 1 May 2024", 7, "2024-05-01"),
            ("FW: Update no 552 14th April 2023", 552, "2023-04-14"),
        ],
    )
    def test_number_and_date(self, title: str, number: int, date: str) -> None:
        reading = parse_text(f"{title}\n\nUpdates\n\nSome News\n\nOn 3 May it came out.")
        assert (reading.number, str(reading.date)) == (number, date)

    def test_a_missing_date_is_doubted(self) -> None:
        reading = parse_text("Update no 600\n\nUpdates\n\nSome News\n\nIt came out.")
        assert reading.number == 600
        assert reading.date is None
        assert "date" in {doubt.path for doubt in reading.doubts}

    def test_a_missing_title_is_doubted(self) -> None:
        assert [d.path for d in parse_text("Hello\n\nSome words.").doubts] == ["number"]

    def test_a_weekday_that_disagrees_is_doubted(self) -> None:
        doubts = parse_text("Update no 600 Monday 15th March 2024\n\nWords here.").doubts
        assert "is a Friday" in doubts[0].message


class TestFrame:
    def test_excerpt_image_text_notices_and_title_are_frame_and_the_rest_introduction(self) -> None:
        reading = parse_text(
            "UPDATE NO 400 23 April 2020\n\nNewsletters Good morning. This week we gather much that is new and […]\n\n"
            "Three children playing happily together\n\n\nGood morning. This week we gather much.\n\n"
            "Our Regional Improvement Plan for 2019-20 is available here.\n\n"
            "UPDATE NO 400 23 April 2020\n\n\nFirst item\n\n\nIts words.\n"
        )
        assert reading.introduction == "Good morning. This week we gather much."
        assert len(reading.frame) == 5
        assert [found.title for found in reading.items] == ["First item"]

    def test_what_is_known_of_no_part_is_set_aside(self) -> None:
        reading = parse_text(
            "A note from Jo\n\nUpdate no 600 15th March 2024\n\nUpdates\n\nSome News\n\nOn 3 May."
        )
        assert reading.set_aside == ("A note from Jo",)


class TestActionLabel:
    @pytest.mark.parametrize(
        "label",
        ["Action Required:", "Action required", "ACTION REQUIRED:", "Action:", "Actions required:",
         "Action Needed", "Action Requried:", "Action Required :"],
    )  # fmt: skip
    def test_its_spellings(self, label: str) -> None:
        found = item(f"What is new.\n\n{label}\n\nWhat to do.")
        assert (found.body, found.has_action, found.action_text) == (
            "What is new.",
            True,
            "What to do.",
        )

    def test_on_the_line_of_its_text(self) -> None:
        assert item("What is new.\n\nAction required: reply soon.").action_text == "reply soon."

    def test_in_prose_it_is_no_label(self) -> None:
        found = item("There is no action required of schools.\n\nMore of this on another day.")
        assert not found.has_action

    def test_with_nothing_after_it(self) -> None:
        reading = read("A Heading of an Item\n\nWhat is new.\n\nAction Required:")
        assert not reading.items[0].has_action
        assert "nothing after it" in reading.doubts[0].message

    @pytest.mark.parametrize("label", ["Headlines", "Details"])
    def test_headlines_and_details_are_of_the_body(self, label: str) -> None:
        found = item(f"On 4 May a report came out.\n\n{label}\n\nIt says much.")
        assert found.body == "On 4 May a report came out.\n\nIt says much."
        assert not found.has_action


class TestDeadlines:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("Please return the form before 12 April 2024.", ["2024-04-11"]),
            ("Please return the form by 12 April.", ["2024-04-12"]),
            ("Please return the form before 5pm on 12 April.", ["2024-04-12"]),
            ("Please reply by 6pm on Thursday 11 April.", ["2024-04-11"]),
            ("Nominations to the programme office by the 12 April", ["2024-04-12"]),
            ("The deadline for applications is Friday 12 April.", ["2024-04-12"]),
            ("The consultation closes on 11 May.", ["2024-05-11"]),
            ("Submissions close at midnight on the 27th April 2024.", ["2024-04-27"]),
            ("Enquiry deadline: 2 April 2024, 12:00pm", ["2024-04-02"]),
            ("The call for evidence is open until 3 May.", ["2024-05-03"]),
            ("Registration must be completed between 1 April and 30 May 2024.", ["2024-05-30"]),
            ("The survey runs from 9 April – 6 May.", ["2024-05-06"]),
            ("The closing date has moved from 22 March to 29 March.", ["2024-03-29"]),
            (
                "Register no later than 3 April and send papers by 5 April.",
                ["2024-04-03", "2024-04-05"],
            ),
        ],
    )
    def test_days_by_which_a_reader_must_act(self, words: str, expected: list[str]) -> None:
        assert iso(item(words).deadlines) == expected

    @pytest.mark.parametrize(
        "words",
        [
            "The guidance was published on 1 March.",
            "The DfE will publish its answer by 30 April.",
            "Partners agreed to finish the fieldwork by Friday 19 April 2024.",
            "Please reply as soon as you can.",
            "The rules come into force on 1 September 2024.",
            "The call closed on 1 March and has now closed for good.",
            "The money must be spent by 31 March 2025.",
        ],
    )
    def test_days_that_bind_no_reader(self, words: str) -> None:
        assert item(words).deadlines == ()

    def test_a_notice_of_a_death_asks_for_nothing(self) -> None:
        found = item("It is with great sadness that we write. Please send memories by 12 April.")
        assert found.deadlines == ()

    def test_before_the_bulletin_itself_is_doubted(self) -> None:
        reading = read("A Heading of an Item\n\nPlease reply by 1 March 2024.")
        assert iso(reading.items[0].deadlines) == ["2024-03-01"]
        assert any("before the bulletin" in doubt.message for doubt in reading.doubts)

    def test_on_the_day_of_the_bulletin(self) -> None:
        assert iso(item("Please reply by 15 March.").deadlines) == ["2024-03-15"]

    def test_a_weekday_that_disagrees_is_doubted(self) -> None:
        reading = read("A Heading of an Item\n\nPlease reply by Monday 12 April 2024.")
        assert any("not the weekday written" in doubt.message for doubt in reading.doubts)


class TestEvents:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("A webinar takes place on 24 April.", ["2024-04-24"]),
            ("The network meets on Thursday 16 May from 9.30am to 3pm.", ["2024-05-16"]),
            (
                "The course runs on 27, 28 May and 4 June 2024.",
                ["2024-05-27", "2024-05-28", "2024-06-04"],
            ),
            ("Our conference is held from 12 – 14 June in Hove.", ["2024-06-12"]),
            (
                "Sessions: Cohort 16 May (am) and 27 May (am) OR Cohort 2: 3 June.",
                ["2024-05-06", "2024-05-27", "2024-06-03"],
            ),
        ],
    )
    def test_first_days_of_what_is_announced(self, words: str, expected: list[str]) -> None:
        assert iso(item(words).events) == expected

    @pytest.mark.parametrize(
        "words",
        [
            "A workshop was held on 7 March.",
            "On 25 March the department published guidance on training.",
            "The new rules go live on 1 April 2024.",
        ],
    )
    def test_what_is_past_or_no_meeting_is_none(self, words: str) -> None:
        assert item(words).events == ()

    def test_a_day_to_come_told_as_past_is_doubted(self) -> None:
        reading = read("A Heading of an Item\n\nOn 25 March the department published guidance.")
        assert any("told as past" in doubt.message for doubt in reading.doubts)

    def test_in_the_heading(self) -> None:
        found = item("Places are free.", "Kinship Workshop – Thursday 16 May NOW BOOKING")
        assert iso(found.events) == ["2024-05-16"]

    def test_rows_of_network_dates(self) -> None:
        found = item(
            "Network dates:\n\nAD Education: 23 April 10.00. More from Isla Thornbury (contact details below)\n\n"
            "Lead Members: date to follow. More from Tobias Wrenfield (contact details below)",
            "Future dates for network meetings",
        )
        assert iso(found.events) == ["2024-04-23"]
        assert found.people == ("Isla Thornbury", "Tobias Wrenfield")


class TestHeadings:
    """Where blank lines tell nothing, the shape of a line does."""

    @pytest.mark.parametrize(
        "lines",
        [
            ("Carers: Tuesday 2 April 7pm", "Managers: Thursday 4 April 10am"),
            ("Fostering: 3 April and 5 June", "Early Help: date to be arranged"),
            ("2 April", "9 April \N{EN DASH} joint with health"),
            ("10am until 3.30pm, lunch provided", "Thursday 2 May"),
            ("The report asks authorities to", "1. plan ahead"),
        ],
    )
    def test_rows_of_dates_and_lead_ins_are_none(self, lines: tuple[str, str]) -> None:
        body = "Officials want to listen to those whom it touches.\n\n" + "\n\n".join(lines)
        assert item(body).title == "A Heading of an Item"

    @pytest.mark.parametrize(
        "heading",
        [
            "What do practice leads want from us?",
            "Joint inspections: serious youth\nviolence is the next theme",
            "Keeping in touch:\nwhat families make of it",
        ],
    )
    def test_questions_and_wrapped_lines_are_some(self, heading: str) -> None:
        reading = read(
            f"A First Heading\n\nIt said so in March.\n\n{heading}\n\n"
            "Guidance for those who do the work came out on 1 March."
        )
        assert [found.title for found in reading.items][1:] == [heading.replace("\n", " ")]

    @pytest.mark.parametrize(
        "cut",
        [
            "Six areas will be visited between the autumn and May, by Ofsted, CQC and HMI Prob",
            "Figures for each Virtual School wil",
            "The briefing applies to England and Wales at 1 April 20",
        ],
    )
    def test_a_last_sentence_cut_short_is_none(self, cut: str) -> None:
        assert item(f"It said so in March.\n\n\n{cut}").body.endswith(cut)

    def test_the_days_of_a_list_are_of_what_its_lead_announces(self) -> None:
        found = item(
            "Events in the region:\n\n  • Leading change, 2 April, Reading\n  • Neglect, 9 April"
        )
        assert iso(found.events) == ["2024-04-02", "2024-04-09"]


class TestPeople:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("Please contact Isla Thornbury for more.", ["Isla Thornbury"]),
            ("Return it to Isla Thornbury (details below).", ["Isla Thornbury"]),
            (
                "More from Rhona Eldridge or Isla Thornbury (contact details for both below)",
                ["Rhona Eldridge", "Isla Thornbury"],
            ),
            ("Questions to Yusuf Kestrel at yusuf.kestrel@example.org", ["Yusuf Kestrel"]),
            (
                "Ann O’Brien-Smith and Jo de Vries are the main points of contact.",
                ["Ann O’Brien-Smith", "Jo de Vries"],
            ),
            ("Let Dr Ottoline Vance (details below) know.", ["Ottoline Vance"]),
            ("Ring Lettice Fairhurst on 07700 900177.", ["Lettice Fairhurst"]),
        ],
    )
    def test_named_as_contact(self, words: str, expected: list[str]) -> None:
        assert list(item(words).people) == expected

    @pytest.mark.parametrize(
        "words",
        [
            "The workshop was hosted by Lucinda Barrow, director in Medway.",
            "Dame Jocasta Pym spoke of her report.",
            "Please contact Social Work England.",
            "Please email the Department for Education.",
            "More from Kent Business Portal.",
        ],
    )
    def test_named_otherwise(self, words: str) -> None:
        assert item(words).people == ()

    def test_said_to_be_below_and_not_there_is_doubted(self) -> None:
        reading = read(
            "A Heading of an Item\n\nContact Isla Thornbury or Rona Eldridge (details below).\n\n"
            "Contact Details\n\nNetworks: Rhona Eldridge (Alliance)\n\n07700 900102"
        )
        messages = [doubt.message for doubt in reading.doubts]
        assert any("Isla Thornbury is said to be below" in message for message in messages)
        assert any("may be Rhona Eldridge" in message for message in messages)


class TestSections:
    def test_reminders_follow_their_heading(self) -> None:
        reading = read(
            "A First Heading\n\nOn 3 March it began.\n\nReminders From Previous Weeks\n\nReminder\n\nAn Older Heading\n\n"
            "It was said before.\n\nReminder\n\nAnother Older Heading\n\nIt was said too."
        )
        assert [(found.section, found.title) for found in reading.items] == [
            (Section.NEWS, "A First Heading"),
            (Section.REMINDER, "An Older Heading"),
            (Section.REMINDER, "Another Older Heading"),
        ]
        assert reading.headings == (
            "Updates",
            "Reminders From Previous Weeks",
            "Reminder",
            "Reminder",
        )


class TestItemText:
    def test_html_is_escaped_and_lists_are_lists(self) -> None:
        found = item("Aims <b>:\n\n  • one & two\n  • three\n\nSee https://example.org/a?b=1&c=2.")
        assert found.body_html == (
            "<p>Aims &lt;b&gt;:</p><ul><li>one &amp; two</li><li>three</li></ul>"
            '<p>See <a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>.</p>'
        )

    def test_a_numbered_list_split_by_the_label_keeps_its_numbers(self) -> None:
        found = item("1. First\n2. Second\n\nAction Required:\n\n3. Third\n4. Fourth")
        assert found.body == "1. First\n2. Second"
        assert found.action_text == "3. Third\n4. Fourth"
        assert found.action_html.startswith('<ol start="3">')

    def test_money_and_addresses(self) -> None:
        found = item(
            "Up to £250,000, or £1.3 million; fees £2,500–4,500. Write to team@example.org."
        )
        assert found.money == ("£250,000", "£1.3 million", "£2,500–4,500")
        assert [(link.text, link.url) for link in found.links] == [
            ("team@example.org", "mailto:team@example.org")
        ]

    def test_a_link_word_without_target_is_doubted(self) -> None:
        reading = read("A Heading of an Item\n\nThe full report is here.")
        assert any("no link behind it" in doubt.message for doubt in reading.doubts)


class TestPublications:
    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("A guide published by the DfE on 3 March 2024", ("A guide", "DfE", "2024-03-03")),
            ("A guide updated by NHS England 3 March", ("A guide", "NHS England", "2024-03-03")),
            ("A fund launched on 2 December", ("A fund", None, "2023-12-02")),
            ("A study report by NAO published 9 March 2024", ("A study report", "NAO", "2024-03-09")),
            ("Checklist for visits", ("Checklist for visits", None, None)),
            ("We have produced a Sufficiency Plan which may be used", ("Sufficiency Plan", None, None)),
            ("A guide published by DfE March 2024", ("A guide", "DfE", None)),
        ],
    )  # fmt: skip
    def test_forms(self, line: str, expected: tuple[str, str | None, str | None]) -> None:
        reading = read(f"Some News Here\n\nOn 3 March it came.\n\nTools & Templates\n\n{line}")
        (entry,) = reading.publications
        assert (entry.title, entry.publisher, entry.date and entry.date.isoformat()) == expected

    def test_a_line_whose_list_is_lost_is_set_aside(self) -> None:
        reading = read(
            "Some News Here\n\nOn 3 March it came.\n\nTools & Templates\n\nThe area now holds papers, including the:"
        )
        assert reading.publications == ()
        assert reading.set_aside == ("The area now holds papers, including the:",)


class TestContacts:
    def test_block(self) -> None:
        reading = read(
            "Some News Here\n\nOn 3 March it came.\n\nContact Details\n\n"
            "Adoption; Kinship – Networks: Rhona Eldridge (South Alliance)"
            "\n\n\n07700 900102\n\nChair: Pascoe Trelawney (Medway)\n\n"
            "Data: Wilfred Amberley\nTel: 07700 900103 wilfred@example.org"
        )
        assert [(c.role, c.name, c.organisation, c.phone, c.email) for c in reading.contacts] == [
            (
                "Adoption; Kinship – Networks",
                "Rhona Eldridge",
                "South Alliance",
                "07700 900102",
                None,
            ),
            ("Chair", "Pascoe Trelawney", "Medway", None, None),
            ("Data", "Wilfred Amberley", None, "07700 900103", "wilfred@example.org"),
        ]
        assert any("Pascoe Trelawney has neither" in doubt.message for doubt in reading.doubts)

    def test_cut_short(self) -> None:
        reading = read(
            "Some News Here\n\nOn 3 March it came.\n\nContact Details\n\nChair: Pascoe Trelawney (Med"
        )
        assert reading.contacts[0].organisation == "Med"
        assert any("cut short" in doubt.message for doubt in reading.doubts)
