"""English patterns for what is worth remembering: facts, promises, wants."""

from __future__ import annotations

from relapp.domain.facts import FactKind
from relapp.domain.promises import PromisedBy
from relapp.domain.sentence.language import FactRule, PromiseRule, WantRule

PARTS = {
    "title": "mrs?|ms|miss|dr|prof|professor|herr|frau|madame|monsieur|sir|lady",
    "titled": r"call (?:her|him|them) (?:as )?(?:mrs?|ms|miss|dr|prof|professor|herr|frau|madame|monsieur|sir|lady)\b",
    "her": "her|his|their|the",
    "she": (
        "she|he|they|customer|client|the lady|the man|(?:%her% )?%relation%|(?:her|his) (?:friend|"
        "neighbour|neighbor|boss|"
        "colleague|assistant|cleaner|driver)"
    ),
    "who": r"(?:(?:%her% |a |one )?(?P<about>%relation%)(?: (?P<name>(?!%date_name%|size|likes|loves|hates|is|"
    r"has)[^\W\d]+))??(?: s)? )?",
    "is": "is|are|was|s|been|has|have|am|re",
    "very": "very|also|really|absolutely|always|still|just|now|especially|particularly|so|severely|badly|highly|both",
    "date_name": (
        r"(?:birth-?day|birth day|bday|b'day|b-day|name-?day|name day|saint s day|wedding anniversary|wedding day|"
        r"anniversary|jubilee)"
    ),
    "state": (
        r"better|worse|well|unwell|ill|sick|poorly|recovering|recovered|fine|ok|okay|healthy|home again|in hospital|"
        r"in the hospital|out of hospital|in care|in a home|back home|home from hospital|died|passed|dead|gone|"
        r"pregnant|expecting|engaged|married|divorced|retired|retiring|graduated|graduating|getting married|"
        r"got married|getting better|getting worse|got better|got worse|feeling better|feeling worse|having a baby|"
        r"had (?:a |an |the )?(?:baby|operation|op|stroke|fall|accident|surgery|heart attack|twins)|born|"
        r"broke (?:her|his|their|a|an)|fell|moved|moving|lives|living|works|working|studies|studying|started|starting|"
        r"starts|lost (?:her|his|their)|turned \d+|turns \d+|was born|passed away|off school|at university|"
        r"left school|new job"
    ),
    "pet": (
        "dog|dogs|puppy|puppies|poodle|poodles|terrier|labrador|lab|spaniel|collie|dachshund|beagle|retriever|"
        "golden retriever|german shepherd|bulldog|pug|greyhound|whippet|cat|cats|kitten|kittens|horse|"
        "horses|pony|rabbit|"
        "rabbits|hamster|guinea pig|guinea pigs|parrot|budgie|canary|hens|chickens|goldfish|tortoise|bees|pet|pets|"
        "cockapoo|labradoodle|husky|chihuahua|corgi|setter|mastiff"
    ),
    "child": (
        "kid|kids|child|children|son|sons|daughter|daughters|grandson|grandsons|granddaughter|"
        "granddaughters|grandchild|"
        "grandchildren|grandkids|twins|triplets|baby|newborn|brother|brothers|sister|sisters|girls|boys"
    ),
    "count": r"a|an|one|two|three|four|five|six|seven|\d{1,2}|several|no|another|new|young|small|little|old|"
    r"big|teenage",
    "trait": (
        r"left-?handed|left handed|right-?handed|ambidextrous|colou?r-?blind|colou?r blind|hard of hearing|deaf|blind|"
        r"vegan|a vegan|vegetarian|a vegetarian|veggie|pescatarian|diabetic|a diabetic|halal|kosher|teetotal|"
        r"pregnant|in a wheelchair|shy|retired|widowed|a widow|a widower|a (?:\w+ )?(?:teacher|nurse|doctor|baker|chef|"
        r"student|pensioner|musician|painter|gardener|lawyer|engineer|carpenter|driver|farmer|vet|dentist|pilot|runner|"
        r"cyclist|singer|writer|photographer|widow)"
    ),
    "size_value": (
        r"(?:uk |eu |us |eur )?\d{1,3}(?:[.,]\d)?(?: 1/2)?(?: - \d{1,3})?(?: [a-h])?(?: (?:uk|eu|us))?"
        r"|xxs|xs|s|m|l|xl|xxl|xxxl|\d ?xl|small|medium|large|extra large"
    ),
    "sized": (
        "shoe|shoes|boot|ring|dress|collar|foot|feet|hat|glove|trouser|trousers|shirt|waist|frame|bra|jacket|coat|"
        "jeans|sock|skirt|suit|helmet|wheel|tyre|finger|neck|chest|blouse|clothes|t-shirt"
    ),
    "cannot": (
        "can't|cannot|can not|cant|mustn't|must not|mustnt|shouldn't|should not|may not|"
        "isn't allowed(?: to)?|not allowed(?: to)?|doesn't|does not|doesnt|don't|do not|never"
    ),
    "someone": r"(?:her|his|their|the|an?) (?:(?:old|elderly|late|little|young) )?(?:\w+ s )?\w+",
    "us": "us|me",
    "sum": r"(?:(?:€|£|\$) )?\d+(?:[.,]\d+)?(?: (?:%price_word%|€|£|\$))?",
    "told": r"(?:(?:told|promised|assured) (?:her|him|them) |said |says |promised )(?:that )?",
    "do_not": "don't|do not|dont|never",
    "by_way": "email|e-mail|phone|text|texts|whatsapp|sms|calls|post|letters|a call|a text|messages",
}
FACTS = (
    # What must not be
    FactRule(
        FactKind.ALLERGY,
        r"%who%(?:(?:%is%|%very%) )*+allergic (?:to|against) (?P<value>.+)",
        listed=True,
    ),
    FactRule(
        FactKind.ALLERGY,
        r"%who%(?:(?:%is%|%very%) )*+(?:an? )?allerg(?:y|ies) ?(?:to|:|is|=|are) (?P<value>.+)",
        listed=True,
    ),
    FactRule(
        FactKind.ALLERGY,
        r"%who%(?:(?:%is%|%very%) )*+(?:an? )?(?P<value>(?!no |an? )[^\W\d]+(?: [^\W\d]+)?) allerg(?:y|ies)",
    ),
    FactRule(FactKind.ALLERGY, r"%who%(?:(?:%is%|%very%) )*+intolerant (?:to|of) (?P<value>.+)", listed=True),
    FactRule(
        FactKind.ALLERGY,
        r"%who%(?:(?:%is%|%very%) )*+(?P<value>[^\W\d]+ intolerant|[^\W\d]+-intolerant|coeliac|celiac)(?= "
        r"(?:and|now|too).*|$)",
    ),
    FactRule(
        FactKind.AVOID,
        r"%who%(?:%cannot%)(?: \w+ly| really)? (?:eat|drink|tolerate|digest|touch) (?P<value>.+)",
        listed=True,
        firm=True,
    ),
    FactRule(
        FactKind.AVOID,
        r"%who%(?:can't|cannot|can not|cant|mustn't|must not|mustnt|not allowed(?: to)?)(?: \w+ly)? have (?P<value>.+)",
        listed=True,
        firm=True,
    ),
    FactRule(FactKind.AVOID, r"(?:%do_not%) (?:mention|ask about|talk about|bring up) (?P<value>.+)", firm=True),
    FactRule(
        FactKind.AVOID,
        r"%who%(?:avoids|avoiding|stays off|keeps off|has given up|gave up|off all) (?P<value>.+)",
        listed=True,
    ),
    # What they have with us
    FactRule(
        FactKind.CREDIT,
        r"(?<!used )(?<!with )(?:credit|voucher|gift card)(?: (?:of|for|worth|left|:))* (?P<value>%sum%)",
    ),
    FactRule(
        FactKind.CREDIT,
        r"(?<!used )(?<!with )(?P<value>%sum%)(?: (?:of|in|store))* (?:credit|voucher)(?! card)",
    ),
    # How to reach and greet
    FactRule(
        FactKind.REACH, r"(?P<value>(?:%do_not%) (?:call|ring|phone|text|email|message|whatsapp)(?: .+)?)", firm=True
    ),
    FactRule(
        FactKind.REACH,
        r"%who%(?:prefers|likes|wants)(?: (?:to be )?(?:reached|contacted|called|messaged))? "
        r"(?P<value>(?:by |on |via )?(?:%by_way%)(?: .+)?)",
    ),
    FactRule(
        FactKind.REACH,
        r"(?:best|easiest|only)(?: to)? (?:reached|reachable|reach(?: (?:her|him|them))?|to reach|called|"
        r"to call|contacted) "
        r"(?P<value>.+)",
    ),
    FactRule(FactKind.REACH, r"(?P<value>(?:best|only) (?:by|via) (?:%by_way%)(?: .+)?)"),
    FactRule(FactKind.GREET, r"(?:likes|prefers|wants)(?: to be)? (?:called|addressed as|known as) (?P<value>.+)"),
    FactRule(
        FactKind.GREET,
        r"(?:call|address|greet) (?:her|him|them) (?:as )?(?P<value>(?:%title%) .+)",
    ),
    FactRule(FactKind.GREET, r"(?:goes by|known to (?:friends|all) as|known as) (?P<value>.+)"),
    # Dates that come round
    FactRule(
        "",
        r"%who%(?P<label>%date_name%)(?: (?:is|was|on|:|=|falls|s|the|always|coming|up|their|her|his))* "
        r"(?P<date>%date%)",
    ),
    FactRule("", r"(?P<date>%date%)(?: (?:is|s|it|was|,|has|have))* (?:%her% )?%who%(?P<label>%date_name%)(?! \w+)"),
    FactRule(FactKind.BIRTHDAY, r"%who%(?:(?:is|was|were) )?born (?P<date>%date%)"),
    FactRule(FactKind.BIRTHDAY, r"%who%(?:turns|turned|turning|will be|is going to be) \d{1,3} (?P<date>%date%)"),
    # Sizes
    FactRule(
        FactKind.SIZE,
        r"%who%(?:(?:takes|wears|has|is|s|a|an|needs) )*(?:(?P<label>%sized%) )?size(?: (?:is|:|=|now|s|an?))* "
        r"(?P<value>%size_value%)(?: (?:in )?(?:shoes|boots))?(?: for (?:%her% )?(?P<for>%relation%))?",
    ),
    FactRule(FactKind.SIZE, r"%who%(?:wears|takes)(?: an?)? (?P<value>\d{2}(?:\.5)?)(?: in (?P<label>%sized%))?$"),
    FactRule(FactKind.SIZE, r"^now (?P<value>(?:3\d|4\d|5[0-2])(?:\.5)?)$"),
    FactRule(FactKind.SIZE, r"%who%(?:takes|wears) (?P<value>%size_value%) in (?P<label>%sized%)"),
    FactRule(FactKind.SIZE, r"%who%(?P<label>shoe|ring|collar|waist|hat) (?P<value>\d{2}(?:\.5)?)$"),
    # Tastes
    FactRule(
        FactKind.DISLIKES,
        r"%who%(?:doesn't|does not|doesnt|don't|do not|dont|never|didn't|did not|didnt)(?: (?:really|"
        r"much|at all))* (?:like|liked|likes|love|enjoy) "
        r"(?!to )(?P<value>.+)",
        firm=True,
    ),
    FactRule(
        FactKind.DISLIKES,
        r"%who%(?:hates|dislikes|detests|loathes|can't stand|cannot stand|cant stand|can't bear|is not "
        r"keen on|not keen on|"
        r"not fond of|not a fan of|no fan of|hated|disliked|finds .+ too) (?P<value>.+)",
        listed=True,
        firm=True,
    ),
    FactRule(
        FactKind.USUAL,
        r"(?:(?:always|usually|normally) (?:takes|has|orders|buys|gets|drinks|wants)|usual(?: order)? "
        r"(?:is|:)) (?P<value>.+)",
    ),
    FactRule(FactKind.LIKES, r"(?:likes|loves|prefers|enjoys) (?P<value>.+) for (?:her|his|their) (?P<for>%relation%)"),
    FactRule(
        FactKind.LIKES,
        r"%who%(?:(?:%is%|%very%) )*+(?:likes|loves|adores|prefers|enjoys|favou?rs|fond of|a fan of|a big "
        r"fan of|keen on|mad about|crazy about|"
        r"into|loved|adored|has a soft spot for|has a sweet tooth for|swears by) (?P<value>.+)",
        listed=True,
    ),
    FactRule(FactKind.LIKES, r"they (?:(?:%very%) )*(?:like|love|prefer|enjoy|adore) (?P<value>.+)", listed=True),
    FactRule(FactKind.LIKES, r"%who%favou?rite (?:\w+ )?(?:is|are|:) (?P<value>.+)", listed=True),
    # Whom they buy for
    FactRule(
        FactKind.BUYS_FOR,
        r"(?:buys|shops|(?:always|often|sometimes|usually|also) (?:buys|shops))(?: \w+){0,4}? for "
        r"(?P<value>%someone%|\w+ s \w+|\d+|work|the office)",
    ),
    FactRule(
        FactKind.BOUGHT_FOR,
        r"for (?P<value>(?:%her%|an?|my) (?:%relation%|friend|colleague|boss|guest|guests|team|class)|the office|"
        r"work)(?! s\b)",
    ),
    FactRule(FactKind.BOUGHT_FOR, r"(?:as|for) (?P<value>an? (?:\w+ )?(?:present|gift))(?! s\b)"),
    # The family
    FactRule(
        FactKind.FAMILY,
        r"(?:%her% |a |one )?(?P<about>%relation%)(?: (?P<name>[^\W\d]+))?? (?:is |are |s |was |were |has |have |had )?"
        r"(?P<value>(?:(?:not|much|a bit|a little|very|feeling|doing|getting|just|now|still|again|"
        r"finally|has|have|got|is|quite|too|seriously|"
        r"back|recently|already) )*(?:%state%)(?: .+)?)",
        firm=True,
    ),
    FactRule(
        FactKind.FAMILY,
        r"(?:(?:has|have|had|got|expecting) )(?:got )?(?P<value>(?:(?:%count%) )+(?:%child%)(?: .+)?)",
        at_main=True,
    ),
    FactRule(
        FactKind.FAMILY,
        r"(?P<value>(?:became|is|going to be) (?:a )?(?:grandmother|grandfather|mother|father|grandma|"
        r"grandpa|aunt|uncle)(?: .+)?)",
        at_main=True,
    ),
    FactRule(
        FactKind.FAMILY,
        r"(?P<value>expecting(?: .+)?|got married|getting married(?: .+)?|just married|got engaged|got divorced)",
        at_main=True,
    ),
    # Anything else
    FactRule(
        FactKind.ABOUT,
        r"(?:has|have|got|bought|keeps|adopted)(?: got)? (?P<value>(?:(?:%count%) |[^\W\d]+ "
        r"){0,3}?(?:%pet%)(?: (?:called|named) .+)?)$",
    ),
    FactRule(FactKind.ABOUT, r"(?:%her% |a )?(?P<value>(?:%pet%)(?: is| s| name is| s name is)? (?:called|named) .+)"),
    FactRule(FactKind.ABOUT, r"(?:%her% )(?P<value>(?:%pet%) s name is .+)"),
    FactRule(
        FactKind.ABOUT,
        r"(?:has |have )?(?P<value>(?:just |recently )?(?:moved|moving|relocated|relocating)(?: house| "
        r"away| home)? (?:to|from) (?!%date%).+)",
        at_main=True,
    ),
    FactRule(FactKind.ABOUT, r"(?:has |have )?(?P<value>(?:just |recently )?moved house)", at_main=True),
    FactRule(
        FactKind.ABOUT,
        r"%who%(?:now |also |still )?(?P<value>(?:works|working|volunteers|teaches) (?:at|for|as|in|with|"
        r"from|part-time|nights).*)",
        at_main=True,
    ),
    FactRule(
        FactKind.ABOUT,
        r"(?P<value>(?:lives|living) (?:in|on|at|near|with|alone|by|next|above|opposite|round).*)",
        at_main=True,
    ),
    FactRule(
        FactKind.ABOUT,
        r"(?P<value>(?:speaks|studies|plays|sings|teaches|collects (?:stamps|coins|records)|rides|cycles|"
        r"runs|gardens) ?.*)",
        at_main=True,
    ),
    FactRule(
        FactKind.ABOUT,
        r"(?:has |got )?(?:a )?(?P<value>(?:new job|started (?:a |her |his )?(?:new )?job)(?: .+)?)",
        at_main=True,
    ),
    FactRule(
        FactKind.ABOUT,
        r"(?:has |have )(?P<value>(?:an? |her own |his own )(?:\w+ )?(?:garden|allotment|boat|caravan|"
        r"motorhome|cargo bike|e-bike|piano|freezer|bread machine|bread maker))",
        at_main=True,
    ),
    FactRule(
        FactKind.ABOUT,
        r"^(?:(?:%she%|is|s|are|was|now|also|became|turned|went|a strict|strict) )*(?P<value>%trait%)(?: "
        r"(?:now|too|since .+))?$",
    ),
)
SIZE_GUARDS_BEFORE = (
    "tried exchanged swapped returned bought took sold waiting wants want asked looking ordered like needs need wanted "
    "return exchange swap reserved ordering"
)
SIZE_GUARDS_AFTER = (
    r"(?:(?:is|was|were|are|are all|seems|feels|felt) )?(?:too|sold out|does ?n't fit|doesnt fit|did "
    r"?n't fit|not in stock|out of stock|"
    r"in stock|fits? badly|pinch\w*|available|not available|instead)(?: .*)?"
)
_SHOP, _CUSTOMER = PromisedBy.SHOP, PromisedBy.CUSTOMER
_NOT_WILL = (
    r"(?!(?:probably|maybe|perhaps|possibly|not|never|see|think|need|want|like|love|have to|know|miss|become|only|"
    r"always|be (?!back|in|round|there|over|ready|here|by|around|done|finished|coming|able)|turn|"
    r"move|try (?!again)|do|get back to normal|"
    r"decide|consider|look around|wait)\b)"
)
PROMISES = (
    PromiseRule(
        r"(?:we|i)(?: (?:have|ve))?(?: (?:also|just))? (?:promised|agreed|offered)(?: (?:her|him|them))?"
        r"(?: (?:to|that (?:we|i) (?:will|ll)|(?:we|i) (?:will|ll|would|d)))? (?P<what>.+)",
        _SHOP,
        at_main=False,
    ),
    PromiseRule(
        rf"(?:we|i|staff)(?: (?:will|ll|shall|must|need to|have to|should)| (?:re|m|are|am) going to)"
        rf"(?: (?:also|then|definitely))* {_NOT_WILL}(?P<what>.+)",
        _SHOP,
        at_main=False,
    ),
    PromiseRule(r"(?:she|he|they|customer) (?:was|were) promised (?P<what>.+)", _SHOP, at_main=False),
    PromiseRule(
        r"(?:said|told|told (?:her|him|them)|promised)(?: that)? (?:we|i) (?:will|ll|would|d) (?P<what>.+)",
        _SHOP,
        at_main=False,
    ),
    PromiseRule(
        r"(?:%she%)(?: (?:has|s))? (?:also )?(?:promised|promises|agreed|offered)(?: %us%)?(?: to| that "
        r"(?:she|he|they) (?:will|ll)|"
        r" (?:she|he|they) (?:will|ll))? (?P<what>.+)",
        _CUSTOMER,
        at_main=False,
    ),
    PromiseRule(
        rf"(?:says |said |promises |promised )?(?:that )?(?:%she%)(?: (?:will|ll)| (?:is|s|are|re) going "
        rf"to| wants to and will)(?: (?:also|then|definitely))* {_NOT_WILL}(?P<what>.+)",
        _CUSTOMER,
        at_main=False,
    ),
    PromiseRule(
        r"(?:promised|promises|agreed|offered)(?: (?:her|him|them|us))?(?: (?:to|that we (?:will|ll)|we "
        r"(?:will|ll|would|d)))? (?P<what>.+)",
        None,
    ),
    PromiseRule(rf"(?:will|ll|is going to|going to|gonna)(?: (?:also|then|definitely))* {_NOT_WILL}(?P<what>.+)", None),
    PromiseRule(r"(?:wants|wanted|asked|asks|would like|needs) (?:us|me) to (?P<what>.+)", _SHOP, asked=True),
    PromiseRule(
        r"(?:please |pls |plz )?(?!%titled%)(?P<what>(?:call|ring|phone|text|email|e-mail|mail|message|whatsapp|tell|"
        r"send|bring|thank|invite|"
        r"ask|write|show|give|visit|meet|contact|update|chase|offer|refund|inform) (?:%date%|(?:her|him|"
        r"them|back|again|to (?:her|him|them)|round|it|the|%relation%)(?: .+)?))",
        _SHOP,
    ),
    PromiseRule(
        r"(?:please |pls |plz )?(?P<what>(?:remind|reserve|keep|hold|try again|put (?:aside|by|away|"
        r"back)|set aside|save|deliver|follow up|follow-up|prepare|bake|order|check|fix|repair|mend|"
        r"find out|look up|get back to|let (?:her|him|them) know (?:when|if|by|about|how|whether|%date%)|"
        r"quote|arrange|book|chase) .+)",
        _SHOP,
    ),
    PromiseRule(
        r"(?P<what>(?:call|ring|phone|text|email|follow up|follow-up|callback|call-back|chase)(?: "
        r"back)?)(?= %date%)(?: %date%)?",
        _SHOP,
    ),
    PromiseRule(
        r"(?:please |pls |must |to |todo :? ?|to do :? ?|need to |have to |should |asap "
        r")(?P<what>(?:call|ring|phone|text|email|message|send|order|remind|check|"
        r"deliver|fix|repair|mend|find out|get back to|follow up|bring|write|tell|reserve|keep|prepare|"
        r"bake|refund|chase|thank|invite|book|give|let)(?: .+)?)",
        _SHOP,
    ),
    PromiseRule(
        r"(?:(?:wants|asked for|needs|would like|wanted|d like|like|due) )?(?:an? )?(?P<what>(?:call "
        r"?back|call-back|ring back|quote|estimate|reminder)(?: .+)?)",
        _SHOP,
        asked=True,
        dated=True,
    ),
    PromiseRule(
        r"(?:wants|wanted|asked for|needs|would like|d like|like|requested) (?:an? )?(?P<what>(?:call "
        r"?back|call-back|ring back|quote|estimate)(?: .*)?)",
        _SHOP,
        asked=True,
    ),
    PromiseRule(
        r"(?:%told%)?(?P<what>(?:.+ )?(?:(?:is|will be|ll be|to be|be|s|are) )?(?:ready|done|finished|"
        r"repaired|fixed|mended))(?: %date%)",
        _SHOP,
        dated=True,
        at_main=False,
    ),
    PromiseRule(
        r"(?:%told%)?(?P<what>(?:.+ )?(?:will|ll|should) (?:be ready|be done|be finished|arrive|be here|"
        r"be in|be there|be delivered|be repaired|be fixed|come in)(?: .+)?)",
        _SHOP,
        dated=True,
        at_main=False,
    ),
    PromiseRule(
        r"(?P<what>(?:appointment|appt|booked(?: in)?|booking|rebooked|rescheduled|made an? "
        r"(?:appointment|appt)|delivery|has an? (?:appointment|appt)|"
        r"next appointment|fitting|collection|pick-up|pickup|repair|(?:appointment|appt) moved|moved(?: "
        r"the| her| his)? (?:appointment|appt)).*)",
        _SHOP,
        dated=True,
    ),
    PromiseRule(
        r"(?:is |are |s |re )?(?P<what>(?:coming|picking|collecting|bringing|paying|returning|dropping|"
        r"popping|comes|picks|collects|brings|pays|drops|pops|"
        r"back|pick up|picked up|collect|collection by|pick-up by)(?: .*)?%date%.*)",
        _CUSTOMER,
        dated=True,
    ),
    PromiseRule(
        r"(?:wants|plans|planning|intends|hopes|would like|wanted|needs) to (?P<what>(?:come|pick|"
        r"collect|bring|pay|drop|pop|return|visit|call|ring|phone|be back).*)",
        _CUSTOMER,
        dated=True,
    ),
)
THEY_DO = (
    r"(?:bring|come|pick|collect|pop|drop|pay|return|let (?:us|me) know|be back|be in|get back to "
    r"(?:us|me)|call (?:us|me)|"
    r"call in|ring (?:us|me)|phone (?:us|me)|text (?:us|me)|email (?:us|me)|send (?:us|me)|tell "
    r"(?:us|me)|give (?:us|me)|show (?:us|me)|"
    r"measure|buy|visit|be round|stop|swing|look in|ask (?:her|his|their)|try (?:on|it|them)|settle|"
    r"transfer|fetch|recommend (?:us|me)|"
    r"take|lend (?:us|me)|pass by|be there|review)(?: .*)?"
)
WE_DO = (
    r"(?:.+ )?(?:her|him|them|customer)(?= (?:back|again|the|a|an|when|if|as|by|about|to|on|in|know|"
    r"for|%date%|with|some|another|our|"
    r"at|from|how|whether|that|\d+)(?: .*)?|$)(?: .*)?"
)
NO_PROMISE = r"(?:it|that|this|so|.*%asked%.*)"
WANTS = (
    WantRule(
        r"(?:waiting|waits|wait|hoping|hopes|looking|still looking|searching|on the (?:waiting )?list|"
        r"keen|wishes|longing|asked us to look out|look out|watching out) for (?P<what>.+)",
        order=False,
    ),
    WantRule(
        r"(?:(?:let|tell|call|ring|phone|text|email|message|notify|inform|contact) (?:her|him|them|me)(?: know)?|"
        r"(?:wants|would like|asked|d like|needs) to be (?:told|informed|called|notified|rung|phoned|"
        r"texted|emailed)) (?:when|if|once|as soon as|whenever) "
        r"(?P<what>.+?) (?:comes?|arrives?|(?:is|are|s|gets?|will be) (?:in|back|here|available))(?: "
        r"(?:in|back|here|again|available|stock))*(?: please| pls)?$",
        order=False,
        at_main=False,
    ),
    WantRule(r"(?:let|tell) (?:her|him|them|me) know (?:about|of) (?P<what>.+)", order=False, at_main=False),
    WantRule(
        r"(?:would|d|would really|would also) (?:like|love|want)(?: to (?:order|buy|have|get|try|"
        r"reserve))? (?P<what>.+)"
    ),
    WantRule(
        r"(?:wants|want|needs|wanted|wishes for|was after|is after)(?: also)?(?: to (?:order|buy|have|"
        r"get|reserve|pre-order|preorder))? (?P<what>.+)"
    ),
    WantRule(r"(?:asked|asks|asking|requested|enquired|begged)(?: again| us)? (?:for|after) (?P<what>.+)"),
    WantRule(
        r"(?:has |have )?(?:ordered|orders|order|pre-ordered|preordered|pre-order|reserved|reserves|"
        r"placed (?:an )?order for|put in (?:an )?order for) (?P<what>.+)",
        wish=False,
        order_undated=True,
    ),
    WantRule(r"(?P<what>.+)", wish=False, bare=True),
)
NO_WISH = (
    "refund money answer reply call callback bus taxi lift husband wife results result surgery news "
    "discount bill receipt "
    "invoice help directions manager owner advice me us her him them it that this quote toilet loo wifi change "
    "price prices break chat talk rest nothing more time way price-list catalogue menu card bag appointment wait "
    "delivery parcel order repair letter number email address credit voucher us something anything back"
)
NO_WISH_HEADS = "to him them us me it that no not none nothing my our out in if when whether how what why is are be"
WISH_TAIL = (
    r" (?:(?:when|if|once|as soon as|whenever) (?:it|they|one|we|that|these|there|she|he|the "
    r"next)(?: .*)?|again|soon|please|pls|one day|some day|someday|next time|"
    r"some time|sometime|at some point|too|as well|asap|badly|really|for (?:her|him|them)self|but .*|"
    r"back in stock|in stock)"
)
VALUE_TAIL = (
    r" (?:too|as well|again|now|though|tho|a lot|very much|so much|apparently|she said|he said|they "
    r"said|lol|these days|please|at all|much|today)"
)
DATE_KINDS = {
    **dict.fromkeys(("birthday", "birth-day", "birth day", "bday", "b'day", "b-day"), FactKind.BIRTHDAY.value),
    **dict.fromkeys(("nameday", "name-day"), "name day"),
}
CANCELLED = (
    r"cancelled|canceled|cancels|cancel|called off|no longer (?:wants|needs)|does ?n't (?:want|need)|"
    r"doesnt (?:want|need)|did ?n't want|never mind"
)
