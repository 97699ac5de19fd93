"""Talk about the interview itself: greetings, thanks, screens and questions to the moderator."""

from __future__ import annotations

import re

# each must match a whole sentence in lower case, its leading fillers gone, apostrophes turned into spaces
SESSION_TALK = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:thank you|thanks)(?: (?:so|very) much| a lot| again| to you| you too| too| everyone| bye)*"
        r"(?: for (?:having|inviting|including|speaking with|talking to|interviewing) (?:me|us)"
        r"| for (?:your|the) (?:time|opportunity|interview|chance|questions|invitation|chat|conversation))?(?: \w+)?",
        r"(?:hi|hello|hey|good (?:morning|afternoon|evening|day))(?: \w+){0,3}",
        r"(?:it s |it is |it was )?(?:nice|good|great|lovely|a pleasure|my pleasure|pleasure)"
        r"(?: to (?:meet|see|talk to|speak with|talk with) you)(?: \w+){0,2}",
        r"(?:i m |i am )?(?:very |doing )?(?:good|well|fine|great)(?: thank you| thanks)(?: and you| how are you)?",
        r"how are you(?: doing)?(?: today)?",
        r"(?:good ?bye|bye|bye bye|see you|take care|have a (?:nice|good|great|lovely) \w+)(?: \w+){0,3}",
        r"can (?:you|everyone|everybody)(?: all| guys)? (?:hear|see) (?:me|my screen|it|that|this)"
        r"(?: (?:now|okay|ok|well))?",
        r"(?:let me|i will|i ll|i m going to|should i)(?: just| quickly| try| try to)* "
        r"(?:share|stop sharing|start(?: sharing)?)(?: my| the)? (?:screen|camera|video)(?: \w+)?",
        r"(?:let me|i will|i ll|i m going to)(?: just| also)* (?:record|start recording|mute|unmute)(?: \w+){0,4}",
        r"(?:i (?:do not|don t) have|i have no|there are no|no)(?: (?:any|more|other|further))* questions?"
        r"(?: \w+){0,4}",
        r"(?:yes |yeah )?(?:that |it )?sounds (?:good|great|fine|perfect)(?: to me)?(?: (?:i have )?no questions)?"
        r"(?: thank you| thanks)?",
        r"you(?: re| are)(?: very| most)? welcome",
        r"(?:yes |sure |please |yeah |okay |no )*go (?:ahead|on)(?: please)?",
        r"(?:yes |okay )?(?:(?:i m|i am|we are|we re) )?(?:all )?ready"
        r"(?: to (?:start|begin|go)| when you are| for (?:the|this|your) (?:conversation|interview|questions?))?",
        r"(?:yes |okay |nope |no )?let(?: ?s| us) (?:start|begin|go|get started|dive in|do it|proceed)(?: then| now)?",
        r"(?:(?:that s|that is|it s|it is|this is)(?: actually| a| an)* )?(?:really |very )?"
        r"(?:good|great|interesting|tough|hard|tricky) question",
        r"(?:i m |i am )?sorry(?: (?:go ahead|what|i (?:did not|didn t) (?:hear|catch|get) (?:you|that|it)"
        r"|(?:can|could) you (?:repeat|say) (?:it|that|the question)(?: again)?))",
        r"(?:can|could) you (?:please )?(?:repeat|say) (?:it|that|the question)(?: again)?(?: please)?",
        r"(?:does|did|do) (?:that|this|it) (?:make sense|answer (?:your|the) question|help)",
        r"(?:so |and )?(?:i think )?(?:that s|that is|that s about|that is about) (?:all|it)(?: from me| from my "
        r"side)?",
        r"(?:is|was) (?:that|it|this) (?:all )?(?:okay|ok|all|it|enough)(?: for you)?",
        r"(?:i )?hope (?:that|this|it) (?:helps|helped|was helpful|answers (?:your|the) question)",
        r"(?:the )?next (?:question|one)(?: please)?",
        r"(?:it was |it has been )?my pleasure",
        r"(?:best of luck|good luck)(?: with \w+(?: \w+){0,3})?",
        r"you too(?: \w+)?(?: and (?:best of luck|good luck|thank you|thanks)(?: with \w+(?: \w+){0,3})?)?",
        r"(?:it s |it has |it was |this was |this has )?(?:been )?(?:an hono(?:u)?r|a pleasure)"
        r"(?: (?:talking|speaking|chatting) (?:to|with) you)?",
        r"(?:this|that|it) (?:was|s been|has been)(?: a)?(?: really| very)? (?:good|great|nice|fun|interesting|lovely) "
        r"(?:conversation|chat|interview|discussion|talk|talking (?:to|with) you)",
        r"(?:i )?(?:really |do )?appreciate (?:it|that|your time|the opportunity)",
        r"(?:my )?(?:i )?apologi(?:es|[sz]e)(?: (?:for|about) (?:the|that|my|this)(?: \w+){0,5})?",
        r"(?:i m |i am )?(?:so )?sorry (?:about|for) (?:that|this|the (?:noise|delay|interruption|confusion|wait))",
        r"(?:great|good|nice|awesome|excellent|amazing) (?:work|job|stuff)",
        r"(?:no )?(?:i think )?(?:that|this|it) (?:pretty much |just about |about )?(?:covers|says) "
        r"(?:it|it all|all|all of it|everything)(?: (?:that )?(?:we|i) (?:need|needed|wanted|have) to "
        r"(?:talk about|say|cover|discuss|share))?",
        r"(?:it s|that s) all good|no (?:problem|worries)|not a problem",
        r"(?:oh )?(?:wait|hold on|bear with me)(?: a (?:second|sec|minute|moment))?",
        r"(?:just |give me )?(?:a|one) (?:second|sec|minute|moment)(?: please)?",
        r"where (?:was|were) (?:i|we)|what was (?:i|the question)(?: saying)?(?: again)?|let me (?:think|remember)",
        r"i (?:lost|forgot) (?:my train of thought|what i was (?:saying|going to say))",
    )
)
