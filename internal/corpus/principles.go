package corpus

// A Principle is what the laws are about: P for what every failover has to keep, M for what every model of one has to.
type Principle struct {
	ID   string
	What string   // in one sentence
	Laws []string // the IDs of the laws that judge it: of explore.Laws, or of machinetest, as in "machinetest time shift"
	Not  string   // what of it cannot be judged here, and why; empty if nothing
}

// Principles returns all of them, in order.
func Principles() []Principle { return principles }

var principles = []Principle{
	{"P1", "At most one node of a pair accepts writes, judged by what it does and not by what it calls itself", nil, ""},
}
