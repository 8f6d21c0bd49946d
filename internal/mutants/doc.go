// Command mutants counts how many small faults the tests find. For every package it is given it takes the mutants that
// gremlins lists (a "<" that is a "<=", a "+" that is a "-", a "break" that is a "continue"), runs the tests against each,
// and says which of them no test could tell from the program as it is.
//
//	go run ./internal/mutants -o docs/mutants.md ./pool/quorum
//
// Gremlins itself builds the tests once a mutant, takes one that does not compile for one that was found, counts some
// twice, and measures by the wall clock how long a test may take. Here all mutants of a package are built into one program
// that asks its environment which of them it is to be; only what must be constant is built by itself. A test is run
// against a mutant if it comes by the place. What uses many times the processor time of the sound program has been found.
//
// A mutant meets the quick tests of its own package, then those of the packages given with -also, then the slow ones in the
// same order. What lives must stand in the document given with -o with its reason, or the command fails.
package main
