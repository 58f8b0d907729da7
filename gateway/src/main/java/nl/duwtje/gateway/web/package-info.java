/**
 * The pages behind the links in notices, and /metrics, /livez and /readyz. Shows holds and passes answers on through
 * {@link nl.duwtje.gateway.web.Answers}; decides and stores nothing. Walls off HTTP (Jetty core, no servlets) and the templates (jte).
 */
package nl.duwtje.gateway.web;
