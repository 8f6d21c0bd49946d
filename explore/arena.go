package explore

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// A ground is a Scope made ready: what its worlds share.
type ground struct {
	*Scope
	topology understudy.Topology
	rounded  []Rounding
	laws     []Law
	left     []string
	start    *arena   // where every search begins; it never moves
	begin    []uint64 // and the same, packed

	mutex  sync.Mutex
	arenas []*arena
	lively atomic.Bool // liveness is being searched for: all that happens has been judged
}

func (s *Scope) ground() (g *ground, err error) {
	defer func() {
		if v := recover(); v != nil {
			g, err = nil, fmt.Errorf("%w: %w", ErrScope, s.panicked(v, &Plan{Topology: s.Topology, Place: s.Place}, 0))
		}
	}()
	if err := s.validate(); err != nil {
		return nil, err
	}
	g = &ground{Scope: s}
	g.topology, g.rounded = s.coarse()
	if g.laws, g.left = s.checked(); len(g.laws) == 0 {
		return nil, fmt.Errorf("%w: no law is left, for %s judge more than one instant", ErrScope, strings.Join(g.left, ", "))
	}
	a, err := g.arena()
	if err != nil {
		return nil, fmt.Errorf("%w, with times in whole quanta of %v: %w", ErrScope, s.Quantum, err)
	}
	for i, in := range s.Before {
		var out []understudy.Action
		a.process.Do(a.system.Now(), in, func(_ machine.Instant, did []understudy.Action) { out = append(out[:0], did...) })
		if invalid(out) {
			return nil, fmt.Errorf("%w: Before[%d], %s, must be one of package understudy, and name what is in the Topology", ErrScope, i, story.FormatInput(in))
		}
		a.note(in)
	}
	a.process.Do(a.system.Now().Add(s.Settle), nil, nil)
	a.system.Forget()
	var c machine.Code
	c.Pack(a.Now(), g.Quantum, nil)
	a.Code(&c)
	g.start, g.begin = a, c.Words()
	return g, g.unknown()
}

// A process is a System, or a Governed: what an arena lets run.
type process interface {
	machine.Process[understudy.Input, understudy.Action]
	Code(*machine.Code)
	Due() int
	Run(i int, out []understudy.Action) []understudy.Action
	Do(at machine.Instant, in understudy.Input, tell func(machine.Instant, []understudy.Action))
}

// An arena is the World of a Scope.
type arena struct {
	*ground
	system   *understudy.System
	process  process
	governed *understudy.Governed // nil without a policy
	on       uint32               // the faults that are on
	begun    uint8                // how many have begun, if that is limited
	out      []understudy.Action
	instant  Instant
	judged   []Judged
	taken    map[row]bool
	accepted map[int]bool // of Inputs: an order that was carried out
}

// A row of one of the tables of a System.
type row struct {
	sheet    machine.Sheet
	from, on uint8
}

// arena makes a world that has not begun.
func (g *ground) arena() (*arena, error) {
	system, err := understudy.NewWith(g.topology, g.Parts)
	if err != nil {
		return nil, err
	}
	a := &arena{ground: g, system: system, process: system, taken: map[row]bool{}, accepted: map[int]bool{}}
	a.judged = judges(nil, g.laws)
	if g.Policy == nil {
		return a, nil
	}
	governed, err := understudy.Govern(system, g.Policy(), g.Place)
	if err != nil {
		return nil, err
	}
	governed.Given = func(o understudy.Order, denied bool) {
		if !isOrder(o) {
			panic(noOrder{o, system.Now(), g.Place})
		}
		a.instant.Orders = append(a.instant.Orders, Given{o, governed.Shown().Clone(), denied})
	}
	a.governed, a.process = governed, governed
	return a, nil
}

// fresh makes a world at its beginning, which is not of the search.
func (g *ground) fresh() *arena {
	a, err := g.arena()
	if err != nil {
		panic(err) // the first one could be made
	}
	var c machine.Code
	c.Unpack(0, g.Quantum, g.begin)
	a.Code(&c)
	return a
}

// world makes a world at its beginning.
func (g *ground) world() World {
	a := g.fresh()
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.arenas = append(g.arenas, a)
	if g.Recovers {
		return recovering{a}
	}
	return a
}

// Now is what states are packed relative to.
func (a *arena) Now() machine.Instant { return a.system.Now() }

