package understudy

import (
	"time"

	"understudy.example/pool/failover"
	"understudy.example/pool/setup"
)

// A Forecast is what an order would meet, and what it would do.
type Forecast struct {
	Refusal        // what stands against it
	Steps   []Task // what it would do, in this order, if nothing did; empty for what is done at once
	Store   string // of orders on the Central Management Store: the pool that hosts it, as the directory there names it (F-105)
}

// A Task is one step of an order.
type Task struct {
	What  string
	Takes time.Duration // at least: until it is checked for the first time
}

// Total is how long all steps take if nothing has to be waited for.
func (f Forecast) Total() (sum time.Duration) {
	for _, t := range f.Steps {
		sum += t.Takes
	}
	return sum
}

// WhatIf says what an order would do, as -WhatIf does, and changes nothing. For a client's SignIn it says what WhyNot does.
func (s *System) WhatIf(in Input, horizon time.Duration) (Forecast, error) {
	refusal, err := s.WhyNot(in, horizon)
	f := Forecast{Refusal: refusal}
	order, ok := in.(Order)
	if err != nil || !ok {
		return f, err
	}
	r, _ := s.resolve(order)
	switch r.kind {
	case poolFailOver, poolFailBack:
		f.Steps = s.runTasks(&r)
	case managementServerFailover, moveManagementServer:
		site, _ := s.place(r.at)
		f.Store = s.poolName(s.hosts[s.pointer(site)&1])
		f.Steps = s.storeTasks(&r)
	case setUp:
		p := s.topology.Parameters.Setup
		takes := p.Install
		if s.setup.at[r.pool].State.Phase() >= setup.Ready {
			takes = p.Reinstall
		}
		f.Steps = []Task{{"run setup", takes}}
	}
	return f, nil
}

// runTasks are the steps of the procedure that an order begins.
func (s *System) runTasks(r *request) (all []Task) {
	durations := s.topology.Parameters.Failover.For(s.enabled[r.pool]).Durations
	for _, step := range (failover.Event{On: procedure(r), With: r.with}).Procedure().Steps() {
		all = append(all, Task{step.String(), durations[step]})
	}
	return all
}

// storeTasks are the steps of an order on the store (F-107, F-108).
func (s *System) storeTasks(r *request) (all []Task) {
	if !r.force && !r.restore {
		all = append(all, Task{"wait for replication", 0}, Task{"set the source read only", 0})
	}
	what := "switch"
	if r.restore {
		what = "restore"
	}
	return append(all, Task{what, s.topology.Parameters.CMS.Work})
}
