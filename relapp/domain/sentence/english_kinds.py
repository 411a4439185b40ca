"""English words and patterns for what happened, how, and who went to whom."""

from __future__ import annotations

from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.domain.sentence.language import KindRule

PARTS = {
    "called": "called|rang|phoned|telephoned|facetimed",
    "texted": "texted|messaged|whatsapped|sms'd|smsed|dmed|dm'd|pinged",
    "mailed": "emailed|e-mailed|mailed",
    "message": (
        r"texts?|text messages?|sms|dm|dms|direct message|whatsapp(?: message)?|whats app|signal message|"
        r"message on (?:whatsapp|signal|telegram|instagram|insta|facebook|fb|messenger)"
    ),
    "email": "e-?mails?|mails?",
    "letter": (
        r"(?:(?:birthday|thank you|thank-you|christmas|xmas|greeting|greetings|get well|sympathy|post) )?"
        r"(?:letters?|cards?|postcards?)"
    ),
    "to_us": "us|me|the shop",
    "to_them": "her|him|them|back|customer|(?:%her% )?%relation%",
    "ask_verb": (
        "ask|order|complain|cancel|say|tell|book|thank|check|find out|reserve|enquire|inquire|confirm|"
        "see if|let us know|"
        "move|change|rebook|reschedule|report"
    ),
    "asked": (
        "asked|asks|asking|enquired|inquired|enquires|inquires|wonders|wondered|wondering|wants to know|wanted to know|"
        "would like to know|likes to know|queried|curious"
    ),
    "complained": "complained|complains|complaining|complain",
    "faulty": (
        "broken|broke|faulty|defective|damaged|mouldy|moldy|stale|burnt|burned|rotten|cracked|leaks|leaking|"
        "does ?n't work|doesnt work|did ?n't work|not working|stopped working|stopped after|fell apart|came apart|"
        "wrong size delivered|never arrived|wrong order|went off"
    ),
    # Only a shop has word that something is ready.
    "ready": (
        r"(?:to say|saying|to let (?:her|him|them) know|that) (?:.+ )?(?:is|are|s|has|have) "
        r"(?:now )?(?:ready|finished|done|in stock|arrived|come in|come)"
    ),
    "delivered": "delivered|dropped off|took round|brought round|brought to (?:her|his|their) (?:house|home|door|flat)",
    "came": (
        "visited|visits|came|popped in|popped by|popped round|dropped in|dropped by|stopped by|stopped in|looked in|"
        "was in|were in|was here|were here|walked in|came by|came in|turned up|showed up|browsed|had a look|"
        "stopped for|tasted"
    ),
    "visited_them": (
        "visited (?:her|him|them|at)|went to see|called on|called round|saw (?:her|him|them) at|dropped round|"
        "went (?:over|round) to|stopped at (?:her|his|their)"
    ),
    "praised": (
        "said|says|saying|loved|praised|praises|complimented|thanked|thanks|raved|liked|enjoyed|was "
        "(?:very |so |really )?"
        "(?:happy|pleased|delighted|thrilled|impressed|satisfied)|were (?:very |so |really )?(?:happy|"
        "pleased|delighted)|"
        "very happy|happy with|delighted|pleased with|over the moon|thinks|thought|found (?:it|the)|"
        "recommended|recommends us|told us|told me"
    ),
}
LEADING = {
    "visit": Kind.VISIT,
    "visited": Kind.VISIT,
    "purchase": Kind.PURCHASE,
    "sale": Kind.PURCHASE,
    "bought": Kind.PURCHASE,
    "return": Kind.RETURN,
    "returned": Kind.RETURN,
    "refund": Kind.RETURN,
    "call": Kind.CALL,
    "phone call": Kind.CALL,
    "phone": Kind.CALL,
    "called": Kind.CALL,
    "message": Kind.MESSAGE,
    "text": Kind.MESSAGE,
    "sms": Kind.MESSAGE,
    "whatsapp": Kind.MESSAGE,
    "email": Kind.EMAIL,
    "e-mail": Kind.EMAIL,
    "mail": Kind.EMAIL,
    "letter": Kind.LETTER,
    "card": Kind.LETTER,
    "delivery": Kind.DELIVERY,
    "delivered": Kind.DELIVERY,
    "appointment": Kind.APPOINTMENT,
    "appt": Kind.APPOINTMENT,
    "enquiry": Kind.ENQUIRY,
    "inquiry": Kind.ENQUIRY,
    "question": Kind.ENQUIRY,
    "complaint": Kind.COMPLAINT,
    "feedback": Kind.FEEDBACK,
    "note": Kind.NOTE,
}
# Without a colon a leading word is the kind only where it cannot be an order to oneself ("call her").
LEADING_BARE = (
    r"(?:visit|purchase|delivery|appointment|appt|complaint|feedback|enquiry|inquiry|letter|phone call|sms|whatsapp)"
    r"(?! (?:her|him|them|again|back|is|was|%to_them%))"
    r"|(?:call|text|message|email|e-mail)(?= (?:from|with|in|re|about|received|came|missed|yesterday|today|this))"
    r"|(?:call|text|message|email|e-mail|return|refund|note|purchase|sale)(?= ,|$)"
)
KINDS = (
    # Calls
    KindRule(Kind.CALL, r"missed (?:a |an )?(?:%her% )?(?:phone )?call(?: from.*)?", Direction.IN, Outcome.UNANSWERED),
    KindRule(
        Kind.CALL,
        r"(?:tried (?:to )?(?:call|ring|phone|reach|calling|ringing|phoning|reaching|get)|"
        r"could ?n't (?:reach|get hold of|get through)|cannot reach|can't reach) ?.*",
        Direction.OUT,
        Outcome.UNANSWERED,
    ),
    KindRule(
        Kind.CALL,
        r"left (?:(?:her|him|them) )?(?:a |another )?(?:message|voice-?mail|voice mail|vm|msg)(?: .*)?",
        Direction.OUT,
        Outcome.UNANSWERED,
    ),
    KindRule(Kind.CALL, r"returned (?:my|our|the) (?:phone )?call", Direction.IN),
    KindRule(Kind.CALL, r"returned (?:her|his|their) (?:phone )?call", Direction.OUT),
    KindRule(Kind.CALL, r"(?:%called%) (?:%ready%)", Direction.OUT),
    KindRule(
        Kind.CALL,
        r"(?:%called%)(?: up)? (?:in|asking|wanting|complaining|enquiring|saying|%to_us%|to (?:%ask_verb%))",
        Direction.IN,
    ),
    KindRule(Kind.VISIT, r"(?:%visited_them%)", Direction.OUT),
    KindRule(Kind.VISIT, r"called (?:by|in at the shop)"),
    KindRule(Kind.CALL, r"(?:%called%)(?! (?:it|off))"),
    KindRule(
        Kind.CALL,
        r"(?:(?:got|had|received|took|answered) )?(?:a |the )?(?:phone |tel |telephone )?call (?:from|"
        r"in)|(?:got|had|received|took) a (?:phone )?call",
        Direction.IN,
    ),
    KindRule(Kind.CALL, r"(?:made |had )?(?:a )?(?:phone )?call (?:with|to)|gave (?:her|him|them) a (?:call|ring)"),
    KindRule(Kind.CALL, r"gave us a (?:call|ring)", Direction.IN),
    KindRule(Kind.CALL, r"(?:spoke|talked|chatted)(?: (?:to|with) .+?)? (?:on|over|by) the (?:phone|telephone)"),
    KindRule(Kind.CALL, r"(?:on the phone|by phone|phone call)(?: .*)?"),
    # Messages
    KindRule(Kind.MESSAGE, r"(?:%texted%) (?:%ready%)", Direction.OUT),
    KindRule(Kind.MESSAGE, r"(?:%texted%) (?:%to_us%|in|asking|to (?:%ask_verb%))", Direction.IN),
    KindRule(Kind.MESSAGE, r"(?:%texted%)"),
    KindRule(
        Kind.MESSAGE,
        r"(?:(?:got|had|received) )?(?:a |an )?(?:%message%|message) from|(?:got|received) (?:a |an "
        r")?(?:%message%|message)",
        Direction.IN,
    ),
    KindRule(Kind.MESSAGE, r"(?:sent|wrote) us (?:a |an )?(?:%message%|message)", Direction.IN),
    KindRule(Kind.MESSAGE, r"(?:sent|wrote)(?: (?:her|him|them))? (?:a |an )?(?:%message%|message)(?: to)?"),
    KindRule(
        Kind.MESSAGE, r"(?:wrote|asked|answered|replied) (?:\w+ )?(?:on|via|by) (?:whatsapp|text|sms|signal|telegram)"
    ),
    KindRule(Kind.MESSAGE, r"(?:sms|dm|whatsapp|text message|whatsapp message)(?! (?:her|him|them|back))"),
    # E-mail
    KindRule(Kind.EMAIL, r"(?:%mailed%) (?:%ready%)", Direction.OUT),
    KindRule(Kind.EMAIL, r"(?:%mailed%) (?:%to_us%|in|asking|to (?:%ask_verb%))", Direction.IN),
    KindRule(Kind.EMAIL, r"(?:%mailed%)"),
    KindRule(
        Kind.EMAIL,
        r"(?:(?:got|had|received) )?(?:a |an )?(?:%email%) (?:from|received|came)|(?:got|received) (?:a |"
        r"an )?(?:%email%)",
        Direction.IN,
    ),
    KindRule(Kind.EMAIL, r"sent us (?:a |an )?(?:%email%)", Direction.IN),
    KindRule(Kind.EMAIL, r"(?:sent|wrote)(?: (?:her|him|them))? (?:a |an |the )?(?:%email%)"),
    KindRule(Kind.EMAIL, r"(?:%email%) (?:sent|to (?:her|him|them))"),
    KindRule(Kind.EMAIL, r"(?:sent|replied|answered|wrote) .*(?:by|via) (?:%email%)"),
    KindRule(
        Kind.MESSAGE, r"sent(?: (?:her|him|them))? (?:a |an |the |our )?(?:quote|quotation|estimate|invoice|bill)"
    ),
    # Letters
    KindRule(
        Kind.LETTER,
        r"(?:(?:got|had|received) )?(?:a |an |her |his |their )?(?:%letter%) (?:from|received|came|arrived)",
        Direction.IN,
    ),
    KindRule(Kind.LETTER, r"(?:got|received) (?:a |an |her |his |their )?(?:%letter%)", Direction.IN),
    KindRule(Kind.LETTER, r"(?:sent|wrote|posted) us (?:a |an )?(?:lovely |nice )?(?:%letter%)", Direction.IN),
    KindRule(Kind.LETTER, r"(?:sent|wrote|posted)(?: (?:her|him|them))? (?:a |an |the )?(?:%letter%)"),
    KindRule(Kind.LETTER, r"(?:%letter%) (?:sent|posted|to (?:her|him|them))"),
    KindRule(Kind.LETTER, r"(?:%letter%) (?:sent|posted)(?: yesterday| today| out)?$", anywhere=True),
    KindRule(Kind.LETTER, r"wrote to (?:us)", Direction.IN),
    KindRule(Kind.LETTER, r"wrote to (?:her|him|them)"),
    # Complaints
    KindRule(Kind.COMPLAINT, r"(?:made a |has a |had a |with a )?complaint(?! (?:book|form))"),
    KindRule(
        Kind.COMPLAINT,
        r"(?:%complained%|(?:very |really |quite |not )*(?:unhappy|not happy|upset|angry|annoyed|furious|"
        r"cross|disappointed|"
        r"dissatisfied) (?:with|about|at|that|because|by)|"
        r"(?:not|was ?n't|wasnt|isn't|weren't) (?:very |at all |really |too |so )?"
        r"(?:happy|satisfied|pleased|impressed)|"
        r"found (?:a |an )?(?:hair|stone|glass|mould)|(?:wants|wanted|asked for|demands|demanded) "
        r"(?:a |her |his |their |the )?(?:full )?(?:refund|money back))",
        anywhere=True,
    ),
    KindRule(Kind.COMPLAINT, r"(?:%faulty%)", anywhere=True, mendable=True),
    # Visits told as such
    KindRule(Kind.VISIT, r"(?:%came%)"),
    KindRule(
        Kind.VISIT, r"(?:met|bumped into|ran into|saw)(?: (?:her|him|them))?(?: (?:at|in|on) .*)?", Direction.BOTH
    ),
    # Deliveries and appointments
    KindRule(
        Kind.VISIT,
        r"dropped off .*(?:for (?:an? |its |the )?(?:\w+ )?"
        r"(?:service|repairs?|check|cleaning|fitting|sharpening|alterations?)|to (?:be|get|have) .*)",
    ),
    KindRule(
        Kind.APPOINTMENT,
        r"(?:no show|no-show|noshow)(?: .*)?|(?:did ?n't|didnt|did not) (?:show(?: up)?|turn up|"
        r"come (?:to|for) (?:her|his|their|the) (?:\w+ )?(?:appointment|appt|%date%))(?: .*)?",
        Direction.BOTH,
        Outcome.UNANSWERED,
    ),
    KindRule(Kind.DELIVERY, r"(?:%delivered%)"),
    KindRule(Kind.DELIVERY, r"(?:home )?delivery(?: (?:done|made|left|arrived|of))?"),
    KindRule(
        Kind.APPOINTMENT,
        r"(?:booked|booking|rebooked|rescheduled|made an? (?:appointment|appt)|(?:has |had |new |next )?(?:an? )?"
        r"(?:appointment|appt)|(?:moved|changed|cancelled|canceled|kept|missed) (?:her |his |their |the "
        r")?(?:appointment|appt))",
    ),
    # What they said and asked
    KindRule(Kind.ENQUIRY, r"(?:%asked%)(?! (?:her|him|them|customer)(?! (?:for|about)))"),
    KindRule(Kind.ENQUIRY, r"(?:(?:has|had) )?(?:a )?(?:question|enquiry|inquiry)(?: .*)?"),
    KindRule(Kind.ENQUIRY, r"(?:is |was )?(?:looking for|interested in)"),
    KindRule(Kind.FEEDBACK, r"(?:%praised%)"),
    KindRule(Kind.NOTE, r"(?:note to self|nb|fyi)"),
)
# Where something was brought to be mended, "broken" is no complaint.
MENDING = (
    r"brought in|brought (?:her|his|their) .+ in|for (?:a )?repair|repair|repairs|to be (?:fixed|"
    r"repaired|mended)|for (?:a )?service|left .+ (?:to|for)"
)
CHANNELS = (
    (r"(?:by|on|over|via) (?:the )?(?:phone|telephone)|phone order|phoned|rang|telephoned", Channel.PHONE),
    (r"(?:by|via) (?:e-?mail|mail)|emailed|e-mailed|mailed", Channel.EMAIL),
    (
        r"(?:by|via|on|over) (?:%message%|text|sms|insta|instagram|facebook|fb|messenger|telegram|"
        r"signal)|texted|messaged",
        Channel.MESSAGE,
    ),
    (r"(?:by|via) (?:post|letter)|wrote a letter", Channel.POST),
    (r"online|(?:on|via|through|in|from) (?:the |our )?(?:website|web ?site|web ?shop|web|internet|site)", Channel.WEB),
    (
        r"at (?:the |her |his |their )?(?:market|fair|fete|church|school|house|home|office|workplace|party|street)|"
        r"(?:in|on) the street|in town|in the (?:park|pub|supermarket)",
        Channel.ELSEWHERE,
    ),
)
SENDER = r"from (?:her|him|them|%her% %relation%|%relation%|customer)|%to_us%|asking(?! %to_them%)"
RECEIVER = r"(?:%called%|%texted%|%mailed%|call|rung|phone)(?: back)? (?:%to_them%)"
UNANSWERED_ALONE = (
    r"no (?:answer|reply|response|pick-?up|pick up)|no-?one (?:answered|picked up)|nobody (?:answered|picked up)|"
    r"(?:went |straight )?(?:(?:on|to|reached|got) (?:the |her |his |their )?)?(?:voice-?mail|voice "
    r"mail|answer(?:ing)? ?(?:machine|phone)|"
    r"answerphone)|(?:did ?n't|didnt|did not|does ?n't|doesnt|would ?n't|not) (?:pick|picking) (?:it "
    r")?(?:up|the phone up)|"
    r"(?:did ?n't|didnt|did not|does ?n't|doesnt|not) (?:answer|answering)(?: the phone)?|rang out|"
    r"number not in service"
)
UNANSWERED = (
    UNANSWERED_ALONE
    + r"|vm|mailbox(?: full)?|(?:did ?n't|didnt|did not|not|never|has ?n't|hasnt) (?:reply|replied|respond|"
    r"responded|answered|picked up|reached|get through|got through|reach (?:her|him|them))|not "
    r"(?:reached|reachable|available|in|"
    r"at home|home|there)|n / a|unreachable|(?:line |number |phone )?(?:was |is )?(?:busy|engaged|"
    r"dead|unavailable)|hung up|"
    r"(?:could ?n't|couldnt|could not|can't|cannot) (?:reach|get through|get hold).*|no (?:one|body) "
    r"(?:there|in|home)|nobody in|"
    r"left (?:(?:her|him|them) )?(?:a )?(?:message|voice-?mail|msg|vm)|without (?:an )?answer|unanswered|no luck|"
    r"in vain|no signal"
)
ANSWERED = (
    r"spoke (?:to|with)|talked (?:to|with)|answered|got through|reached (?:her|him|them)|picked up(?: the phone)?|"
    r"(?:she|he|they) replied|replied|confirmed|had a (?:good |nice |long )?(?:chat|talk)|got hold of"
)
NO_COMPLAINT = (
    r"no (?:complaints?|complaining)|(?:not|n't|never) complain(?:ed|ing)?|(?:repair|repaired|fix|"
    r"fixed|mend|mended|replace|replaced|"
    r"brought in|brought|left|dropped|quote|estimate|looked at|asked|about|can we|could we|sorry|"
    r"apologised) .*(?:%faulty%)|"
    r"broke(?:n)? (?:her|his|their|a|an|the|arm|leg|wrist|ankle|hip|foot|finger|toe|rib|nose|heart|"
    r"english|down|up|even|record|bread)"
    r"|stale bread for|(?:%relation%|car|bike|bus|train|leg|arm|wrist|hip|foot|finger|ankle) (?:is |was |has |have )?"
    r"(?:broke|broken|leaks)|(?:was|is|were|got|had) burnt? out|no longer"
)
# What is told of the past with a day beside it: the day is when it happened.
PAST_VERBS = (
    r"(?:%called%|%texted%|%mailed%|%came%|%visited_them%|%complained%|%delivered%|came back|bought|took|sold|returned|"
    r"brought|paid|collected|picked up|met|saw|spoke|talked|wrote|sent|posted|was in|"
    r"refunded|exchanged|swapped|bumped into|stopped|tried)"
)
TO_COME = (
    r"(?:(?:,|:|she|he|they|we|i|please|pls|has|have|is|are|her|his|%relation%) )*(?:will|ll|wants|"
    r"want|would|needs|need|to|must|"
    r"should|shall|going|coming|picks|pick|collects|collect|call|ring|phone|text|bring|brings|remind|deliver|order|ask|"
    r"appointment|appt|booked|due|let|check|send|reserve|keep|prepare|bake|ready)(?: .*)?"
)
# Beside these a day is the entry's only if it is past in itself: "asked for cake friday" speaks of what is to come.
PAST_TELLINGS = r"(?:%asked%|%praised%|ordered|pre-ordered|reserved|promised|mentioned)"
PAST_ENDS = (
    r"(?:about|with|to|and|by|for|because|regarding|re|in|at|on|who|that|from|again|,|concerning|"
    r"after|before|as)(?: .*)?"
)
ASKING = (
    r"(?:%asked%|wants|wanted|would like|d like|ordered|complained|to (?:%ask_verb%))"
    r"(?! (?:her|him|them)(?! .*for))(?: .*)?"
)

