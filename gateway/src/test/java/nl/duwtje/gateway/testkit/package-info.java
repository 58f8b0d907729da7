/** What the gateway's tests are made with: real servers on 127.0.0.1, port 0, that do what a test tells them. No mocks of our own code. */
package nl.duwtje.gateway.testkit;
