/**
 * Reads a YAML file onto records and says file, line, key and value of whatever is wrong. Used for policy.yaml here and gateway.yaml there.
 * Walls off Jackson.
 */
package nl.duwtje.rules.settings;
