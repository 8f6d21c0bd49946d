package understudy

import (
	"strings"
	"testing"
	"time"

	"understudy.example/client"
	"understudy.example/dns"
	"understudy.example/dns/discovery"
	"understudy.example/machine"
	"understudy.example/pool"
	"understudy.example/pool/health"
	"understudy.example/pool/pairing"
	"understudy.example/registrar/binding"
)

const minute = time.Minute

// what differs between the releases, number by number. F-13..F-15, F-77, F-78, F-110, X-14, D-1, D-10, F-185, F-186.
func TestQ7_Presets(t *testing.T) {
	half, since := pool.Objective{Recovery: 30 * minute, Loss: 30 * minute}, pool.Objective{Recovery: 20 * minute, Loss: 5 * minute}
	store := pool.Objective{Recovery: 5 * minute, Loss: 5 * minute}
	detect, failback := 300*time.Second, 600*time.Second
	for _, want := range []Preset{
		{pairing.Lync2010, false, detect, failback, pool.Objective{}, pool.Objective{}, 0, 0, 0, discovery.Lync2010, false},
		{pairing.Lync2013, true, detect, failback, half, store, 80_000, 5_000, 12, discovery.Lync2013, false},
		{pairing.Skype2015, true, detect, failback, since, store, 80_000, 5_000, 12, discovery.SkypeForBusiness, true},
		{pairing.Skype2019, true, detect, failback, since, store, 106_000, 5_000, 16, discovery.SkypeForBusiness, true},
		{pairing.SubscriptionEdition, true, detect, failback, since, store, 106_000, 5_000, 16, discovery.SkypeForBusiness, true},
	} {
		if got := PresetOf(want.Release); got != want {
			t.Errorf("got\n%+v\nwant\n%+v", got, want)
		}
	}
	if got := PresetOf(pairing.Release(pairing.Releases)); got.Release != pairing.Lync2013 {
		t.Errorf("a release that does not exist has the preset of %v", got.Release)
	}
}

// releasePair is two pools of a release as they come, but for the tick (F-19).
func releasePair(r pairing.Release) Topology {
	t := Topology{Domain: "lab.local", Sites: []Site{{Name: "East"}, {Name: "West"}}, Parameters: Defaults(), Seed: 1,
		Pairs: []Pair{{Pools: [2]string{fe1, fe2}}}, Users: []User{{URI: u1, Home: fe1, Generation: PresetOf(r).Client}}}
	for i, at := range []string{"East", "West"} {
		p := PresetOf(r).NewPool([]string{fe1, fe2}[i], at, pairing.Standard)
		p.CMS, p.Automatic = i == 0, true
		t.Pools = append(t.Pools, p)
		t.Records = append(t.Records, Record{Name: "_sipinternaltls._tcp.lab.local",
			SRV: dns.SRV{Target: p.FQDN, Port: 5061, Priority: uint16(10 * i)}})
	}
	return t
}

// it holds for every release that knows pairs: the verdict after 300 s and Grace, and the user limited on the backup.
func TestQ7_EveryRelease(t *testing.T) {
	for r := range pairing.Release(pairing.Releases) {
		top := releasePair(r)
		if !r.Pairs() {
			if err := top.Validate(); err == nil || !strings.Contains(err.Error(), "which knows no pairs (F-2)") {
				t.Errorf("%v: %v", r, err)
			}
			continue
		}
		h := alight(t, top, u1)
		h.do(Break{Fault{Kind: NIC, Of: fe1}})
		at := h.until(t, time.Hour, "the verdict", func() bool { return h.sees(fe2) == health.Down })
		if at != machine.Instant(10*minute+5*time.Second) { // the last answer was that of 5 min
			t.Errorf("%v: the verdict falls at %v", r, at)
		}
		h.until(t, time.Hour, "limited on the backup", func() bool { st, _ := h.User(u1); return st.Mode == client.LimitedBackup && st.Registered })
	}
}

// The order of releases is that of their years.
func TestReleasesInTime(t *testing.T) {
	years := []pairing.Release{pairing.Lync2010, pairing.Lync2013, pairing.Skype2015, pairing.Skype2019, pairing.SubscriptionEdition}
	for i, a := range years {
		for j, b := range years {
			if a.Since(b) != (i >= j) {
				t.Errorf("%v since %v: %v", a, b, a.Since(b))
			}
		}
	}
}

// H-19, F-40: without automatic failover a pool sends home those whom it has taken in when their pool is active again, and
// nobody else; not while it holds that pool down, and not where the failback verdict will do it.
func TestH19WhoIsSentHome(t *testing.T) {
	for _, pulls := range []bool{false, true} {
		for _, dead := range []bool{false, true} {
			top := Paired()
			top.Users[1].Home = fe2
			top.Pools[0].Automatic = pulls
			h := disaster(t, top, u1, u2)
			if !dead {
				h.heal(NIC, fe1)
				h.until(t, time.Hour, "FE02 sees FE01 up", func() bool { return h.sees(fe2) == health.Up })
			}
			h.is(t, u1, client.FullBackup, fe2)
			h.releaseGuests(1, 0)
			for u, home := range h.home {
				bound := h.binding.at[h.bound(1, int16(u))].State.Phase() != binding.Free
				if want := u == 1 || u == 0 && (pulls || dead); bound != want {
					t.Errorf("automatic %v, dead %v: user %d of pool %d is bound: %v", pulls, dead, u, home, bound)
				}
			}
			if gone := len(h.System.out); gone > 0 && (pulls || dead) || len(h.System.out) == 0 && !pulls && !dead {
				t.Errorf("automatic %v, dead %v: %d actions", pulls, dead, gone)
			}
			h.System.out = nil
		}
	}
}
