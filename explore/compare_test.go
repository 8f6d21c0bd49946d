package explore

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/client"
	"understudy.example/machine"
)

// accountOf keeps the account of a history under a policy.
func accountOf(t *testing.T, policy func() understudy.Policy, p *Plan) (Account, *Trial) {
	t.Helper()
	o := &Options{Laws: all()}
	a, trial, err := newSide(Contender{Policy: policy}, o, o.Laws).play(p)
	if err != nil {
		t.Fatal(err)
	}
	return a, trial
}

// replayed counts the same times in another way: the history is played again as it went, without a policy and without looking at anybody,
// and what clients say of themselves is added up.
func replayed(t *testing.T, p *Plan) []Usage {
	t.Helper()
	s, err := understudy.New(p.Topology)
	if err != nil {
		t.Fatal(err)
	}
	users := make([]Usage, len(p.Topology.Users))
	phases, since := make([]client.Phase, len(users)), make([]machine.Instant, len(users))
	stay := func(u int, until machine.Instant) {
		d := until.Sub(since[u])
		switch since[u] = until; phases[u] {
		case client.Out, client.InNormal, client.InFullBackup:
		case client.InLimitedHome, client.InLimitedBackup:
			users[u].Limited += d
		default:
			users[u].Out += d
		}
	}
	tell := func(at machine.Instant, did []understudy.Action) {
		for _, a := range did {
			if a.Kind == understudy.Moved && a.Who.Part == understudy.PartClient {
				stay(int(a.Who.A), at)
				phases[a.Who.A] = client.Phase(client.Table.Entry(a.From, a.On).To)
			}
		}
	}
	for _, in := range p.Inputs {
		s.Do(in.At, in.In, tell)
	}
	s.Do(p.End, nil, tell)
	for u := range users {
		stay(u, p.End)
		users[u].User = p.Topology.Users[u].URI
	}
	return users
}

// Times are exact: what clients told of themselves adds up to the same, to the nanosecond, in all kinds of histories.
func TestAccountIsExact(t *testing.T) {
	plans, err := Plans(careful, Options{Histories: fewer(40, 8)})
	if err != nil {
		t.Fatal(err)
	}
	var total time.Duration
	for i, p := range plans {
		a, trial := accountOf(t, careful, p)
		for u, want := range replayed(t, trial.Played()) {
			if got := a.Users[u]; got.User != want.User || got.Out != want.Out || got.Limited != want.Limited {
				t.Errorf("history %d: %v, and by what clients told %v", i, got, want)
			}
			total += want.Out + want.Limited
		}
	}
	if total < time.Hour {
		t.Errorf("in all histories users were without full service for %v", total)
	}
}

// at is an input at a time.
func at(d time.Duration, in understudy.Input) Timed { return Timed{machine.Instant(d), in} }

func breaks(d time.Duration, kind understudy.FaultKind, of string) Timed {
	return at(d, understudy.Break{Fault: understudy.Fault{Kind: kind, Of: of}})
}

func heals(d time.Duration, kind understudy.FaultKind, of string) Timed {
	return at(d, understudy.Heal{Fault: understudy.Fault{Kind: kind, Of: of}})
}

const s, m, h = time.Second, time.Minute, time.Hour

// A lost pool without anybody who does something about it: a user is out from the moment at which his client notices, 32 s after the
// fault (C-50), until it tries the backup again after the verdict (F-29), and limited from then on. He who has never signed in has
// lost nothing.
func TestAccountOfAnOutage(t *testing.T) {
	a, _ := accountOf(t, idle, &Plan{Topology: standing(), Place: "HQ", End: minutes(30), Inputs: []Timed{
		at(0, understudy.SignIn{User: "u1@lab.local"}), breaks(5*m, understudy.NIC, fe1)}})
	in := 7*m + 25*s + 32*time.Millisecond
	want := Account{Users: []Usage{{User: "u1@lab.local", Out: in - (5*m + 32*s), Limited: 30*m - in}, {User: "u2@lab.local"}}}
	if !reflect.DeepEqual(a, want) {
		t.Errorf("%+v", a)
	}
}

func move(to string) understudy.Order {
	return understudy.ManagementServerFailover{At: to, Target: to, Force: true}
}

