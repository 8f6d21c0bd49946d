// Package sample has a place for every verdict. The comments say which, for each mutant of the line.
package sample

import "strings"

const size = 3 * 4 // single: killed

func Sum(n int) (sum int) {
	for i := 0; i < n; i++ { // killed killed timed out
		sum += i // killed killed
	}
	return sum
}

func Largest(x, y int) int {
	if x > y { // lived killed
		return x
	}
	return y
}

func Forgotten(x int) int {
	return x + 1 // not covered
}

func Word(s string) string {
	return s + strings.Repeat("!", size) // not viable
}

func Deadline(n int) int {
	for {
		if n--; n < 0 { // timed out killed killed
			break // timed out
		}
	}
	return n
}
