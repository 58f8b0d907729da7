/** What rules find (nudges) and what a set of nudges leads to (a decision): values and one pure function. No library. */
package nl.duwtje.rules.decision;
