/** gateway.yaml as records that refuse bad values and name the key. One record per section; a null component means "not in the file" and becomes the default. */
package nl.duwtje.gateway.config;
