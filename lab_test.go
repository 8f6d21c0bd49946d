package understudy

import (
	"slices"
	"testing"
	"time"

	"understudy.example/client"
	"understudy.example/client/certificate"
	"understudy.example/cms"
	"understudy.example/machine"
	"understudy.example/pool/failover"
	"understudy.example/pool/health"
	"understudy.example/pool/replication"
	"understudy.example/registrar"
)

// Rows of the lab and situations of the model, one test each, named by their fact. What a story of package story or of
// examples/lab shows already is left to it, except where a threshold has to be met to the nanosecond.

// alight is a paired lab that has run for a while, with users signed in.
func alight(t tester, top Topology, users ...string) *history {
	t.Helper()
	h := begin(t, top)
	for _, u := range users {
		h.must(t, SignIn{u})
	}
	h.wait(5 * time.Minute)
	return h
}

// until waits for something that comes at a deadline, and returns when it came. It fails if it does not come within d.
func (h *history) until(t tester, d time.Duration, what string, is func() bool) machine.Instant {
	t.Helper()
	for end := h.Now().Add(d); !is(); {
		if h.Deadline() > end {
			t.Fatalf("not within %v: %s\n%s", d, what, h)
		}
		h.out = h.Advance(h.out[:0])
		h.note(nil, h.out)
	}
	return h.Now()
}

// told returns when the first action after from that is meant was told; Never if none was.
func (h *history) told(from machine.Instant, is func(Action) bool) machine.Instant {
	for _, e := range h.log {
		if e.at >= from && slices.ContainsFunc(e.did, is) {
			return e.at
		}
	}
	return machine.Never
}

func (h *history) sees(watcher string) health.Phase { st, _ := h.Pool(watcher); return st.Sees }
func (h *history) stateOf(pool string) failover.Phase {
	st, _ := h.Pool(pool)
	return st.State
}

// master is the pool with the active database.
func (h *history) masterIs(pool string) bool { return h.hosts[h.master()] == h.plan.pool(pool) }

// disaster: FE01 is lost at the second minute, and what it was is failed over to FE02.
func disaster(t tester, top Topology, users ...string) *history {
	t.Helper()
	h := alight(t, top, users...)
	h.brk(NIC, fe1)
	h.wait(time.Minute)
	h.must(t, ManagementServerFailover{At: fe2, Target: fe2, Force: true})
	h.until(t, time.Minute, "the store is on FE02", func() bool { return h.masterIs(fe2) })
	h.wait(time.Minute)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	h.until(t, time.Hour, "FE01 is failed over", func() bool { return h.stateOf(fe1) == failover.FailedOver })
	h.wait(5 * time.Minute)
	return h
}

const second = time.Second

// Without the second record nobody who is homed on FE01 finds FE02, warm or cold: no redirect ever names it (C-23, C-24).
func TestL8_WithoutTheRecord(t *testing.T) {
	top := Paired()
	top.Records[1].Later = true
	h := alight(t, top, u1)
	h.brk(NIC, fe1)
	h.wait(3 * time.Minute)
	h.must(t, SignIn{u2}, FlushDNS{u1})
	h.wait(6 * time.Hour)
	if at := h.told(0, func(a Action) bool { return a.Kind == Tried && h.poolName(a.Peer) == fe2 }); at != machine.Never {
		t.Errorf("FE02 is tried at %v\n%s", at, h)
	}
	h.is(t, u1, 0, "")
	h.is(t, u2, 0, "")

	h.must(t, AddRecord{top.Records[1].Name, fe2}, FlushDNS{u1})
	added := h.Now()
	first := h.until(t, time.Hour, "u1 is in", func() bool { st, _ := h.User(u1); return st.Registered })
	h.is(t, u1, client.LimitedBackup, fe2)
	h.is(t, u2, 0, "")
	h.wait(h.topology.Parameters.Cache.MaxTTL)
	h.is(t, u2, client.LimitedBackup, fe2) // his cached answer has ended (C-31)
	if first.Sub(added) > 31*time.Minute+second {
		t.Errorf("u1 is in %v after the record, later than a back-off", first.Sub(added))
	}
}

