package fence

import (
	"errors"
	"testing"
	"time"

	"understudy.example/machine"
	"understudy.example/machine/machinetest"
)

func TestContract(t *testing.T) {
	events := []Event{{Fence}, {Lift}, {LinkCut}, {LinkBack}}
	machinetest.Run(t, Default(), State{}, events, machinetest.Phase(Table, State.Phase), machinetest.Bytes(16), machinetest.Wild())
}

// H-95: an order takes its time, and what it comes to is decided by the link at the end of it.
func TestH95(t *testing.T) {
	for _, c := range []struct {
		events []EventKind
		ends   Phase
		off    bool
	}{
		{[]EventKind{Fence}, Fenced, true},
		{[]EventKind{Fence, LinkCut}, Failed, false},
		{[]EventKind{LinkCut, Fence, LinkBack}, Fenced, true},
		{[]EventKind{LinkCut}, Open, false},
	} {
		f := machine.Of(Default(), State{})
		for _, e := range c.events {
			f.Step(0, Event{e}, nil)
		}
		machine.Until(f, machine.Instant(10*time.Second)-1, nil, func(at machine.Instant, _ []Action) { t.Errorf("%v: too early: %v", c.events, at) })
		machine.Until(f, machine.Instant(10*time.Second), nil, func(machine.Instant, []Action) {})
		if f.State.Phase() != c.ends || f.State.Off() != c.off {
			t.Errorf("%v: %v, off %v", c.events, f.State.Phase(), f.State.Off())
		}
	}
}

// H-95: the power stays off until it is confirmed that it is on.
func TestLift(t *testing.T) {
	f := machine.Of(Default(), State{phase: Fenced})
	for _, c := range []struct {
		link EventKind
		ends Phase
	}{{LinkCut, Fenced}, {LinkBack, Open}} {
		f.Step(0, Event{c.link}, nil)
		f.Step(0, Event{Lift}, nil)
		if !f.State.Off() {
			t.Error("on before it is confirmed")
		}
		machine.Until(f, machine.Instant(time.Minute), nil, func(machine.Instant, []Action) {})
		if f.State.Phase() != c.ends {
			t.Errorf("%v", f.State.Phase())
		}
	}
}

func TestValidate(t *testing.T) {
	if err := (Rules{}).Validate(); !errors.Is(err, ErrRules) {
		t.Error(err)
	}
	if err := Default().Validate(); err != nil {
		t.Error(err)
	}
}
