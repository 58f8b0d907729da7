/**
 * Text out of what was attached, as blocks and tables that know their place ("sheet 2 (Leden), column C"), under hard limits. Knows nothing of
 * personal data and nothing of mail. A hostile or broken file ends as "not inspected" with its reason; nothing is ever thrown out of the room.
 * Only the JDK: its inflater and its StAX reader, with document types and external entities switched off.
 */
package nl.duwtje.rules.text;