// FE02 takes a certificate from the instant at which the Backup Service has brought its record (C-66): when FE01 is lost
// just before, it is denied for good.
func TestL9_CertificateUnknownToTheBackup(t *testing.T) {
	fresh := func() *history {
		h := alight(t, Paired())
		h.must(t, SignIn{u1})
		return h
	}
	h := fresh()
	known := h.until(t, time.Hour, "FE02 knows the certificate", func() bool { return h.known[h.bound(1, 0)] })
	lost := func(at machine.Instant) *history {
		h := fresh()
		h.wait(at.Sub(h.Now()))
		h.brk(NIC, fe1)
		h.wait(3 * time.Hour)
		return h
	}
	begun := machine.Instant(5 * time.Minute)
	sent := begun // the first loss after which FE02 still comes to know it (H-28)
	for far := known; far-sent > 1; {
		if mid := sent + (far-sent)/2; lost(mid).known[h.bound(1, 0)] {
			far = mid
		} else {
			sent = mid
		}
	}
	if sent++; sent <= begun+1 || sent > known {
		t.Fatalf("FE02 comes to know it if FE01 is lost at %v, and it is known at %v", sent, known)
	}
	after := lost(sent)
	after.is(t, u1, client.LimitedBackup, fe2)

	before := lost(sent - 1)
	before.is(t, u1, 0, "")
	if at := before.told(0, func(a Action) bool { return a.Kind == Replied && registrar.Verdict(a.Arg) == registrar.Rejected }); at == machine.Never {
		t.Errorf("nobody says why\n%s", before)
	}
	before.must(t, SignOut{u1}, DeleteCertificate{u1}, SignIn{u1})
	before.wait(time.Minute)
	before.is(t, u1, client.LimitedBackup, fe2)
	if p := before.certificate.at[0].State.Phase(); p != certificate.Valid {
		t.Errorf("his certificate is %v", p)
	}
}

// FE01's network adapter at every second of the 30 s between two pings: out after exactly 32 s, the verdict exactly 95 s
// after the last ping that was answered, nobody accepted before it, and in with the first attempt that reaches FE02 after.
func TestL10_L11_EverySecondOfThePingCycle(t *testing.T) {
	longest := time.Duration(0)
	for d := range 30 {
		h := alight(t, Paired(), u1, u2, "u3@lab.local")
		h.wait(time.Duration(d) * second)
		lost := h.Now()
		h.brk(NIC, fe1)
		h.wait(32*second - 1)
		h.is(t, u1, client.Normal, fe1)
		h.wait(1)
		for _, u := range h.topology.Users {
			h.is(t, u.URI, 0, "")
		}
		verdict := machine.Instant(5*time.Minute + 95*second) // the ping of 5 min was answered
		h.wait(verdict.Sub(h.Now()) - 1)
		if p := h.sees(fe2); p != health.Silent {
			t.Fatalf("%d s: FE02 sees FE01 %v before the verdict\n%s", d, p, h)
		}
		h.wait(1)
		if p := h.sees(fe2); p != health.Down {
			t.Fatalf("%d s: FE02 sees FE01 %v at %v\n%s", d, p, verdict, h)
		}
		h.wait(time.Hour)
		for u := range h.topology.Users {
			in := firstAccepted(t, h, lost, verdict, int16(u))
			longest = max(longest, in.Sub(lost))
			h.is(t, h.userName(int16(u)), client.LimitedBackup, fe2)
		}
	}
	if longest < 2*time.Minute || longest > 6*time.Minute { // "several minutes" (O)
		t.Errorf("the last one is in after %v", longest)
	}
}

// firstAccepted returns when FE02 accepts a user, who tries for the first time since the verdict, and never before it.
func firstAccepted(t *testing.T, h *history, lost, verdict machine.Instant, user int16) machine.Instant {
	t.Helper()
	for _, e := range h.log {
		for _, a := range e.did {
			if a.Kind != Replied || e.at < lost || a.Who.A != user || h.poolName(a.Peer) != fe2 {
				continue
			}
			switch accepted := registrar.Verdict(a.Arg) == registrar.Accepted; {
			case accepted != (e.at >= verdict):
				t.Fatalf("%s: FE02 says %v at %v, and the verdict falls at %v\n%s", h.userName(user), registrar.Verdict(a.Arg), e.at, verdict, h)
			case accepted:
				return e.at
			}
		}
	}
	t.Fatalf("%s is never accepted\n%s", h.userName(user), h)
	return 0
}

// FE01 is back at every second of the failback interval: under Recheck everybody is home at FE02's next check, 0 to 30 s
// later, and not before.
func TestL13_EverySecondOfTheFailbackInterval(t *testing.T) {
	for d := range 30 {
		h := alight(t, Paired(), u1, u2)
		h.brk(NIC, fe1)
		verdict := h.until(t, time.Hour, "the verdict", func() bool { return h.sees(fe2) == health.Down })
		h.wait(40 * time.Minute)
		h.is(t, u1, client.LimitedBackup, fe2)
		h.wait(time.Duration(d) * second)
		h.heal(NIC, fe1)
		next := verdict.Add((h.Now().Sub(verdict)/(30*second) + 1) * 30 * second)
		h.wait(next.Sub(h.Now()) - 1)
		h.is(t, u1, client.LimitedBackup, fe2)
		h.wait(1)
		h.is(t, u1, client.Normal, fe1)
		h.is(t, u2, client.Normal, fe1)
	}
}

