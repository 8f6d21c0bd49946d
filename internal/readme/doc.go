// Package readme has no code. Its tests build the programs in README.md outside of the module and compare what they print, and hold pages
// of docs in step with what they are about.
package readme
