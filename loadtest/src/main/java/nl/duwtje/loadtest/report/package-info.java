/** Results for people and for programs: a table, a JSON file, one HTML file with its plots inside. Walls off XChart and Jackson. */
package nl.duwtje.loadtest.report;