// Under HoldDown FE01 has to answer for the whole failback interval, at every ping; one that is lost begins it anew.
func TestH34_HoldDownAtTheThreshold(t *testing.T) {
	for _, flaps := range []bool{false, true} {
		h := alight(t, holding(), u1)
		h.brk(NIC, fe1)
		verdict := h.until(t, time.Hour, "the verdict", func() bool { return h.sees(fe2) == health.Down })
		h.wait(20*time.Minute - 1)
		h.heal(NIC, fe1)
		began := verdict.Add(20 * time.Minute) // a ping
		if flaps {
			h.wait(4*time.Minute + 30*second)
			h.brk(NIC, fe1)
			h.wait(30 * second)
			h.heal(NIC, fe1)
			began = began.Add(5 * time.Minute)
		}
		h.wait(began.Sub(h.Now()) + 5*time.Minute - 1)
		h.is(t, u1, client.LimitedBackup, fe2)
		h.wait(1)
		h.is(t, u1, client.Normal, fe1)
	}
}

// Where a link flaps every ten minutes, Recheck sends users home and loses them again; HoldDown keeps them.
func TestH34_RecheckFlapsWithTheLink(t *testing.T) {
	moves := func(mode health.Mode) (n int) {
		top := holding()
		top.Parameters.Health.Mode = mode
		h := alight(t, top, u1)
		for range 24 {
			h.brk(NIC, fe1)
			h.wait(5*time.Minute + 7*second)
			h.heal(NIC, fe1)
			h.wait(5*time.Minute - 7*second)
		}
		for _, e := range h.log {
			for _, a := range e.did {
				if a.Kind == SentHome {
					n++
				}
			}
		}
		h.holds(t)
		return n
	}
	if n := moves(health.HoldDown); n != 0 {
		t.Errorf("HoldDown sends him home %d times", n)
	}
	if n := moves(health.Recheck); n < 5 {
		t.Errorf("Recheck sends him home %d times", n)
	}
}

// Each pool acts on its own replica: an order that FE01 cannot hear of changes nothing there, and one that it has heard
// of does, even when nobody can tell it otherwise any more.
func TestH1_OwnReplica(t *testing.T) {
	h := alight(t, borderers(), u1, u2)
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(10 * time.Minute)
	h.part("east", "west")
	h.wait(20 * time.Minute)
	h.must(t, SetPoolState{fe2, fe1, failover.FailedOver})
	h.wait(time.Hour)
	one, _ := h.Pool(fe1)
	if one.State != failover.FailedOver || one.Believes != failover.Active {
		t.Errorf("FE01 is %v and believes itself %v", one.State, one.Believes)
	}
	h.is(t, u1, client.Normal, fe1)     // in the east nobody knows (H-6)
	h.is(t, u2, client.FullBackup, fe2) // in the west FE02 knows
	h.join("east", "west")
	heard := h.until(t, 3*time.Minute, "FE01 has heard", func() bool { st, _ := h.Pool(fe1); return st.Believes == failover.FailedOver })
	h.wait(0)
	if at := h.told(heard, func(a Action) bool { return a.Kind == SignedOut && a.Who.A == 0 }); at != heard {
		t.Errorf("FE01 hears at %v and drops u1 at %v (H-2)\n%s", heard, at, h)
	}
	h.holds(t)
}

// A registrar may keep a binding of an endpoint that has gone elsewhere, for at most what it granted (C-47).
func TestH5_StaleBindingExpires(t *testing.T) {
	h := alight(t, twoSites(), u1)
	h.part(u1, fe1) // FE02 hears FE01, so there is nowhere to go
	h.wait(32 * second)
	h.is(t, u1, 0, "")
	granted := h.topology.Parameters.Binding.Expires
	if h.held[0] != 1 {
		t.Fatalf("FE01 holds %d bindings after the client has given up", h.held[0])
	}
	gone := h.until(t, granted, "the binding has expired", func() bool { return h.held[0] == 0 })
	if gone > machine.Instant(5*time.Minute+granted) {
		t.Errorf("it expires at %v", gone)
	}
	h.holds(t)
}

// What is refused while FE01 cannot be reached, and what is not.
func TestH8_OrdersWhileThePrimaryIsUnreachable(t *testing.T) {
	h := alight(t, Paired())
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(time.Hour)
	h.brk(NIC, fe1)
	for _, c := range []struct {
		order Order
		names []string
	}{
		{PoolFailOver{At: fe2, Pool: fe1, DisasterMode: false}, []string{"home-up"}},
		{PoolFailBack{At: fe2, Pool: fe1, DisasterMode: false}, []string{"pool-failed-over", "home-back"}},
		{ManagementServerFailover{At: fe1}, []string{"source-up", "directory-near"}},
	} {
		if names := h.refused(t, c.order); !slices.Equal(names, c.names) {
			t.Errorf("%T%+v: %v, not %v", c.order, c.order, names, c.names)
		}
	}
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	h.wait(time.Hour)
	if names := h.refused(t, PoolFailBack{At: fe2, Pool: fe1, DisasterMode: true}); !slices.Equal(names, []string{"home-back"}) {
		t.Errorf("failback to a pool that is down: %v", names)
	}
	h.heal(NIC, fe1)
	h.wait(10 * time.Minute)
	h.brk(NIC, fe2) // now the backup is lost, and the store with it
	if names := h.refused(t, PoolFailBack{At: fe1, Pool: fe1, DisasterMode: true}); !slices.Equal(names, []string{"cms-writable"}) {
		t.Errorf("failback without a store: %v", names)
	}
	h.must(t, ManagementServerFailover{At: fe1, Target: fe1, Force: true})
	h.wait(time.Minute)
	if names := h.refused(t, PoolFailBack{At: fe1, Pool: fe1, DisasterMode: false}); !slices.Equal(names, []string{"backup-reached"}) {
		t.Errorf("failback without the backup: %v", names)
	}
	h.must(t, PoolFailBack{At: fe1, Pool: fe1, DisasterMode: true})
	h.wait(time.Hour)
	if st := h.stateOf(fe1); st != failover.Active {
		t.Errorf("FE01 is %v\n%s", st, h)
	}
	h.holds(t)
}