# Sales
SALE = (
    r"(?:also |just |then |only |finally )*(?:(?:purchase|sale)(?= )|took home|took away|took|takes|"
    r"bought|buys|purchased|"
    r"sold(?: (?:her|him|them|customer)(?= .+))?|paid|got|had|picked up|"
    r"collected|chose|went for|spent|charged|treated (?:her|him|them)self to|came for|came in for|left with|"
    r"bagged|settled for)"
)
GIVE_BACK = (
    r"(?:return(?= \d)|returned|brought back|brings back|bringing back|gave back|handed back|sent back|took back|"
    r"came back with|refunded|"
    r"gave (?:her|him|them) a refund(?: (?:for|on))?|gave (?:a )?refund(?: (?:for|on))?|refund(?: (?:for|of|on))?|"
    r"got (?:a )?refund (?:for|on)|brought(?= .+ back)|credited|exchanged(?! .* for))"
    r"(?! (?:(?:to|from|home|again|early|late|safe|safely|on|in|with)|(?:my|our|her|his|their|the|a) "
    r"(?:\w+ )?(?:call|calls|email|message|text|"
    r"keys?|smile|voicemail))(?: .*)?$)"
)
SALE_EMPTY = (
    "nothing it them that this one seat photo photos picture pictures break look while time ages bus train "
    "taxi care note notes number numbers part home away back off over out long hours minutes card brochure "
    "leaflet catalogue flyer him her us me cash bill invoice deposit order chat talk question questions idea "
    "accident baby operation surgery stroke fall cold flu fun problem problems trouble doubts trip holiday kid "
    "kids dog cat message call text email letter advice measurements details offence turn lot appointment "
    "haircut puppy daughter son mother married engaged divorced promoted better worse ill sick lost angry "
    "upset everything something anything anyone name address stock rid there here ready party meeting visitors "
    "guests sample samples news walk nap"
)
GIVES = (
    r"refund(?:ed|s|ing)?|money back|discount(?:ed|s)?|\d+ ?% off|\d+ ?% (?:less|cheaper)|off the price|knocked off|"
    r"reduced|(?:for free|free of charge|on the house|at no charge|no charge)|goodwill|compensat(?:ed|ion)|"
    r"replaced|replacement|exchanged|repaired (?:it |them )?(?:for free|free)|"
    r"(?:gave|given|give|offered|got|gets)(?: (?:her|him|them|back|a|an|%sum%))* "
    r"(?:credit|voucher)"
)
USUAL = (
    r"(?:(?:took|takes|had|bought|ordered|got|has|gets|came for|came in for|picked up|collected|sold|"
    r"just|only|again|will take) )*"
    r"(?:(?:the|her|his|their) )?(?:usual(?: order)?(?! (?:time|size|place|way|price|day|spot|table|"
    r"suspects|chat|one of|complaint|is|:|question|problem|self|style))"
    r"|same as (?:always|ever|usual|last time)|same again|as always)"
)
USUAL_CHANGE = (
    r"(?:but|without|with|no|plus|and|minus|except|extra|less|more|twice|double|only|w/o|w|instead|x|"
    r"×|\+|&|-|–|one|two|a|an|half|not|large|small|\d+)"
)
