/**
 * Who sits at the browser: sign-in by OpenID Connect (code flow with PKCE, state and nonce), kept in signed cookies. Decides nothing and knows
 * no holds. Walls off the Nimbus OAuth 2.0 SDK ({@code com.nimbusds}).
 */
package nl.duwtje.gateway.signin;