// No order on an account or on the store without a directory (F-95, H-31), even where the store itself would allow it.
func TestH8_NoOrderWithoutADirectory(t *testing.T) {
	h := alight(t, Paired())
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(5 * time.Minute)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	h.wait(5 * time.Minute)
	h.brk(NIC, fe1)
	for _, o := range []Order{ManagementServerFailover{At: fe1, Force: true, Target: fe1}, MoveUser{At: fe1, User: u1, Target: fe2, Force: true}} {
		if names := h.refused(t, o); !slices.Contains(names, "directory-near") {
			t.Errorf("%T%+v: %v", o, o, names)
		}
	}
}

// Nobody is sent back to a home pool that is dead, wherever the order is given.
func TestH8_NoFailbackToADeadHome(t *testing.T) {
	h := alight(t, Paired())
	h.must(t, SetPoolState{fe1, fe1, failover.FailedOver})
	h.brk(NIC, fe1)
	h.refused(t, PoolFailBack{At: fe1, Pool: fe1, DisasterMode: true})
	h.holds(t)
}

// FE01 is failed over, and then FE02 dies: the users of both are out until FE01 is failed back in disaster mode.
func TestH13_BothAreOutUntilTheFirstIsBack(t *testing.T) {
	top := Paired()
	top.Users[1].Home = fe2
	h := disaster(t, top, u1, u2)
	h.heal(NIC, fe1)
	h.wait(30 * time.Minute)
	h.brk(Power, fe2)
	h.wait(time.Hour)
	h.is(t, u1, 0, "")
	if names := h.refused(t, PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true}); !slices.Contains(names, "partner-active") {
		t.Errorf("FE02 to FE01 first: %v", names)
	}
	h.must(t, ManagementServerFailover{At: fe1, Target: fe1, Force: true})
	h.wait(5 * time.Minute)
	h.must(t, PoolFailBack{At: fe1, Pool: fe1, DisasterMode: true})
	h.until(t, 30*time.Minute, "FE01 is active", func() bool { return h.stateOf(fe1) == failover.Active })
	h.wait(2 * time.Hour)
	h.is(t, u1, client.Normal, fe1)
	h.is(t, u2, client.LimitedBackup, fe1)
	h.must(t, PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true})
	h.wait(time.Hour)
	h.is(t, u2, client.FullBackup, fe1)
	h.holds(t)
}

// A client that is limited on FE02 when the failover is complete becomes full without signing in anew: at once where it
// is told, at its next refresh where that is how it learns.
func TestH14_FullWithoutANewSignIn(t *testing.T) {
	for _, late := range []bool{false, true} {
		top := Paired()
		top.Parameters.AtRefresh = late
		h := alight(t, top, u1)
		h.must(t, ManagementServerFailover{At: fe2})
		h.wait(5 * time.Minute)
		h.brk(NIC, fe1)
		h.until(t, time.Hour, "u1 is on FE02", func() bool { st, _ := h.User(u1); return st.Registered && st.At == fe2 })
		in := h.Now()
		h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
		h.until(t, 5*time.Minute, "FE02 says so", func() bool { return h.replicaRow(1, 0).state() == failover.FailedOver && h.loaded[0] == 1 })
		learnt := h.Now()
		mode := func() bool { st, _ := h.User(u1); return st.Mode == client.FullBackup }
		full := h.until(t, time.Hour, "u1 is full", mode)
		refresh := in.Add(top.Parameters.Client.Refresh)
		if !late && full != learnt || late && full != refresh {
			t.Errorf("at refresh %v: in at %v, FE02 learns at %v, full at %v\n%s", late, in, learnt, full, h)
		}
		if h.told(learnt, func(a Action) bool { return a.Kind == SignedOut }) != machine.Never {
			t.Errorf("he is signed out\n%s", h)
		}
		h.holds(t)
	}
}

