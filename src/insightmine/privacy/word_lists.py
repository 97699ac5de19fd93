"""Words that tell names from other words. All are folded: lower case, no accents."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The words of a text, between white space."""
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(part.split()) for part in text.split(","))


# First and family names that are words as well: they count only where they are used as names.
AMBIGUOUS_NAMES = words_of(
    """
    abbey ace amber angel april archer art ash aspen august autumn baker ball banks barber basil bean bear bell
    berry best bill bird bishop black blake blanche blessing blue bob bond book booker booth bridge bright brook
    brooks brown bruce buck bud burn burns bush butler buck carol carter case cash chance chandler charity chase
    cherry chip christian church clay cliff coal cole colt constance cook cooper crane crystal curt daisy dale
    dan dash david dawn day deacon dean dell destiny dick dolly don drake drew duke dusty earl early earnest
    easter ebony eden eve faith fanny farmer faye fern field finch finn fisher flint flora ford forest forrest
    foster fox frank frost gale gay gene genesis gentry ginger glen glory good grace grant gray green grey grove
    guy hall happy harmony harry hart harvest hawk hazel heath heather heaven hedge henna herb hill hobby holly
    honey hood hope house hunt hunter hurt ice iris ivory ivy jack jade jasmine jean jerry jersey jet jewel
    jewels job joe john jordan josh journey joy june justice katy kay keen kelly king kit kitty knight lace lake
    lamb lance land lane lark lark law lee leaf levi liberty lily line little lock long lotus love lowe
    low lucky mace major man march marina mark marks marshall martin mason mat max may meadow melody mercy merry
    mike miles miller mink mint miracle misty monk moody moon moor morris moss myrtle nash nell new nick noble
    noel norm nova nut oak ocean odd olive opal orchid pace page pansy park parker parks pat patience
    patrick pat peace pearl peg penny pepper peter petal phoenix piper pierce pike polly pool poole pope poppy
    porter potter powers pratt precious price pride prince prior prudence purdy queen rain ray reading red reed
    reef reid rex rice rich ridge river rivers rob robin rock rocky rod roman rosa rose rosemary rowan
    royal ruby rue rush rusty ryder sage sailor sally sandy sands savannah sawyer sharp shell shepherd sherry
    short sierra silver sky small smart smith snow spring star steel stella stephen sterling stew stone storm
    story street strong sue summer sun sunday sunny swan sweet swift tab taylor temple terry thorn tiger tim
    timber tom tony trinity troy tucker turner twain van vance vera verity vernon victor victoria viola violet
    virgil virginia walker wall walls ward warren waters watt watts wayne weaver webb wells west white wild will
    win winner winter winters wise wolf wood woods woody worth wren wright young bath sale nice mobile orange
    split cork bray hull deal wells rugby lincoln crewe bury poole hove ware battle march sandwich chester china
    turkey jersey georgia jordan chad
    """
)

# Of these, names that hardly ever are another word: a known one is replaced in any case, `bob` as well.
SELDOM_WORDS = words_of(
    """
    bob bruce constance dan david don fanny faye finn frank harry harvey jerry joe john jordan josh katy kelly lee
    levi martin marshall mike morris nash nell noel norm parker patrick peter polly reid rex rosa ryder sally stella
    stephen tim tom tony tucker vance vera vernon victoria virgil virginia wayne webb wells
    """
)
ORDINARY_NAMES = AMBIGUOUS_NAMES - SELDOM_WORDS