// turn is one that took a while.
func turn(k TurnKind, pool string, began, took time.Duration) Turn {
	return Turn{Kind: k, Pool: pool, Began: machine.Instant(began), Ended: machine.Instant(began + took)}
}

func (t Turn) wrong() Turn { t.False = true; return t }
func (t Turn) again() Turn { t.Flap = true; return t }

// What is a turn, which are false, and which are flaps.
func TestTurns(t *testing.T) {
	fails := understudy.PoolFailOver{At: "west", Pool: fe1, DisasterMode: true}
	planned := understudy.PoolFailOver{At: "west", Pool: fe1}
	back := understudy.PoolFailBack{At: "west", Pool: fe1}
	dies := understudy.Interrupt{At: "west", Pool: fe1}
	fences := understudy.Fence{At: "west", Pool: fe1}
	for _, c := range []struct {
		name string
		ins  []Timed
		want []Turn
	}{
		{"the store is moved from a pool that is up, and again too soon, and then not so soon",
			[]Timed{at(m, move(fe2)), at(30*m, move(fe1)), at(2*h, move(fe2))},
			[]Turn{turn(Store, fe2, m, 10*s).wrong(), turn(Store, fe1, 30*m, 10*s).wrong().again(), turn(Store, fe2, 2*h, 10*s).wrong()}},
		{"planned moves are never false",
			[]Timed{at(30*m, understudy.ManagementServerFailover{At: fe2}), at(40*m, planned)},
			[]Turn{turn(Store, fe2, 30*m, 10*s), turn(Over, fe1, 40*m, 4*m+20*s)}},
		{"a failover dies and goes on; the next one comes too soon after the way home, and the last one stops for good",
			[]Timed{breaks(m, understudy.Power, fe1), at(10*m, move(fe2)), at(11*m, fails), at(11*m+20*s, dies), at(15*m, fails),
				heals(20*m, understudy.Power, fe1), at(40*m, back), at(70*m, planned), at(100*m, back), at(3*h+30*m, planned), at(3*h+30*m+20*s, dies)},
			[]Turn{turn(Store, fe2, 10*m, 10*s), turn(Over, fe1, 11*m, 4*m+50*s), turn(Back, fe1, 40*m, 12*m), turn(Over, fe1, 70*m, 4*m+20*s).again(),
				turn(Back, fe1, 100*m, 12*m), {Kind: Over, Pool: fe1, Began: machine.Instant(3*h + 30*m), Ended: machine.Never, Stopped: true}}},
		{"a pool that is up is fenced, and then taken for lost",
			[]Timed{at(m, fences), at(2*m, move(fe2)), at(3*m, fails)},
			[]Turn{turn(Store, fe2, 2*m, 10*s).wrong(), turn(Over, fe1, 3*m, 50*s).wrong()}},
		{"a pool comes back while it is failed over, which was right when it was ordered",
			[]Timed{breaks(m, understudy.Power, fe1), at(10*m, move(fe2)), at(11*m, fails), heals(11*m+20*s, understudy.Power, fe1)},
			[]Turn{turn(Store, fe2, 10*m, 10*s), turn(Over, fe1, 11*m, 50*s)}},
		{"it comes back before the failover is ordered once more",
			[]Timed{breaks(m, understudy.Power, fe1), at(10*m, move(fe2)), at(11*m, fails), at(11*m+20*s, dies), heals(11*m+30*s, understudy.Power, fe1), at(12*m, fails)},
			[]Turn{turn(Store, fe2, 10*m, 10*s), turn(Over, fe1, 11*m, m+50*s).wrong()}},
		{"a pool that is lost is fenced; its name is written otherwise",
			[]Timed{breaks(m, understudy.Hung, "fe01.LAB.local."), at(m, fences), at(2*m, move(fe2)), at(3*m, fails)},
			[]Turn{turn(Store, fe2, 2*m, 10*s), turn(Over, fe1, 3*m, 50*s)}},
	} {
		a, _ := accountOf(t, idle, &Plan{Topology: watched(), Place: "west", End: machine.Instant(4 * h), Inputs: c.ins})
		if !reflect.DeepEqual(a.Turns, c.want) {
			t.Errorf("%s:\n%s", c.name, strings.Join(a.lines(), "\n"))
		}
	}
}