// A pool is failed back while the store is on FE02; not while the store moves, and the store not while the pool does.
func TestH18_FailbackAndTheStore(t *testing.T) {
	h := disaster(t, Paired(), u1)
	h.heal(NIC, fe1)
	h.wait(30 * time.Minute)
	h.must(t, ManagementServerFailover{At: fe1})
	if names := h.refused(t, PoolFailBack{At: fe2, Pool: fe1, DisasterMode: false}); !slices.Contains(names, "store-idle") {
		t.Errorf("while the store moves: %v", names)
	}
	h.wait(10 * time.Minute)
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(10 * time.Minute)
	h.must(t, PoolFailBack{At: fe2, Pool: fe1, DisasterMode: false})
	if names := h.refused(t, ManagementServerFailover{At: fe1}); !slices.Equal(names, []string{"pools-idle"}) {
		t.Errorf("while the pool is failed back: %v", names)
	}
	h.until(t, time.Hour, "FE01 is active", func() bool { return h.stateOf(fe1) == failover.Active })
	h.wait(5 * time.Minute)
	h.is(t, u1, client.Normal, fe1)
	h.must(t, ManagementServerFailover{At: fe1})
	h.wait(10 * time.Minute)
	if !h.masterIs(fe1) {
		t.Errorf("the store is not back\n%s", h)
	}
	h.holds(t)
}

// The PoolState wins over the verdict: nobody is sent home while the pool is failed over, however well it answers; and
// back to active resets what FE02 holds of it.
func TestH19_StateWinsOverTheVerdict(t *testing.T) {
	h := disaster(t, Paired(), u1)
	h.heal(NIC, fe1)
	h.until(t, 10*time.Minute, "FE02 hears FE01", func() bool { return h.sees(fe2) == health.Up })
	h.wait(2 * time.Hour)
	h.is(t, u1, client.FullBackup, fe2)
	if at := h.told(0, func(a Action) bool { return a.Kind == SentHome }); at != machine.Never {
		t.Errorf("somebody is sent home at %v\n%s", at, h)
	}
	h.must(t, PoolFailBack{At: fe2, Pool: fe1, DisasterMode: false})
	h.until(t, time.Hour, "FE02 has learnt that FE01 is active", func() bool {
		return h.stateOf(fe1) == failover.Active && h.stateIn(1, 0) == failover.Active
	})
	reset := h.told(h.Now(), func(a Action) bool { return a.Kind == Moved && a.Who.Part == PartHealth && a.On == uint8(health.Reset) })
	if reset != h.Now() {
		t.Errorf("the monitor is not reset\n%s", h)
	}
	h.holds(t)
}

// The monitor is reset while the home pool is dead: those who were borrowed stay where they are.
func TestH19_ResetSendsNobodyToTheDead(t *testing.T) {
	h := alight(t, Paired(), u1)
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(5 * time.Minute)
	h.brk(NIC, fe1)
	h.wait(5 * time.Minute)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	h.wait(5 * time.Minute)
	h.must(t, SetPoolState{fe2, fe1, failover.Active})
	h.wait(5 * time.Minute)
	h.is(t, u1, client.LimitedBackup, fe2)
	h.holds(t)
}

// What the orders know of a pool follows the master that a failover was interrupted by.
func TestH6_StateFollowsAForcedMaster(t *testing.T) {
	h := alight(t, Paired())
	h.each = append(h.each, checkTruth)
	h.must(t, PoolFailOver{At: fe1, Pool: fe2, DisasterMode: false})
	h.brk(BackupService, fe1)
	h.wait(126 * second)
	h.must(t, ManagementServerFailover{At: fe2, Force: true, Target: fe2})
	h.wait(20 * time.Minute)
	h.holds(t)
}

// A failover that ends after a forced master has taken over, having been marked at the old one, is what the new one says.
func TestH6_StateFollowsAForcedMasterAtTheEnd(t *testing.T) {
	for d := range 20 {
		h := alight(t, twoSites())
		h.each = append(h.each, checkTruth)
		h.must(t, SetPoolState{"east", fe2, failover.FailingOver})
		h.wait(2 * time.Minute)
		h.must(t, PoolFailOver{At: "east", Pool: fe2, DisasterMode: false})
		h.wait(time.Duration(d) * 10 * second)
		h.must(t, ManagementServerFailover{At: fe2, Force: true, Target: fe2})
		h.wait(time.Hour)
		h.holds(t)
	}
}

// The kinds of death: a stopped service is noticed at once, everything else when the first request that is unanswered
// times out, which for an idle client is Probe later.
func TestH22_KindsOfDeath(t *testing.T) {
	cut := func(h *history) { h.do(Break{Fault{Kind: Link, Of: fe1, To: u1}}) }
	for _, c := range []struct {
		name  string
		fail  func(*history)
		after time.Duration
	}{
		{"service", func(h *history) { h.brk(Service, fe1) }, 0},
		{"adapter", func(h *history) { h.brk(NIC, fe1) }, 32 * second},
		{"power", func(h *history) { h.brk(Power, fe1) }, 32 * second},
		{"hung", func(h *history) { h.brk(Hung, fe1) }, 32 * second},
		{"one way", cut, 32 * second},
	} {
		for _, probe := range []time.Duration{0, 10 * second} {
			top := Paired()
			top.Parameters.Client.Probe = probe
			h := alight(t, top, u1)
			lost := h.Now()
			c.fail(h)
			h.wait(time.Minute)
			out := h.told(lost, func(a Action) bool { return a.Kind == SignedOut })
			want := lost.Add(c.after)
			if c.after > 0 {
				want = want.Add(probe)
			}
			if out != want {
				t.Errorf("%s, probe %v: out at %v, not at %v", c.name, probe, out, want)
			}
			h.holds(t)
		}
	}
}