# What labels and file names say beside names: roles, devices, kinds of talk.
LABEL_WORDS = words_of(
    """
    one two three four five six seven eight nine ten eleven twelve first second third fourth fifth last next
    think aloud recap kickoff weekly sync call calls intro part take full short long english audio1 track
    channel output sample samples demo corpus original originals folder results result feedback survey surveys
    pretest debrief daily debriefing workshop diary diaries observation observations field visit cohort batch
    task tasks script guide item unnamed untitled document page pages row rows sheet table notes summary minutes
    log logs closed saved download gmt guest external unverified host cohost co you me he him his she her hers
    they them their presenter organizer organiser speaking muted iphone ipad ipod android galaxy samsung pixel
    huawei macbook imac laptop desktop pc phone tablet device call callin in dial user users room meeting zoom
    teams meet webex von de s pro max mini plus air xl participant participants interview interviews interviewer
    interviewee interviewees transcript transcripts transcription transcribed audio video recording recordings
    record rec session sessions raw clean cleaned final draft copy version edited corrected export notes note
    usability test tests testing user research researcher study pilot round wave day part chat caption captions
    subtitle subtitles text file with and und e et the of for at on by vs to from new old date time no nr number
    id data main group team focus phone telephone remote online english german italian french spanish dutch en
    it fr es nl txt vtt srt docx pdf csv json md odt rtf html xlsx gmt utc am pm january february march april
    june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday
    tuesday wednesday thursday friday saturday sunday admin administrator staff expert novice beginner advanced
    junior senior lead head chief manager managers engineer engineers developer developers designer designers
    technician technicians librarian librarians cataloguer cataloguers teacher teachers student students pupil
    nurse nurses patient patients doctor caregiver carer employee employees employer customer customers client
    clients buyer seller agent analyst scientist scientists scholar creative creatives worker workers work
    workforce owner founder volunteer member members citizen resident driver rider parent parents child children
    male female man woman boy girl mother father adult editor author reader visitor speaker speakers voice
    person people anonymous anonymised anonymized redacted unknown unidentified respondent respondents subject
    subjects tester testers informant moderator facilitator observer assistant ai bot chatbot model computer
    narrator translator interpreter question answer response comment remark everyone everybody all both together
    several multiple other others someone crosstalk
    """
)

# Sounds and answers that models take for names.
INTERJECTIONS = words_of(
    """
    nah nope yeah yep yup yes hmm hm mm mhm uh um er erm ah oh ooh wow whoa ugh oops huh hey hi hello bye
    goodbye goodnight thanks cheers sorry please okay ok alright right sure exactly totally gosh gee wait so
    well anyway noted bingo bravo amen hooray yay yikes ouch shh phew haha lol blah
    """
)

PARTICLES = words_of("van von der den de del della di da dos das du la le el al bin ibn ben abu ter ten zu zur st san")

GIVEN_PARTICLES = words_of("ben al bin abu di da")  # at the beginning they are somebody's first name

# Local parts of e-mail addresses that name nobody.
MAILBOXES = words_of(
    """
    info support help hello contact team admin office sales mail email noreply reply no service billing jobs hr
    careers press marketing privacy security webmaster postmaster abuse newsletter news account accounts hi me
    test user users example feedback research study studies participate booking bookings reception enquiries
    orders
    """
)

