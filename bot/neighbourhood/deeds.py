"""What is written in the audit log: deeds that take authority. Who, what, where, how many people; never content."""

ADDED_NEIGHBOURHOOD = "neighbourhood-added"
ADDED_SURVEY = "survey-added"
CLOSED_SURVEY = "survey-closed"
MADE_INVITE = "invite-made"
USED_INVITE = "invite-used"
REFUSED_INVITE = "invite-refused"
REVOKED_INVITE = "invite-revoked"
GAVE_ROLE = "role-given"
TOOK_ROLE = "role-taken"
EXPORTED_IDENTIFIED = "identified-export"
REMOVED_WORDS = "words-removed"
WITHDREW_CONSENT = "consent-withdrawn"
FORGOT_PERSON = "person-forgotten"
RESTORED = "restored"

# What each says `about` its deed.
DEEDS: dict[str, str] = {
    ADDED_NEIGHBOURHOOD: "its slug",
    ADDED_SURVEY: "its slug and version",
    CLOSED_SURVEY: "its slug",
    MADE_INVITE: "the role",
    USED_INVITE: "the role",
    REFUSED_INVITE: "",
    REVOKED_INVITE: "the role",
    GAVE_ROLE: "the role",
    TOOK_ROLE: "the role",
    EXPORTED_IDENTIFIED: "what, and in which format",
    REMOVED_WORDS: "idea or answer, and how: words, sentence or all",
    WITHDREW_CONSENT: "",
    FORGOT_PERSON: "",
    RESTORED: "when the backup was made",
}