// A path that is lost while an answer is on it is noticed, too.
func TestH22_PathLostUnderAnAnswer(t *testing.T) {
	for _, f := range []Fault{{Kind: Link, Of: u1, To: fe1}, {Kind: Service, Of: fe1}, {Kind: Hung, Of: fe1}} {
		top := Paired()
		top.Parameters.Latency = 2 * second
		h := begin(t, top)
		h.each = append(h.each, checkBelief)
		h.do(SignIn{u1})
		h.wait(second)
		h.do(Break{f})
		h.wait(time.Hour)
		h.holds(t)
	}
}

// A notice does not get through a link that is cut.
func TestH22_NoticeOnACutLink(t *testing.T) {
	top := Paired()
	top.Parameters.Latency = 2 * second
	h := alight(t, top, u1)
	h.must(t, MoveUser{At: fe1, User: u1, Target: fe2})
	h.do(Break{Fault{Kind: Link, Of: fe1, To: u1}})
	h.wait(3 * second)
	h.is(t, u1, client.Normal, fe1)
}

// A registrar that hangs says nothing, so it sends nobody home.
func TestH22_HungRegistrarIsMute(t *testing.T) {
	h := alight(t, Paired(), u1)
	h.brk(NIC, fe1)
	h.wait(10 * time.Minute)
	h.brk(Hung, fe2)
	h.heal(NIC, fe1)
	h.wait(31 * second)
	if at := h.told(0, func(a Action) bool { return a.Kind == SentHome }); at != machine.Never {
		t.Errorf("it speaks at %v\n%s", at, h)
	}
	h.holds(t)
}

// In one round each pool is tried once, whatever redirects name; then comes the back-off (C-33, C-105).
func TestH23_EachPoolOnceARound(t *testing.T) {
	h := alight(t, Paired(), u1)
	h.part(u1, fe1) // FE02 hears FE01, so it sends u1 there, for ever (H-4)
	h.wait(6 * time.Hour)
	tried, rounds, most := map[int16]int{}, 0, time.Duration(0)
	var last machine.Instant
	for _, e := range h.log {
		for _, a := range e.did {
			switch {
			case a.Kind == Moved && a.Who.Part == PartClient && client.Phase(a.From) == client.Waiting:
				clear(tried)
				rounds++
				most = max(most, e.at.Sub(last))
				last = e.at
			case a.Kind == SignedOut:
				clear(tried)
			case a.Kind == Tried:
				if tried[a.Peer]++; tried[a.Peer] > 1 {
					t.Fatalf("%s is tried twice in a round at %v\n%s", h.poolName(a.Peer), e.at, h)
				}
			}
		}
	}
	p := h.topology.Parameters.Client
	if rounds < 12 || most > p.Max+p.Transaction+second || most < p.Max/2 {
		t.Errorf("%d rounds, the longest %v", rounds, most)
	}
	h.is(t, u1, 0, "")
}

// A batch that lies in FE02's file store when FE01 dies is imported, and before the routing groups are loaded there.
func TestH28_BatchInTheFileStore(t *testing.T) {
	h := alight(t, Paired(), u1)
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(10 * time.Minute)
	h.must(t, EditContacts{u1})
	batch := func() bool { return h.replication.at[copying(0, replication.UserData)].State.Waiting() }
	h.until(t, 10*time.Minute, "the batch is there", batch)
	h.brk(Power, fe1)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	h.until(t, time.Hour, "the batch is imported", func() bool { return !batch() })
	if h.loaded[0] == 1 {
		t.Errorf("the routing groups are loaded before the batch is imported\n%s", h)
	}
	h.until(t, time.Hour, "they are loaded on FE02", func() bool { return h.loaded[0] == 1 })
}

// The same where FE02's Backup Service does not run when FE01 dies: the failover waits for it.
func TestH28_BatchWaitsForTheBackupService(t *testing.T) {
	h := alight(t, Paired(), u1)
	h.must(t, ManagementServerFailover{At: fe2})
	h.wait(10 * time.Minute)
	h.must(t, EditContacts{u1})
	batch := func() bool { return h.replication.at[copying(0, replication.UserData)].State.Waiting() }
	h.until(t, 10*time.Minute, "the batch is there", batch)
	h.brk(BackupService, fe2)
	h.brk(Power, fe1)
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
	h.wait(2 * time.Minute)
	if h.loaded[0] == 1 {
		t.Errorf("the routing groups are loaded before the batch is imported\n%s", h)
	}
	h.heal(BackupService, fe2)
	h.until(t, time.Hour, "they are loaded on FE02", func() bool { return h.loaded[0] == 1 && !batch() })
}

