/** What is measured and how: each scenario starts what it needs, measures, and tells it in tables, plots and plain sentences. */
package nl.duwtje.loadtest.scenario;
