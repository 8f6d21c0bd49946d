package explore

import (
	"slices"

	"understudy.example"
)

// Laws returns all laws that histories are held to: those of the model first, and then those that have to remember, or that compare
// whole histories. docs/laws.md tells them all.
func Laws() []Law {
	var all []Law
	for _, l := range understudy.Laws() {
		all = append(all, Law{Law: l})
	}
	return slices.Concat(all, authority, stability, progress, meta, []Law{monotone, known})
}

// Select returns those of Laws that keep holds to be worth it: by their duty, their severity, or whatever else a law says of itself.
func Select(keep func(Law) bool) []Law {
	return slices.DeleteFunc(Laws(), func(l Law) bool { return !keep(l) })
}