// A healthy pool that hosts the store is not failed over until the store has gone, planned or not.
func TestH32_StoreFirst(t *testing.T) {
	h := alight(t, Paired())
	for _, disaster := range []bool{false, true} {
		if names := h.refused(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: disaster}); !slices.Equal(names, []string{"cms-first"}) {
			t.Errorf("disaster mode %v: %v", disaster, names)
		}
	}
	h.must(t, ManagementServerFailover{At: fe2})
	switched := h.until(t, time.Hour, "the store is on FE02", func() bool { return h.masterIs(fe2) })
	if work := h.topology.Parameters.CMS.Work; switched != machine.Instant(5*time.Minute+work) {
		t.Errorf("the switch is at %v, and takes %v (L-24)", switched, work)
	}
	h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: false})
}

// While FE01 is down FE02 asks it once per failback interval, the first time one interval after the verdict.
func TestH36_OneAskPerFailbackInterval(t *testing.T) {
	top := Paired()
	top.Pools[0].Failback = 7 * time.Minute
	h := alight(t, top)
	h.brk(NIC, fe1)
	verdict := h.until(t, time.Hour, "the verdict", func() bool { return h.sees(fe2) == health.Down })
	ask := h.proof[1].ask
	for n := range 4 {
		next := h.until(t, time.Hour, "an ask", func() bool { return h.proof[1].ask != ask })
		if ask = h.proof[1].ask; next != verdict.Add(time.Duration(n+1)*7*time.Minute) {
			t.Errorf("ask %d after the verdict is at %v", n+1, next.Sub(verdict))
		}
	}
}

// An attempt without an answer times out after 32 s, and the first failed round waits for the base time's double at
// most, of which half is drawn (C-105).
func TestH37_UnansweredConnect(t *testing.T) {
	h := alight(t, Paired())
	h.brk(NIC, fe1)
	h.brk(NIC, fe2)
	h.must(t, SignIn{u1})
	begun := h.Now()
	round := h.until(t, time.Hour, "the round is over", func() bool { st, _ := h.User(u1); return st.Phase == client.Waiting })
	if round != begun.Add(2*32*second) {
		t.Errorf("two pools without an answer take %v", round.Sub(begun))
	}
	st, _ := h.User(u1)
	if wait := st.Retry.Sub(round); wait < 30*second || wait > 60*second {
		t.Errorf("the first wait is %v", wait)
	}
}

// Registrar failover and failback happen by themselves; a pool and the store stay where they are until somebody orders.
func TestQ1_OnlyTheRegistrarByItself(t *testing.T) {
	h := alight(t, Paired(), u1)
	h.brk(NIC, fe1)
	h.wait(48 * time.Hour)
	h.is(t, u1, client.LimitedBackup, fe2)
	if st, _ := h.Pool(fe2); st.Database != cms.Standby || h.stateOf(fe1) != failover.Active {
		t.Errorf("FE01 is %v, and the store on FE02 %v", h.stateOf(fe1), st.Database)
	}
	h.heal(NIC, fe1)
	h.wait(time.Hour)
	h.is(t, u1, client.Normal, fe1)
	h.holds(t)
}

// A link that works in one direction only is no link: FE02 is silenced by either (H-9, Q-5), and the client as well.
func TestQ5_EitherDirectionSilences(t *testing.T) {
	for _, f := range []Fault{{Kind: Link, Of: fe1, To: fe2}, {Kind: Link, Of: fe2, To: fe1}, {Kind: Heartbeat, Of: fe1}} {
		h := alight(t, Paired(), u1)
		h.do(Break{f})
		at := h.until(t, time.Hour, "the verdict", func() bool { return h.sees(fe2) == health.Down })
		if at != machine.Instant(5*time.Minute+95*second) {
			t.Errorf("%+v: the verdict falls at %v", f, at)
		}
		h.wait(time.Hour)
		h.is(t, u1, client.Normal, fe1) // he is at home, and knows nothing of it
	}
}

// A pair does not end while one of its pools is on its way and has users, nor with the active store in it (F-158).
func TestQ8_WhatKeepsAPair(t *testing.T) {
	top := Paired()
	top.Users[2].Home = fe2
	for _, c := range []struct {
		name   string
		before []Input
		order  Order
		block  string
	}{
		{"published under a failover", []Input{ClearBackup{fe1, fe2}, PoolFailOver{At: fe1, Pool: fe2, DisasterMode: true}}, Publish{fe1}, "leaving-active"},
		{"cleared under a failover", []Input{PoolFailOver{At: fe1, Pool: fe2, DisasterMode: false}}, ClearBackup{fe1, fe2}, "both-active"},
		{"published with the store on FE02", []Input{ClearBackup{fe1, fe2}, ManagementServerFailover{At: fe2}}, Publish{fe2}, "leaving-master"},
		{"cleared with the store on FE02", []Input{ManagementServerFailover{At: fe2}}, ClearBackup{fe2, fe2}, "master-stays"},
	} {
		h := alight(t, top)
		h.each = append(h.each, checkGuards)
		h.must(t, c.before...)
		if names := h.refused(t, c.order); !slices.Contains(names, c.block) {
			t.Errorf("%s: %v", c.name, names)
		}
		h.wait(5 * time.Minute)
		if names, _ := h.blocks(c.order); len(names) == 0 {
			t.Errorf("%s: it is accepted after five minutes", c.name)
		}
		h.holds(t)
	}
}

