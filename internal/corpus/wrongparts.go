package corpus

import (
	"slices"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/cms"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
	"understudy.example/registrar"
)

const second, minute = time.Second, time.Minute

// pessimist says that its primary is down until it has watched it for the failback interval.
type pessimist struct {
	understudy.Detector
	failback time.Duration
	due      machine.Timer
	waited   bool
}

func (d *pessimist) Step(now machine.Instant, e health.Event, out []health.Action) []health.Action {
	if e.On == health.Started {
		d.due, d.waited = machine.At(now.Add(d.failback)), false
	}
	d.waited = d.waited || d.due.Due(now)
	return d.Detector.Step(now, e, out)
}

func (d *pessimist) Phase() health.Phase {
	if !d.waited {
		return health.Down
	}
	return d.Detector.Phase()
}

// trusting hears every answer from the first incarnation.
type trusting struct{ understudy.Detector }

func (d trusting) Step(now machine.Instant, e health.Event, out []health.Action) []health.Action {
	e.Boot = 0
	return d.Detector.Step(now, e, out)
}

// blind takes writes wherever it is marked active, whatever the directory says.
type blind struct{ understudy.Store }

func (s blind) Accepts(db, _ uint8) bool { return s.Store.Accepts(db, db) }

// eager takes writes at the target while an order still runs.
type eager struct{ understudy.Store }

func (s eager) Accepts(db, pointer uint8) bool {
	order, target, _ := s.Running()
	return s.Store.Accepts(db, pointer) || order != cms.None && db == target
}

// twice orders the store back to where it was, once an order is complete.
type twice struct {
	understudy.Store
	back bool
}

func (s *twice) Step(now machine.Instant, e cms.Event, out []cms.Action) []cms.Action {
	out = s.Store.Step(now, e, out)
	i := slices.IndexFunc(out, func(a cms.Action) bool { return a.Kind == cms.Finished })
	if s.back = i >= 0 && !s.back; s.back {
		return s.Store.Step(now, cms.Event{On: cms.MoveTo, DB: 1 - out[i].DB}, out)
	}
	return out
}

// usurping restores the old master as soon as it is back.
type usurping struct{ understudy.Store }

func (s *usurping) Step(now machine.Instant, e cms.Event, out []cms.Action) []cms.Action {
	out = s.Store.Step(now, e, out)
	if e.On == cms.Returned && s.Store.Phase(e.DB) == cms.Orphaned {
		return s.Store.Step(now, cms.Event{On: cms.Restore, DB: e.DB}, out)
	}
	return out
}

// homesick fails back by itself what was just failed over.
type homesick struct{ understudy.Failover }

func (f *homesick) Step(now machine.Instant, e failover.Event, out []failover.Action) []failover.Action {
	out = f.Failover.Step(now, e, out)
	over := slices.ContainsFunc(out, func(a failover.Action) bool { return a.Kind == failover.Finished })
	if over && f.Look().Phase() == failover.FailedOver {
		return f.Failover.Step(now, failover.Event{On: failover.FailBack}, out)
	}
	return out
}

// clinging goes elsewhere and does not give up where it was.
type clinging struct{ understudy.Client }

func (c clinging) Step(now machine.Instant, e client.Event, out []client.Action) []client.Action {
	return staying(c.Client.Step(now, e, out))
}

func (c clinging) Advance(out []client.Action) []client.Action { return staying(c.Client.Advance(out)) }

func staying(out []client.Action) []client.Action {
	return slices.DeleteFunc(out, func(a client.Action) bool { return a.Kind == client.SignedOut })
}

// tardy says that it has signed out when its next deadline has passed.
type tardy struct {
	understudy.Client
	late []client.Action
}

func (c *tardy) Step(now machine.Instant, e client.Event, out []client.Action) []client.Action {
	return c.hold(c.Client.Step(now, e, out))
}

func (c *tardy) Advance(out []client.Action) []client.Action {
	out = append(out, c.late...)
	c.late = nil
	return c.hold(c.Client.Advance(out))
}

func (c *tardy) hold(out []client.Action) []client.Action {
	return slices.DeleteFunc(out, func(a client.Action) bool {
		if a.Kind == client.SignedOut {
			c.late = append(c.late, a)
		}
		return a.Kind == client.SignedOut
	})
}

// merging loses word of a sign-out that something else follows at once.
type merging struct{ understudy.Client }

func (c merging) Step(now machine.Instant, e client.Event, out []client.Action) []client.Action {
	return merged(c.Client.Step(now, e, out))
}

func (c merging) Advance(out []client.Action) []client.Action { return merged(c.Client.Advance(out)) }

func merged(out []client.Action) []client.Action {
	i := slices.IndexFunc(out, func(a client.Action) bool { return a.Kind == client.SignedOut })
	follows := i >= 0 && slices.ContainsFunc(out[i+1:], func(a client.Action) bool { return a.Kind == client.Discover || a.Kind == client.Try })
	if follows {
		out = slices.Delete(out, i, i+1)
	}
	return out
}

// stubborn is a backup's registrar that sends users home after a failover, too.
func stubborn(k registrar.Known, r registrar.Request) registrar.Reply {
	if k.Role == registrar.Backup && k.Standing == registrar.FailedOver {
		k.Standing, k.Down, k.Bound = registrar.Active, false, false
	}
	return registrar.Decide(k, r)
}

// hospitable is a backup's registrar that takes users in as if it held their home pool to be down.
func hospitable(k registrar.Known, r registrar.Request) registrar.Reply {
	k.Down = k.Down || k.Role == registrar.Backup
	return registrar.Decide(k, r)
}
