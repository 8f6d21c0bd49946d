package certificate

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

const day = 24 * time.Hour

var everyEvent = []Event{{On: Issued}, {On: Deleted}, {On: Revoked}, {On: RenewalDue}, {On: Elapsed}, {On: causes}, {On: 255}}

func TestContract(t *testing.T) {
	opts := []machinetest.Option{
		machinetest.Phase(Table, State.Phase), machinetest.Bytes(16), machinetest.Wild(), machinetest.Cover(),
	}
	t.Run("default", func(t *testing.T) { machinetest.Run(t, Default(), State{}, everyEvent, opts...) })
	t.Run("renewed early", func(t *testing.T) {
		machinetest.Run(t, Rules{Life: MinLife, Renew: MinLife - time.Hour}, State{}, everyEvent, opts...)
	})
	t.Run("renewed late", func(t *testing.T) {
		machinetest.Run(t, Rules{Life: MinLife, Renew: time.Minute}, State{}, everyEvent, opts...)
	})
}

// at returns a certificate in phase p at instant 0.
func at(p Phase) State {
	r := Default()
	switch p {
	case Valid:
		return State{phase: p, due: machine.At(machine.Instant(r.Life - r.Renew))}
	case Renewing:
		return State{phase: p, due: machine.At(machine.Instant(r.Renew))}
	}
	return State{phase: p}
}

// TestEveryEventInEveryPhase pins where each event leads, written down by hand: "." stays and says nothing, "-" is
// refused; else the initial of the phase it leads to.
func TestEveryEventInEveryPhase(t *testing.T) {
	for _, c := range []struct {
		on   Cause
		want string // None, Valid, Renewing, Expired
	}{
		{Issued, "vvvv"},  // C-64, C-63
		{Deleted, "-nnn"}, // L-9
		{Revoked, "...."}, // C-65: the client cannot tell
		{RenewalDue, "----"},
		{Elapsed, "----"},
		{causes, "----"},
	} {
		for p := range phases {
			s, acts := Default().Step(0, at(p), Event{On: c.on}, nil)
			got := byte('.')
			switch {
			case len(acts) == 1 && acts[0].Kind == Moved:
				got = s.Phase().String()[0]
			case len(acts) == 1 && acts[0].Kind == Refuse && s == at(p):
				got = '-'
			case len(acts) > 0 || s != at(p):
				got = '!'
			}
			if got != c.want[p] {
				t.Errorf("%v on %v: %c, want %c", p, c.on, got, c.want[p])
			}
		}
	}
}

// C-63, H-24: valid for 180 days, renewed a month before; a certificate that is over counts as none.
func TestLife(t *testing.T) {
	for _, c := range []struct {
		age      time.Duration
		want     Phase
		presents bool
	}{
		{150*day - 1, Valid, true}, {150 * day, Renewing, true}, {150*day + 1, Renewing, true},
		{180*day - 1, Renewing, true}, {180 * day, Expired, false}, {180*day + 1, Expired, false},
	} {
		cert := machine.Of(Default(), State{})
		cert.Step(5, Event{On: Issued}, nil)
		renewals := 0
		machine.Until(cert, machine.Instant(5).Add(c.age), nil, func(_ machine.Instant, acts []Action) {
			for _, a := range acts {
				if a.Kind == Renew {
					renewals++
				}
			}
		})
		if s := cert.State; s.Phase() != c.want || s.Presents() != c.presents || renewals != min(int(c.age/(150*day)), 1) {
			t.Errorf("after %v: %v, presents %v, %d renewals", c.age, s.Phase(), s.Presents(), renewals)
		}
	}
}

// C-63: a renewal begins another life; so does a new certificate in place of one that is young (L-9).
func TestIssuedBeginsALife(t *testing.T) {
	for _, p := range []Phase{None, Valid, Renewing, Expired} {
		s, _ := Default().Step(7, at(p), Event{On: Issued}, nil)
		if s.Phase() != Valid || s.due.Deadline() != machine.Instant(7).Add(150*day) {
			t.Errorf("issued when %v: %v until %v", p, s.Phase(), s.due.Deadline())
		}
	}
	if s, _ := Default().Step(0, at(Renewing), Event{On: Deleted}, nil); s != (State{}) {
		t.Errorf("deleted: %+v", s)
	}
}

// C-63: nothing is due later than a renewal, or an end, can be.
func TestNothingIsDueLater(t *testing.T) {
	r := Rules{Life: 9 * time.Hour, Renew: 2 * time.Hour}
	for due, ok := range map[machine.Instant]bool{machine.Instant(7 * time.Hour): true, machine.Instant(7*time.Hour) + 1: false} {
		var c machine.Code
		c.Pack(0, 1, nil)
		if r.Code(&c, &State{phase: Valid, due: machine.At(due)}); (c.Err() == nil) != ok {
			t.Errorf("due at %v: %v", due, c.Err())
		}
	}
}

// What comes from the table says so, and nothing else does.
func TestReport(t *testing.T) {
	for k := range Renew + 1 {
		if _, ok := (Action{Kind: k}).Report(); ok != (k == Moved || k == Refuse) {
			t.Errorf("%v reports %v", k, ok)
		}
	}
}

func TestValidate(t *testing.T) {
	if err := Default().Validate(); err != nil {
		t.Error(err)
	}
	for want, r := range map[string]Rules{ // C-63: the bounds
		"Life 7h59m59s must not be shorter than 8h0m0s":    {MinLife - time.Second, time.Hour},
		"Life 8760h0m1s must not be longer than 8760h0m0s": {MaxLife + time.Second, time.Hour},
		"Renew 0s must be above 0":                         {MinLife, 0},
		"Renew 8h0m0s must be below Life 8h0m0s":           {MinLife, MinLife},
	} {
		if err := r.Validate(); !errors.Is(err, ErrRules) || err.Error() != "certificate: "+want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if err := (Rules{}).Validate(); strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("want two faults at once, got\n%v", err)
	}
	for _, ok := range []Rules{{MinLife, 1}, {MaxLife, MaxLife - 1}} {
		if err := ok.Validate(); err != nil {
			t.Error(err)
		}
	}
}

// The optional step of the lab: a certificate from before the pairing is deleted, so that the next sign-in, by Kerberos or
// NTLM, brings one that both pools know (L-9, C-67).
func Example() {
	cert := machine.Of(Default(), State{})
	for _, on := range []Cause{Issued, Deleted, Issued} {
		for _, a := range cert.Step(0, Event{On: on}, nil) {
			fmt.Printf("%v: %v; presents one: %v\n", on, Table.Why(a.Move), cert.State.Presents())
		}
	}
	// Output:
	// issued: A client without one signs in by Kerberos or NTLM and is issued one (C-64); presents one: true
	// deleted: The user deletes it, so that the next sign-in brings another (L-9, C-67); presents one: false
	// issued: A client without one signs in by Kerberos or NTLM and is issued one (C-64); presents one: true
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	r, out, s := Default(), make([]Action, 0, 4), State{}
	for i := 0; b.Loop(); i++ {
		s, out = r.Step(machine.Instant(i), s, everyEvent[i&1], out[:0])
	}
}

func BenchmarkAdvance(b *testing.B) {
	b.ReportAllocs()
	r, out := Default(), make([]Action, 0, 4)
	states := [2]State{at(Valid), at(Renewing)}
	for i := 0; b.Loop(); i++ {
		_, out = r.Advance(states[i&1], out[:0])
	}
}
