/**
 * Text out of what was attached, as blocks and tables that know their place ("sheet 2 (Leden), column C"), under hard limits. Knows nothing of
 * personal data. Of mail it knows how a text is laid out, and a mail that is a file it has taken apart by {@code mime}. A hostile or broken file ends as "not inspected" with its reason; nothing is ever thrown out of the room.
 * Only the JDK: its inflater and its StAX reader, with document types and external entities switched off.
 */
package nl.duwtje.rules.text;
