"""Given names that children in England have, so that one is told from a place or a service.

Left out are those that are mostly something else in these texts: Kent, Chase, Hope, Faith, Grace, Summer,
April, May, June, Will, Mark, Bill, Rose, Joy, Art, Chester, Lincoln.
"""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
    aaliyah aaron abbie abdul abdullah abigail abu ada adam adele aiden aidan aisha ahmed alan albie alex
    alexa alexander alexandra alexia alfie alfred ali alice alicia alisha allison amber amelia amelie amina
    amir amira amy ana anaya andrew andrzej angela angus anisa anita anna annabel annabelle anne annie
    anthony antonia antoni archie aria ariana arlo arjun arthur arya asha ashley ashton aurora austin ava
    ayaan ayesha ayla aylin barnaby bartosz beatrice becky bella ben benjamin bethany beth betty bilal billy
    blake bobby bonnie bradley brandon brandi brian brody bronwyn brooke bryony caitlin caleb callum calum
    cameron carter casey casper catherine cerys charley charlie charlotte chelsea chloe christian
    christopher claire clara cody cole colin connie connor conor cora corey courtney craig daisy dale damian
    damien daniel daniella danielle danny darcey darcy darren dawid david declan delilah demi denzel dexter
    dominic donna dylan eden edith edward eesa eleanor elena eli elijah elina eliza elizabeth ella elle
    ellen ellie ellis elliot elliott eloise elodie elsie emelia emil emilia emily emma emmanuel eric erin
    esme esmae esther ethan eva evan eve evelyn evie ezra fatima fatimah felicity felix fern filip finlay
    finley finn fiona fletcher florence frances francesca francis frank frankie fraser fred freddie
    frederick freya gabriel gabriella gareth gemma george georgia georgie georgina gethin gina greta grayson
    habiba haider hafsa haleema hamza hana hanna hannah haris harley harper harriet harris harrison harry
    harvey hasan hassan hayden hazel heidi helena henry hollie holly hudson hugo hugh huda husna ibrahim ida
    igor ilyas imaan imani imogen ines iona iqra irene iris isaac isabel isabella isabelle isla ismail ivy
    jack jackson jacob jade jaden jake jakub james jamie jan jane jasmine jason jaxon jay jayden jayson
    jennifer jenny jenson jeremiah jess jesse jessica jessie joanna jodie joe joel joey john jon jonah
    jonathan jordan joseph josephine josh joshua josie jude julia julian julie junaid justin kacey kacper
    kai kaiden kaitlyn kamil kane kara karen karim karol kasey kate katherine kathryn katie katy kaya kayden
    kayla kaylee keira kelly kelsey kenzo kevin khadija khalid kian kiera kieran kimberley kirsty kyan kyle
    kyra lacey laila lana lara laura lauren layla leah leanne lee leila lena leo leon leona leonardo lewis
    lexi lexie liam lily lilly lilah lina linda lisa logan lola lottie louie louis louisa louise luca lucas
    lucia lucie lucy luka lukas luke luna lydia lyla lyra mabel macey mackenzie maddie maddison madison maggie
    maia maisie maisy malachi malik malakai marcel marcus margot maria mariam marley maria martha martin
    martyna mary maryam mason matas matilda matteo matthew matylda maverick max maximilian maya megan mehmet
    melissa mia michael michal michelle mika mila miles millie milly milo mina miriam mohamed mohammad mohammed
    molly morgan muhammad musa mustafa myla nadia nancy naomi natalia natalie natasha nathan nathaniel neve
    niamh nicholas nicola nicole nikita nina noah noel nora noor olivia oliver ollie olive omar orla oscar
    oskar otis owen paige patrick patryk paul penelope penny peter phoebe piotr piper polly poppy preston
    priya quinn rachel raheem rahul raphael rayan rebecca reece reggie reuben rhiannon rhys ria ricky riley
    robert robin robyn roman romeo ronan ronnie rory rosa rosalie rosie roxanne ruben ruby rupert ruth ryan
    saad safa safiya sahil saira sam samantha samira samuel sana sanjay sara sarah savannah scarlett scott sean
    seb sebastian selina seth shakira shannon sharon shaun sian sidney siena sienna simon simran sofia sonny
    sophia sophie spencer stanley stefan stella stephen steven stevie summaya sumaya susan suzie sydney szymon
    tamara tamika tania tara tariq taylor ted teddy teresa thea theo theodore thomas tia tiana tilly tim
    timothy tobias toby tom tommy tony tristan tyler tyrone umar usman valentina vanessa victoria vincent
    violet wiktor wiktoria willow william yasin yasmin yasmine yusuf yusra yuvraj zac zach zachary zack zahra
    zain zainab zak zakariya zara zayn zoe zofia zuzanna
    """.split()
)