// What was lost, and with what: a contact and an upload with the pool, which comes back with it when it is asked for (F-64, F-85); and a
// change of the configuration with the store (F-110).
func TestAccountOfLosses(t *testing.T) {
	const user = "u1@lab.local"
	ins := []Timed{at(0, understudy.SignIn{User: user}), at(m, understudy.EditContacts{User: user}), at(m, understudy.UploadContent{User: user}),
		at(m, understudy.SetAutomaticFailover{At: "west", Pool: fe1, On: false}), breaks(m, understudy.Power, fe1), at(10*m, move(fe2)),
		at(11*m, understudy.PoolFailOver{At: "west", Pool: fe1, DisasterMode: true})}
	a, _ := accountOf(t, idle, &Plan{Topology: watched(), Place: "west", End: machine.Instant(h), Inputs: ins})
	if u := a.Users[0]; u.Lost != 1 || u.All != 0 || u.Left != 1 || a.Store != 1 {
		t.Errorf("%v, and with the store %d", u, a.Store)
	}
	alone := []Timed{at(10*m, understudy.MoveUser{At: "west", User: user, Target: fe2, Force: true})}
	if a, _ := accountOf(t, idle, &Plan{Topology: watched(), Place: "west", End: machine.Instant(h), Inputs: alone}); a.Users[0].All != 1 {
		t.Errorf("%v", a.Users[0])
	}
}

// Orders are counted by what became of them: the policy's, and those of an administrator. One that names what is not there is refused, and
// one for another site never gets there.
func TestAccountOfOrders(t *testing.T) {
	once := func() understudy.Policy {
		gave := false
		return understudy.PolicyFunc(func(_ machine.Instant, v *understudy.View, out []understudy.Order) []understudy.Order {
			if p, _ := v.Pool(fe1); !p.Reachable && !gave {
				gave = true
				out = append(out, understudy.PoolFailOver{At: "east", Pool: fe1}, understudy.PoolFailOver{At: "moon", Pool: fe1},
					understudy.PoolFailBack{At: "west", Pool: fe1}, move(fe2))
			}
			return out
		})
	}
	a, _ := accountOf(t, once, &Plan{Topology: watched(), Place: "west", End: machine.Instant(h), Inputs: []Timed{
		at(0, understudy.SignIn{User: "u1@lab.local"}), breaks(m, understudy.Power, fe1), at(2*m, understudy.PoolFailBack{At: "west", Pool: fe2})}})
	if want := (Orders{Given: 5, Refused: 3, Denied: 1}); a.Orders != want {
		t.Errorf("%+v, not %+v", a.Orders, want)
	}
}

