package nl.duwtje.rules.text;

/** What a block is in its mail. The values in every kind are looked for; the kinds differ in what they prove. */
public enum BlockKind {

    /** What was written: running text, a table, a file. */
    TEXT,

    /** The sender's card below the closing, or that of someone quoted: phone numbers, addresses and accounts of the writer, no reason to nudge. */
    SIGNATURE,

    /** What an earlier mail said: someone's text still, apart from what the sender wrote above it. */
    QUOTED,

    /** The recurring paragraph below every mail. Its words are no evidence for anything. */
    DISCLAIMER
}