// Code visits the System, the policy, and which faults are on.
func (a *arena) Code(c *machine.Code) {
	a.process.Code(c)
	for k := range a.Faults {
		on := a.on>>k&1 != 0
		c.Bool(&on)
		a.set(k, on)
	}
	machine.Enum(c, &a.begun, int(a.Times)+1)
}

func (a *arena) set(k int, on bool) {
	a.on &^= 1 << k
	if on {
		a.on |= 1 << k
	}
}

// The kinds of move, in the upper bits; the number is in the lower ones.
const (
	pass  Move = iota << 16 // a quantum of time
	run                     // one of the machines that are due
	begin                   // a fault begins,
	end                     // or ends
	give                    // an input
)

// Moves are what can happen: an input at any time, and either time, or what is due, in any order.
func (a *arena) Moves(out []Move) []Move {
	if a.process.Deadline() > a.system.Now() {
		out = append(out, pass)
	} else {
		for i := range a.process.Due() {
			out = append(out, run|Move(i))
		}
	}
	left := a.AtOnce - bits.OnesCount32(a.on)
	for k := range a.Faults {
		switch {
		case a.on>>k&1 != 0:
			out = append(out, end|Move(k))
		case (left > 0 || a.AtOnce == 0) && (a.begun < a.Times || a.Times == 0):
			out = append(out, begin|Move(k))
		}
	}
	for k := range a.Inputs {
		out = append(out, give|Move(k))
	}
	return out
}

// input is what a move gives to the System; nil for the others.
func (a *arena) input(m Move) understudy.Input {
	k := int(m & 0xffff)
	switch m &^ 0xffff {
	case begin:
		return understudy.Break{Fault: a.Faults[k]}
	case end:
		return understudy.Heal{Fault: a.Faults[k]}
	case give:
		return a.Inputs[k]
	}
	return nil
}

// Label is the input as a story has it.
func (a *arena) Label(m Move) string {
	switch {
	case m == pass:
		return fmt.Sprintf("+%v", a.Quantum)
	case m&^0xffff == run:
		return fmt.Sprintf("number %d of the %d machines that are due", m&0xffff+1, a.process.Due())
	}
	return story.FormatInput(a.input(m))
}

// Do lets a move happen, and holds what comes of it against the laws. What panics must not be, either.
func (a *arena) Do(m Move) (err error) {
	now := a.system.Now()
	defer func() {
		if v := recover(); v != nil {
			err = a.panicked(v, &Plan{Topology: a.topology, Place: a.Place}, now)
		}
	}()
	a.instant.Orders = a.instant.Orders[:0]
	switch in := a.input(m); {
	case in != nil:
		a.out = a.process.Step(now, in, a.out[:0])
		a.note(in)
		switch kind := m &^ 0xffff; {
		case kind == begin && a.Times > 0:
			a.begun++
		case kind == give && carriedOut(a.out):
			a.accepted[int(m&0xffff)] = true
		}
	case m == pass:
		a.out = a.process.Step(now.Add(a.Quantum), nil, a.out[:0])
	default:
		a.out = a.process.Run(int(m&0xffff), a.out[:0])
	}
	a.cover()
	err = a.judge()
	a.system.Forget()
	return err
}

// carriedOut reports whether an order was, of which these actions came: what became of it comes before what became of a policy's.
func carriedOut(out []understudy.Action) bool {
	i := slices.IndexFunc(out, func(a understudy.Action) bool { return a.Kind == understudy.Ordered || refuses(a) })
	return i >= 0 && out[i].Kind == understudy.Ordered
}

// note takes note of a fault that has begun or ended.
func (a *arena) note(in understudy.Input) {
	for k, f := range a.Faults {
		switch in {
		case understudy.Input(understudy.Break{Fault: f}):
			a.set(k, true)
		case understudy.Input(understudy.Heal{Fault: f}):
			a.set(k, false)
		}
	}
}

// cover takes note of the rows that were taken.
func (a *arena) cover() {
	for _, did := range a.out {
		if r, ok := did.Report(); ok && did.Kind == understudy.Moved {
			a.taken[row{r.Sheet, r.From, r.On}] = true
		}
	}
}

func (a *arena) judge() error {
	if a.lively.Load() {
		return nil
	}
	a.instant.Moment = understudy.Moment{System: a.system, Actions: a.out}
	if a.governed != nil {
		a.instant.View = a.governed.Shown()
	}
	for i := range a.judged {
		j := &a.judged[i]
		if j.instant(&a.instant); j.Broken != nil {
			broken := j.Broken
			j.Broken = nil
			return broken
		}
	}
	return nil
}
