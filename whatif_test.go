package understudy

import (
	"testing"
	"time"
)

// F-67, F-79: what -WhatIf says an order takes is what it takes, and it changes nothing.
func TestWhatIfIsWhatHappens(t *testing.T) {
	top := Paired()
	top.Pools[1].Homed = 2_000
	for _, c := range []struct {
		in   Order
		want time.Duration
	}{
		{PoolFailOver{At: "FE01.lab.local", Pool: "FE02.lab.local"}, 260*time.Second + 56*time.Second},
		{PoolFailOver{At: "FE01.lab.local", Pool: "FE02.lab.local", DisasterMode: true}, 106 * time.Second},
		{ManagementServerFailover{At: "FE02.lab.local"}, 10 * time.Second},
		{Setup{Pool: "FE02.lab.local"}, 2 * time.Minute},
		{SetAutomaticFailover{At: "HQ", Pool: "FE01.lab.local"}, 0},
	} {
		s := mustNew(t, top)
		s.Do(s.Now().Add(time.Minute), nil, nil)
		f, err := s.WhatIf(c.in, 0)
		if err != nil || len(f.Blocks) > 0 || f.Total() != c.want {
			t.Errorf("%+v: %+v, %v", c.in, f, err)
		}
		if p, _ := s.Pool("FE02.lab.local"); p.Run.Running() {
			t.Error("it has begun")
		}
		if run, ok := c.in.(PoolFailOver); ok {
			s.Do(s.Now(), run, nil)
			s.Do(s.Now().Add(c.want-time.Nanosecond), nil, nil)
			running := func() bool { p, _ := s.Pool("FE02.lab.local"); return p.Run.Running() }
			if early := running(); !early {
				t.Errorf("%+v is over early", c.in)
			}
			if s.Do(s.Now().Add(time.Nanosecond), nil, nil); running() && run.DisasterMode {
				t.Errorf("%+v takes longer than %v", c.in, c.want)
			}
		}
	}
	s := mustNew(t, top)
	if _, err := s.WhatIf(Publish{At: "nowhere"}, 0); err == nil {
		t.Error("no such place")
	}
	if f, err := s.WhatIf(ManagementServerFailover{At: "FE02.lab.local"}, 0); f.Store != "FE01.lab.local" || err != nil {
		t.Errorf("F-105: the store is on %q, %v", f.Store, err)
	}
}
