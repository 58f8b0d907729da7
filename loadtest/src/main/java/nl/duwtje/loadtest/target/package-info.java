/** What is measured, each as a process of its own on loopback: a Duwtje, and its peers when they are installed. What a process costs. */
package nl.duwtje.loadtest.target;