// Why a user cannot be moved, and what force changes.
func TestQ9_WhyAUserIsNotMoved(t *testing.T) {
	for _, c := range []struct {
		name        string
		top         func() Topology
		fail        []Fault
		plain, hard []string // what stands against a move, and against one with force
	}{
		{"the target is not set up", Lab, nil, []string{"target-set-up"}, []string{"target-set-up"}},
		{"the target is down", Paired, []Fault{{Kind: Power, Of: fe2}}, []string{"target-up"}, []string{"target-up"}},
		{"the source is down", Paired, []Fault{{Kind: Service, Of: fe1}}, []string{"source-reached"}, nil},
		{"nothing", Paired, nil, nil, nil},
	} {
		h := alight(t, c.top())
		for _, f := range c.fail {
			h.do(Break{f})
		}
		for _, force := range []bool{false, true} {
			want := c.plain
			if force {
				want = c.hard
			}
			blocks, err := h.blocks(MoveUser{At: "FE01.lab.local", User: u1, Target: fe2, Force: force})
			var names []string
			for _, b := range blocks {
				names = append(names, b.Name)
			}
			if err != nil || !slices.Equal(names, want) {
				t.Errorf("%s, force %v: %v, not %v (%v)", c.name, force, names, want, err)
			}
		}
	}
}

// With force the account goes alone: the target does not know the certificate, and denies it (F-150, C-65). Without force
// it goes with the user's data.
func TestF150_ForceMovesTheAccountAlone(t *testing.T) {
	for _, force := range []bool{false, true} {
		h := begin(t, Paired())
		h.must(t, SignIn{u1}, MoveUser{At: fe1, User: u1, Target: fe2, Force: force}) // before the Backup Service has carried anything
		h.wait(30 * second)
		if st, _ := h.User(u1); st.Registered == force {
			t.Errorf("force %v: registered %v at %s\n%s", force, st.Registered, st.At, h)
		}
		h.holds(t)
	}
}

// A planned failover of the store waits until the standby has everything that was written (F-107).
func TestF107_PlannedMoveWaitsForReplication(t *testing.T) {
	h := alight(t, Paired())
	h.must(t, SetAutomaticFailover{fe1, fe1, false}, ManagementServerFailover{At: fe2})
	h.until(t, 10*time.Minute, "the old master is read only", func() bool { return h.databaseIs(0, cms.ReadOnly) })
	if h.Now() == machine.Instant(5*time.Minute) || !h.same(h.database(0), h.database(1)) {
		t.Errorf("it takes no more writes at %v, and the standby has everything: %v", h.Now(), h.same(h.database(0), h.database(1)))
	}
	h.until(t, 10*time.Minute, "the store is on FE02", func() bool { return h.masterIs(fe2) })
	if h.row(0).has(automatic) {
		t.Error("what was written last is lost")
	}
	h.holds(t)
}

// The home pool dies at every fifth second of its failback: it is never declared active while it is down (F-83).
func TestF83_HomeDiesUnderItsFailback(t *testing.T) {
	for d := time.Duration(0); d < 15*time.Minute; d += 5 * second {
		h := begin(t, Paired())
		h.must(t, ManagementServerFailover{At: fe2})
		h.wait(5 * time.Minute)
		h.must(t, PoolFailOver{At: fe2, Pool: fe1, DisasterMode: true})
		h.wait(5 * time.Minute)
		h.must(t, PoolFailBack{At: fe2, Pool: fe1, DisasterMode: false})
		h.wait(d)
		if h.stateOf(fe1) == failover.Active {
			return
		}
		h.brk(Power, fe1)
		h.wait(time.Hour)
		if h.stateOf(fe1) == failover.Active {
			t.Fatalf("after %v: FE01 is active, and down\n%s", d, h)
		}
		h.holds(t)
	}
	t.Error("the failback never ends")
}

// Orders are given on servers that are there.
func TestL2_NoOrderOnAServerThatIsNotThere(t *testing.T) {
	h := begin(t, Lab())
	for _, o := range []Order{InstallDatabase{fe2}, Publish{fe2}, MoveUser{At: fe2, User: u1, Target: fe1, Force: true}, SetPoolState{fe2, fe1, failover.FailedOver}} {
		if names := h.refused(t, o); slices.Equal(names, []string{"moves-somewhere"}) {
			t.Errorf("%T%+v is accepted, and FE02 is not even defined", o, o)
		}
	}
}