NICKNAMES: dict[str, frozenset[str]] = {
    "alexander": words_of("alex sasha xander"),
    "alexandra": words_of("alex sasha sandra lexi"),
    "andrew": words_of("andy drew"),
    "anthony": words_of("tony"),
    "antonio": words_of("tony toni"),
    "benjamin": words_of("ben benny benji"),
    "catherine": words_of("cathy kate katie cat"),
    "charles": words_of("charlie chuck"),
    "charlotte": words_of("charlie lottie"),
    "christina": words_of("chris tina chrissy"),
    "christine": words_of("chris chrissy"),
    "christopher": words_of("chris topher kit"),
    "daniel": words_of("dan danny"),
    "david": words_of("dave davy"),
    "deborah": words_of("debbie deb"),
    "dorothy": words_of("dot dottie dolly"),
    "edward": words_of("ed eddie ted teddy ned"),
    "elizabeth": words_of("liz lizzie beth betty eliza lisa libby betsy ellie"),
    "francesco": words_of("franco cesco"),
    "frederick": words_of("fred freddie freddy"),
    "friedrich": words_of("fritz"),
    "gabriel": words_of("gabe"),
    "gabriella": words_of("gabby ella"),
    "giovanni": words_of("gianni"),
    "giuseppe": words_of("beppe peppe"),
    "gregory": words_of("greg"),
    "harold": words_of("harry hal"),
    "henry": words_of("harry hank"),
    "isabella": words_of("bella izzy isa"),
    "jacob": words_of("jake"),
    "james": words_of("jim jimmy jamie"),
    "jennifer": words_of("jen jenny"),
    "jessica": words_of("jess jessie"),
    "johannes": words_of("hannes hans jo"),
    "john": words_of("johnny jack"),
    "jonathan": words_of("jon jonny"),
    "joseph": words_of("joe joey"),
    "joshua": words_of("josh"),
    "katherine": words_of("kate kathy katie kat"),
    "kathryn": words_of("kate kathy katie"),
    "kenneth": words_of("ken kenny"),
    "kimberly": words_of("kim"),
    "lawrence": words_of("larry"),
    "leonard": words_of("leo len lenny"),
    "leonardo": words_of("leo"),
    "margaret": words_of("maggie meg peggy greta"),
    "matthew": words_of("matt matty"),
    "maximilian": words_of("max"),
    "melissa": words_of("mel missy"),
    "michael": words_of("mike mick mikey micky"),
    "nathaniel": words_of("nate nathan"),
    "nicholas": words_of("nick nicky nico"),
    "nicole": words_of("nicky nikki"),
    "olivia": words_of("liv livvy"),
    "pamela": words_of("pam"),
    "patricia": words_of("pat patty trish tricia"),
    "patrick": words_of("pat paddy"),
    "peter": words_of("pete"),
    "philip": words_of("phil"),
    "phillip": words_of("phil"),
    "rebecca": words_of("becky becca"),
    "richard": words_of("rich rick ricky dick"),
    "robert": words_of("rob bob bobby robbie bert"),
    "ronald": words_of("ron ronny"),
    "samantha": words_of("sam sammy"),
    "samuel": words_of("sam sammy"),
    "sebastian": words_of("seb basti"),
    "stephanie": words_of("steph"),
    "stephen": words_of("steve"),
    "steven": words_of("steve"),
    "susan": words_of("sue susie suzy"),
    "theodore": words_of("ted theo teddy"),
    "theresa": words_of("terry tess tessa"),
    "thomas": words_of("tom tommy"),
    "timothy": words_of("tim timmy"),
    "valentina": words_of("vale tina"),
    "victoria": words_of("vicky vicki tori"),
    "vincent": words_of("vince vinny"),
    "william": words_of("will bill billy liam willy"),
    "zachary": words_of("zach zack"),
}

# Countries, continents, peoples, languages and the states of the USA: too many live there to tell who somebody is.
# (What is smaller than a state is an identifier by the Safe Harbor method of the HIPAA rule, 45 CFR 164.514(b)(2).)
WIDE_PLACES = _phrases(
    """
    africa, asia, europe, america, north america, south america, latin america, central america, australia,
    oceania, antarctica, middle east, far east, scandinavia, balkans, eu, european union, uk, us, usa, u.s,
    u.s.a, u.k, united states, united states of america, united kingdom, great britain, britain, england,
    scotland, wales, northern ireland, ireland, france, germany, italy, spain, portugal, netherlands, holland,
    belgium, luxembourg, switzerland, austria, denmark, sweden, norway, finland, iceland, poland, czech
    republic, czechia, slovakia, hungary, romania, bulgaria, greece, turkey, cyprus, malta, croatia, slovenia,
    serbia, bosnia, montenegro, albania, macedonia, kosovo, ukraine, russia, belarus, moldova, estonia, latvia,
    lithuania, georgia, armenia, azerbaijan, kazakhstan, china, japan, korea, south korea, north korea, taiwan,
    hong kong, singapore, malaysia, indonesia, philippines, vietnam, thailand, cambodia, laos, myanmar, india,
    pakistan, bangladesh, sri lanka, nepal, afghanistan, iran, iraq, syria, lebanon, israel, palestine, jordan,
    saudi arabia, yemen, oman, qatar, bahrain, kuwait, uae, united arab emirates, dubai, egypt, libya, tunisia,
    algeria, morocco, sudan, ethiopia, kenya, uganda, tanzania, rwanda, nigeria, ghana, senegal, cameroon,
    congo, angola, zambia, zimbabwe, botswana, namibia, south africa, mozambique, madagascar, canada, mexico,
    guatemala, honduras, el salvador, nicaragua, costa rica, panama, cuba, jamaica, haiti, dominican republic,
    puerto rico, colombia, venezuela, ecuador, peru, bolivia, brazil, chile, argentina, uruguay, paraguay, new
    zealand, soviet union, west, east, north, south, the west, earth, world, mars, moon, internet, web, states,
    the states, alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida,
    hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, louisiana, maine, maryland, massachusetts,
    michigan, minnesota, mississippi, missouri, montana, nebraska, nevada, new hampshire, new jersey, new
    mexico, north carolina, north dakota, ohio, oklahoma, oregon, pennsylvania, rhode island, south carolina,
    south dakota, tennessee, texas, utah, vermont, west virginia, wisconsin, wyoming, swiss, english, german,
    french, italian, spanish, portuguese, dutch, chinese, japanese, korean, russian, arabic, latin, greek,
    british, american, european, asian, african, indian, turkish, swedish, danish, norwegian, finnish, polish
    """
)

