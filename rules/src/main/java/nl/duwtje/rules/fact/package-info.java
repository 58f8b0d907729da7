/**
 * What rules read. Records only: nothing lazy, nothing null (Drools aborts on null), no behaviour beyond isOutside(). Masked: no fact ever
 * holds a citizen's number, so facts may be stored with a hold and shown in a notice.
 */
package nl.duwtje.rules.fact;
