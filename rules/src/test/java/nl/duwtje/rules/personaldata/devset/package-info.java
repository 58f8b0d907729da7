/**
 * A development set of invented mail, and the report of how well the scanner reads it. {@code MunicipalMail} is what the scanner was tuned with;
 * {@code OtherOffice} has other templates and is only measured. Values come from generators that do not share code with the scanner.
 */
package nl.duwtje.rules.personaldata.devset;