# Software, devices, firms known for them, formats and terms: said of what people use, not of who they are.
WELL_KNOWN = _phrases(
    """
    google, google drive, google docs, google doc, google sheets, google sheet, google maps, google scholar,
    google calendar, google meet, google chrome, google analytics, google forms, google form, google cloud,
    google translate, google search, google slides, google photos, google classroom, gmail, chrome, chromebook,
    android, youtube, pixel, gemini, bard, deepmind, alphabet, microsoft, microsoft word, microsoft excel,
    microsoft teams, microsoft office, microsoft 365, ms word, ms teams, ms excel, office 365, office, windows,
    word, excel, powerpoint, power point, power bi, outlook, onenote, one note, onedrive, one drive, sharepoint,
    share point, teams, azure, bing, copilot, co-pilot, github copilot, edge, explorer, internet explorer, xbox,
    skype, visual studio, visual studio code, vs code, vscode, visio, access, apple, apple watch, apple pay,
    iphone, ipad, ipod, ios, mac, macbook, macos, mac os, siri, safari, icloud, itunes, finder, keynote, amazon,
    amazon prime, prime, aws, alexa, kindle, echo, facebook, meta, instagram, whatsapp, messenger, twitter, x,
    tiktok, tik tok, snapchat, linkedin, linked in, pinterest, reddit, quora, tumblr, discord, telegram, signal,
    wechat, slack, zoom, webex, meet, figma, sketch, adobe, adobe xd, photoshop, illustrator, indesign, acrobat,
    adobe acrobat, after effects, lightroom, canva, miro, mural, notion, obsidian, evernote, roam, roam
    research, trello, asana, jira, confluence, atlassian, bitbucket, github, git hub, gitlab, git, stack
    overflow, stackoverflow, monday, clickup, airtable, basecamp, hubspot, salesforce, zendesk, intercom,
    mailchimp, shopify, stripe, paypal, pay pal, venmo, klarna, ebay, etsy, uber, lyft, airbnb, booking,
    booking.com, spotify, netflix, hulu, disney, twitch, wikipedia, wikidata, wikimedia, wiki, dropbox, drop
    box, box, wetransfer, chatgpt, chat gpt, gpt, gpt-3, gpt-4, gpt 4, gpt3, gpt4, openai, open ai, claude,
    anthropic, claude.ai, llama, mistral, perplexity, midjourney, mid journey, dall-e, dalle, stable diffusion,
    hugging face, huggingface, grammarly, deepl, duolingo, alphafold, alpha fold, bert, transformer, nvidia,
    intel, amd, ibm, oracle, sap, cisco, dell, hp, lenovo, samsung, sony, nintendo, tesla, ford, toyota, bmw,
    python, java, javascript, java script, typescript, react, angular, vue, node, node.js, django, flask, rails,
    ruby, rust, go, golang, swift, kotlin, php, perl, scala, julia, matlab, mat lab, r, rstudio, r studio,
    stata, spss, sas, latex, tex, overleaf, jupyter, jupyter notebook, jupyter notebooks, jupyterlab, jupyter
    lab, notebook, colab, google colab, anaconda, conda, pandas, numpy, scipy, scikit-learn, sklearn, scikit
    learn, tensorflow, pytorch, keras, matplotlib, seaborn, plotly, bokeh, altair, ggplot, d3, tableau, looker,
    excel spreadsheet, sql, mysql, postgres, postgresql, sqlite, mongodb, redis, kafka, spark, hadoop,
    snowflake, databricks, docker, kubernetes, linux, ubuntu, debian, unix, bash, vim, emacs, intellij, pycharm,
    eclipse, xcode, sublime, atom, firefox, mozilla, opera, wordpress, drupal, joomla, squarespace, wix,
    webflow, moodle, canvas, blackboard, kahoot, quizlet, prezi, typeform, type form, surveymonkey, survey
    monkey, qualtrics, mturk, mechanical turk, amazon mechanical turk, prolific, hotjar, amplitude, mixpanel,
    dovetail, otter, otter.ai, rev, descript, nvivo, atlas.ti, maxqda, zotero, mendeley, endnote, end note,
    orcid, doi, crossref, cross ref, scopus, web of science, pubmed, pub med, arxiv, biorxiv, bio archive,
    scholar, jstor, zenodo, figshare, osf, open science framework, dataverse, datacite, doaj, opencitations,
    researchgate, research gate, semantic scholar, elsevier, springer, nature, science, cell, wiley, plos,
    elicit, api, apis, rest, json, xml, csv, html, css, pdf, url, http, https, ftp, ssh, vpn, ip, dns, ui, ux,
    gui, cli, id, ids, it, hr, pr, qa, ai, ml, llm, llms, nlp, ocr, tts, asr, vr, ar, iot, saas, crm, erp, cms,
    lms, sso, faq, kpi, okr, okrs, kpis, roi, nps, mvp, poc, b2b, b2c, gdpr, hipaa, nda, rfp, sla, eta, asap,
    fyi, pin, sms, gps, usb, wi-fi, wifi, bluetooth, tv, pc, cpu, gpu, ram, rdf, owl, sparql, shacl, marc,
    marc21, bibframe, dublin core, skos, frbr, iiif, tei, uri, uris, iri, skos, unicode, utf-8, ascii, svg, png,
    jpeg, jpg, gif, zip, dna, rna, pcr, mrna, crispr, mri, ct, covid, covid-19, phd, ph.d, ms, ma, ba, bsc, msc,
    mba, md, ceo, cto, cfo, coo, vp, pm, po, pi, postdoc, post-doc, professor, doctor, irb, nih, nsf, nasa,
    nato, un, who, fda, eu, fbi, cia, bbc, cnn, tsa, dmv, ok, okay, god, lord, jesus, jesus christ, christmas,
    easter, thanksgiving, halloween, ramadan, bible, internet, web, agile, scrum, kanban, issn, isbn, lorem
    ipsum, bootstrap, tailwind, virtuoso, turtle, protege, wordnet, xgboost, automl, shap, lime, lego, barbie,
    app store, play store, google play, google play store, apple store, mac app store, webview, web view, android
    webview, photoshop, post-it, post-its, sharpie, excel sheet, star wars, star trek, harry potter, marvel
    """
)

# Ends and beginnings that say that a name is an organisation's.
ORGANISATION_WORDS = words_of(
    """
    ltd limited inc llc plc gmbh ag corp corporation company co group holdings university college school academy
    institute institut hospital clinic bank council department agency ministry church foundation museum
    association society union laboratory laboratories labs centre center trust partners consulting solutions
    logistics airlines insurance library universita universitat universite politecnico hochschule klinikum
    verein stadtwerke
    """
)

# With a capital at the end of a name: that of a firm or an institution.
COMPANY_ENDINGS = words_of(
    """
    Ltd Limited Inc LLC PLC GmbH Corp Corporation Mfg Manufacturing Bros Brothers Holdings Hospital Clinic University
    College Academy Institute Foundation Museum Council Partners Consulting Logistics Airlines Insurance
    Pharmaceuticals Motors Industries Enterprises Associates Sons
    """
)

STREETS = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|court|square|sq|boulevard|blvd|terrace|crescent|gardens|close|place|"
    "parkway|highway|mews|hill|row|way|grove|walk|rise|quay|parade|circle|trail"
)
