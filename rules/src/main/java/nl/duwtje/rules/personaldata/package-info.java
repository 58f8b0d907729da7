/**
 * Finds personal data in text and tables: one pass over the characters, one small class per identifier, and evidence apart from both: labels
 * near ({@code ProseEvidence}), headers and columns ({@code Columns}). No regular expressions, no library, nothing of mail or files. Shape and checksum
 * alone are never more than LOW: one in eleven nine-digit numbers passes the BSN's test, and every company's RSIN does.
 */
package nl.duwtje.rules.personaldata;
