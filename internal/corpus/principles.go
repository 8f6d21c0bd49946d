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
	{"P1", "At most one of a pair accepts writes, judged by what it does and not by what it calls itself.",
		[]string{"single-cms", "double-store", "two-writers", "one-registrar"}, ""},
	{"P2", "Who has lost the role stops before anybody else can begin.",
		[]string{"double-store", "one-registrar"}, "The product has no lease, so no deadline for stepping down is compared with one for taking over: an old master goes on until its own server hears of it (F-117). What it does meanwhile is judged."},
	{"P3", "", nil, ""},
	{"P4", "", nil, ""},
	{"P5", "", nil, ""},
	{"P6", "", nil, ""},
	{"P7", "", nil, ""},
	{"P8", "", nil, ""},
	{"P9", "", nil, ""},
	{"P10", "", nil, ""},
	{"P11", "", nil, ""},
	{"P12", "", nil, ""},
	{"P13", "Nothing fails back before it was good for long enough, without a break.", []string{"failback"}, ""},
	{"P14", "", nil, ""},
	{"P15", "", nil, ""},
	{"P16", "", nil, ""},
	{"P17", "", nil, ""},
	{"P18", "", nil, ""},
	{"P19", "", nil, ""},
	{"P20", "", nil, ""},
	{"P21", "", nil, ""},
	{"P22", "", nil, ""},
	{"P23", "", []string{"no-silent-half"}, ""},
	{"P24", "", nil, ""},
	{"P25", "", nil, ""},
	{"P26", "", nil, ""},
	{"P27", "", nil, ""},
	{"P28", "", []string{"planned-keeps"}, ""},
	{"P29", "", nil, ""},
	{"P30", "", nil, ""},
	{"P31", "", nil, ""},
	{"P32", "", nil, ""},
	{"P33", "", nil, ""},
	{"P34", "", nil, ""},
	{"P35", "", nil, ""},
	{"P36", "", nil, ""},
	{"P37", "", nil, ""},
	{"P38", "", nil, ""},
	{"M1", "", nil, ""},
	{"M2", "", nil, ""},
	{"M3", "", nil, ""},
	{"M4", "", nil, ""},
	{"M5", "", nil, ""},
	{"M6", "", nil, ""},
}
