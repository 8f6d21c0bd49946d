// Package readme has no code. Its test builds the program in README.md outside of the module and compares what it prints.
package readme
