// Package ledger holds FACTS.md, the code and the tests in step. It has no code of its own, only tests:
//
//   - every number has exactly one row or alias, every row is complete, and every source is in the table of sources;
//   - every number that a comment or a string of the code cites is in the ledger;
//   - every Why cites a number or an RFC; a reason outside of the tables of moves may cite a key of the sources instead;
//   - every test or story that a row names exists, and so does every package;
//   - the counts at the head of the ledger are right.
//
// Who adds a row takes the next number and raises it in the ranges of ledger_test.go. Who adds a package that the ledger
// announced takes it off the line "Still to come". Who writes the test that pins a fact names it in the last column: by its
// name alone, or behind its folder, as in "pool/health.TestSilence", where several packages have one of that name.
package ledger