// compared compares two policies, of which one is known to be bad.
func compared(t *testing.T, o Options) *Comparison {
	t.Helper()
	c, err := Compare(Contender{Name: "careful", Policy: careful}, Contender{Name: "hasty", Policy: hasty}, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A comparison adds up accounts: those that differ are all there, with what differs most first, and each can be played again.
func TestCompare(t *testing.T) {
	all := fewer(60, 20)
	c := compared(t, Options{Histories: all})
	var sum [2]Summary
	var most [2]time.Duration
	var plans [2][]*Plan
	for k, policy := range []func() understudy.Policy{careful, hasty} {
		var err error
		if plans[k], err = Plans(policy, Options{Histories: all}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range c.Differences {
		d := &c.Differences[i]
		if n := d.History - 1; !reflect.DeepEqual(d.Plan, plans[n%2][n]) {
			t.Errorf("history %d is not the one that was made for its side", d.History)
		}
		for k, a := range []*Account{&d.A, &d.B} {
			sum[k].add(a)
			out, _ := a.Cost()
			most[k] = max(most[k], out)
		}
		if i > 0 {
			before := &c.Differences[i-1]
			if b, n := before.breaches(), d.breaches(); b < n || b == n && before.apart() < d.apart() {
				t.Errorf("history %d comes before %d", before.History, d.History)
			}
		}
	}
	for k, s := range []*Summary{&c.A, &c.B} {
		if s.Over != sum[k].Over || s.Back != sum[k].Back || s.Store != sum[k].Store || s.Out.Worst < most[k] || s.Out.Median > s.Out.Mean {
			t.Errorf("%+v", s)
		}
	}
	if c.Histories != all || len(c.Differences) < all/3 || c.A.Over.All == 0 || c.B.Over.All != 0 || c.B.breaks("double-store") == 0 {
		t.Errorf("%d histories, %d differ\n%v", c.Histories, len(c.Differences), c)
	}
	first := &c.Differences[0]
	a, b, err := first.Stories()
	if err != nil {
		t.Fatal(err)
	}
	for k, s := range map[*Account]*Plan{&first.A: FromStory(a, first.Plan.Place, true), &first.B: FromStory(b, first.Plan.Place, true)} {
		if again, _ := accountOf(t, idle, s); !reflect.DeepEqual(again.Turns, k.Turns) || !reflect.DeepEqual(again.Users, k.Users) {
			t.Errorf("%+v, and as a story %+v", k, again)
		}
	}
}

// The same policy is no other one: nothing differs, and so it is said. With other timings it is.
func TestCompareWithItself(t *testing.T) {
	slower := func(t *understudy.Topology) {
		for i := range t.Pools {
			t.Pools[i].Detect += 10 * time.Minute
		}
	}
	for _, c := range []struct {
		change func(*understudy.Topology)
		differ bool
	}{{nil, false}, {slower, true}} {
		o := Options{Histories: fewer(30, 10), Grounds: []understudy.Topology{twoSites()}}
		got, err := Compare(Contender{Name: "one"}, Contender{Name: "two", Change: c.change}, o)
		if err != nil || len(got.Differences) > 0 != c.differ || (got.B.Out.Mean > got.A.Out.Mean) != c.differ {
			t.Errorf("%v, %v", got, err)
		}
		if o.Grounds[0].Pools[0].Detect != twoSites().Pools[0].Detect {
			t.Fatal("the ground of the options has been changed")
		}
		if !c.differ && !strings.HasSuffix(got.String(), "\nWent differently: none\n") {
			t.Errorf("%v", got)
		}
	}
}

// The same options give the same bytes, on one core and on two.
func TestCompareAgain(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one, err := json.Marshal(compared(t, Options{Histories: fewer(20, 4), Seed: 3}))
	if err != nil {
		t.Fatal(err)
	}
	runtime.GOMAXPROCS(2)
	two, err := json.Marshal(compared(t, Options{Histories: fewer(20, 4), Seed: 3}))
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("%v\n%s\n%s", err, one, two)
	}
	if !bytes.Contains(one, []byte(`"Kind":"gets the store"`)) {
		t.Errorf("%s", one)
	}
}

func TestCompareOptions(t *testing.T) {
	if _, err := Compare(Contender{}, Contender{}, Options{Histories: -1}); !errors.Is(err, ErrOptions) {
		t.Error(err)
	}
	for what, change := range map[string]func(*understudy.Topology){
		"Users": func(t *understudy.Topology) { t.Users = t.Users[:len(t.Users)-1] },
		"Pools": func(t *understudy.Topology) {
			for i := range t.Pools {
				t.Pools[i].FQDN = "x" + t.Pools[i].FQDN
			}
		},
	} {
		_, err := Compare(Contender{}, Contender{Name: "b", Change: change}, Options{Histories: 3})
		if !errors.Is(err, ErrOptions) || !strings.Contains(err.Error(), "Change of b: "+what) {
			t.Error(err)
		}
	}
	bad := func(t *understudy.Topology) { t.Pools[0].Detect = -1 }
	if _, err := Compare(Contender{}, Contender{Change: bad}, Options{Histories: 3}); !errors.Is(err, understudy.ErrTopology) {
		t.Error(err)
	}
}

// How times are written.
func TestLasted(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "0", s - 1: "0", m: "1m", h: "1h", h + s: "1h0m1s", -90 * s: "-1m30s", 2*h + 5*m: "2h5m", 1500 * time.Millisecond: "1s"} {
		if got := lasted(d); got != want {
			t.Errorf("%v is written %s", d, got)
		}
	}
}
