package registrar

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// An input is one thing to know, and one request.
type input struct {
	k Known
	r Request
}

// inputs are all there are; values outside the enums are not among them.
var inputs = func() (all []input) {
	var bits [12]bool
	for n := range int(Stranger+1) * int(FailingBack+1) * int(Unheard+1) << len(bits) {
		for i := range bits {
			bits[i] = n>>i&1 != 0
		}
		rest := n >> len(bits)
		all = append(all, input{
			Known{
				Role: Role(rest % 3), Standing: Standing(rest / 3 % 4), Certificate: Certificate(rest / 12),
				Down: bits[0], Automatic: bits[1], Loaded: bits[2], Store: bits[3], Bound: bits[4], Full: bits[5],
				Directory: bits[6], Away: bits[7], Crowded: bits[8], Branch: bits[9],
			}, Request{Survivable: bits[10], FollowsQ: bits[11]},
		})
	}
	return all
}()

// A law is an implication about one answer, written from the facts and not from the table.
type law struct {
	name string
	when func(k Known, r Request) bool
	then func(k Known, r Request, got Reply) bool
}

func known(k Known) bool { return k.Certificate == Recorded || k.Certificate == None && k.Directory }
func open(k Known) bool  { return known(k) && !k.Away }
func room(k Known) bool  { return k.Bound || !k.Full && !k.Crowded }

func is(v Verdict) func(Known, Request, Reply) bool {
	return func(_ Known, _ Request, got Reply) bool { return got.Verdict == v }
}

func limited(_ Known, _ Request, got Reply) bool {
	return got.Verdict == Accepted && got.Level == Limited
}

var laws = []law{
	{"C-65, H-24: a certificate without a record is denied",
		func(k Known, _ Request) bool { return k.Certificate == Unheard }, is(Rejected)},
	{"C-68: no certificate and no domain controller, no sign-in",
		func(k Known, _ Request) bool { return k.Certificate == None && !k.Directory }, is(Rejected)},
	{"C-68: a certificate needs no domain controller",
		func(k Known, _ Request) bool { return k.Certificate == Recorded },
		func(k Known, r Request, got Reply) bool {
			k.Directory = !k.Directory
			return got == Decide(k, r)
		}},
	{"F-56, H-13: a pool that is failed over itself takes nobody in and sends nobody on, whoever asks",
		func(k Known, _ Request) bool { return k.Away }, is(Rejected)},
	{"F-43: a stranger always redirects",
		func(k Known, _ Request) bool { return open(k) && k.Role == Stranger }, is(Redirected)},
	{"F-188, F-56: a pool that is failed over does not register its own users",
		func(k Known, _ Request) bool { return known(k) && k.Role == Home && k.Standing == FailedOver }, is(Rejected)},
	{"H-15: a pool that is failing over sends its users away",
		func(k Known, _ Request) bool { return open(k) && k.Role == Home && k.Standing == FailingOver }, is(Redirected)},
	{"F-89: the home pool serves its users when it is active and during failback",
		func(k Known, r Request) bool {
			return open(k) && room(k) && r.Survivable && k.Role == Home && (k.Standing == Active || k.Standing == FailingBack)
		}, is(Accepted)},
	{"home: what the registrar holds of its own pool as an observer counts for nothing",
		func(k Known, _ Request) bool { return k.Role == Home },
		func(k Known, r Request, got Reply) bool {
			k.Down, k.Automatic, k.Loaded = !k.Down, !k.Automatic, !k.Loaded
			return got == Decide(k, r)
		}},
	{"F-35: before the verdict, and without automatic failover, the backup takes nobody in",
		func(k Known, _ Request) bool {
			return open(k) && k.Role == Backup && k.Standing == Active && !k.Bound && !(k.Down && k.Automatic)
		}, is(Redirected)},
	{"F-35: after its verdict the backup takes them in",
		func(k Known, r Request) bool {
			return open(k) && room(k) && r.Survivable && k.Role == Backup && k.Standing == Active && k.Down && k.Automatic
		}, is(Accepted)},
	{"F-51, H-50: limited, unless they are a branch's and their data are here all along",
		func(k Known, r Request) bool { return k.Role == Backup && k.Standing == Active },
		func(k Known, r Request, got Reply) bool {
			return got.Verdict != Accepted || (got.Level == Full) == (k.Branch && k.Store)
		}},
	{"F-5, H-51: an appliance serves its users whatever becomes of the pool behind it, and without it limited",
		func(k Known, r Request) bool {
			return open(k) && room(k) && r.Survivable && k.Branch && k.Role == Home && k.Standing == Active && !k.Store
		}, limited},
	{"F-38: when the home pool is alive again the borrowed are sent home",
		func(k Known, _ Request) bool {
			return open(k) && k.Role == Backup && k.Standing == Active && k.Bound && !k.Down && k.Automatic
		}, is(Redirected)},
	{"F-40, H-26: without automatic failover the borrowed stay, whatever becomes of the home pool",
		func(k Known, r Request) bool {
			return open(k) && r.Survivable && k.Role == Backup && k.Standing == Active && k.Bound && !k.Automatic
		}, is(Accepted)},
	{"F-41, H-15: once the home pool is failing over the backup needs neither verdict nor flag",
		func(k Known, r Request) bool {
			return open(k) && room(k) && r.Survivable && k.Role == Backup && (k.Standing == FailingOver || k.Standing == FailedOver)
		}, is(Accepted)},
	{"F-89, H-20: during failback the backup keeps whom it has and takes nobody in",
		func(k Known, _ Request) bool {
			return open(k) && k.Role == Backup && k.Standing == FailingBack && !(k.Bound && k.Loaded)
		}, is(Redirected)},
	{"F-89, C-72: who is on the backup stays there at first, in resiliency mode",
		func(k Known, r Request) bool {
			return open(k) && r.Survivable && k.Role == Backup && k.Standing == FailingBack && k.Bound && k.Loaded
		}, limited},
	{"H-19: outside Active the verdict and the flag count for nothing",
		func(k Known, _ Request) bool { return k.Standing != Active },
		func(k Known, r Request, got Reply) bool {
			k.Down = !k.Down
			same := got == Decide(k, r)
			k.Automatic = !k.Automatic
			return same && got == Decide(k, r)
		}},
	{"F-45, F-51: full service takes the store, and the home pool or the loaded routing groups",
		func(Known, Request) bool { return true },
		func(k Known, _ Request, got Reply) bool {
			serves := k.Role == Home && k.Standing == Active || k.Role == Backup && k.Standing == FailedOver && k.Loaded ||
				k.Role == Backup && k.Standing == Active && k.Branch
			switch {
			case got.Verdict != Accepted:
				return got.Level == Nothing
			case serves && k.Store:
				return got.Level == Full
			}
			return got.Level == Limited
		}},
	{"C-38, C-46: an endpoint without survivable support is served in full or refused",
		func(k Known, r Request) bool { return open(k) && room(k) && !r.Survivable },
		func(k Known, r Request, got Reply) bool {
			r.Survivable = true
			if able := Decide(k, r); able.Level == Limited {
				return got.Verdict == Rejected
			}
			return got.Level != Limited && got.Verdict != Rejected || k.Role == Home && k.Standing == FailedOver
		}},
	{"C-121, C-116, H-38: where there is no room, or no time, nobody new gets in, and everything else is as always",
		func(k Known, _ Request) bool { return k.Full || k.Crowded },
		func(k Known, r Request, got Reply) bool {
			why := "no room"
			if !k.Full {
				why = "too many at once"
			}
			k.Full, k.Crowded = false, false
			roomy := Decide(k, r)
			if !k.Bound && (roomy.Verdict == Accepted || roomy.Rule.String() == "no survivable support") {
				return got.Verdict == Unavailable && got.Rule.String() == why
			}
			return got == roomy
		}},
	{"C-40: at a central site nobody is served as a branch's",
		func(k Known, _ Request) bool { return true },
		func(k Known, _ Request, got Reply) bool {
			return k.Branch || !strings.Contains(got.Rule.String(), "branch")
		}},
	{"C-121: where there is room nobody hears 503",
		func(k Known, _ Request) bool { return room(k) },
		func(_ Known, _ Request, got Reply) bool { return got.Verdict != Unavailable }},
	{"C-34: how many contacts an endpoint follows does not change the answer",
		func(Known, Request) bool { return true },
		func(k Known, r Request, got Reply) bool {
			r.FollowsQ = !r.FollowsQ
			return got == Decide(k, r)
		}},
}

// broken returns the first law that an input breaks. Applied counts how often each law has something to say.
func broken(in input, applied []int) (name string) {
	got := Decide(in.k, in.r)
	for i, l := range laws {
		if !l.when(in.k, in.r) {
			continue
		}
		applied[i]++
		if !l.then(in.k, in.r, got) {
			return l.name
		}
	}
	return ""
}

func TestLaws(t *testing.T) {
	applied := make([]int, len(laws))
	for _, in := range inputs {
		if name := broken(in, applied); name != "" {
			t.Fatalf("%s:\n%+v\n%+v", name, in, Decide(in.k, in.r))
		}
	}
	for i, n := range applied {
		if n == 0 {
			t.Errorf("%s: never applies", laws[i].name)
		}
	}
}

// TestLawsNoticeEveryFault plants every fault of one kind: a rule that is missing, or says something else. A change that
// changes no answer is none.
func TestLawsNoticeEveryFault(t *testing.T) {
	good := rules
	defer func() { rules = good }()
	answers := make([]Reply, len(inputs))
	for i, in := range inputs {
		answers[i] = Decide(in.k, in.r)
	}
	applied := make([]int, len(laws))
	plant := func(what string, bad []Rule) {
		rules = bad
		changed := -1
		for i, in := range inputs {
			got := Decide(in.k, in.r)
			if got.Verdict == answers[i].Verdict && got.Level == answers[i].Level {
				continue
			}
			if changed = i; broken(in, applied) != "" {
				return
			}
		}
		if changed >= 0 {
			t.Errorf("no law notices: %s: %+v", what, inputs[changed])
		}
	}
	for i, rule := range good {
		plant(rule.Name+" is missing", slices.Delete(slices.Clone(good), i, i+1))
		for v := range Unavailable + 1 {
			for l := range Full + 1 {
				bad := slices.Clone(good)
				bad[i].Verdict, bad[i].Level = v, l
				plant(fmt.Sprintf("%s says %v, %v", rule.Name, v, l), bad)
			}
		}
	}
}

func TestEveryRuleDecidesSomething(t *testing.T) {
	decides := make([]int, len(rules))
	for _, in := range inputs {
		decides[Decide(in.k, in.r).Rule]++
		for _, r := range []Replicas{Alone, Gone} {
			in.k.Replicas = r
			decides[Decide(in.k, in.r).Rule]++
		}
		in.k.Replicas, in.k.Elsewhere = Enough, true
		decides[Decide(in.k, in.r).Rule]++
	}
	for id, n := range decides {
		if odd := RuleID(id).String() == "unknown pool state"; (n == 0) != odd {
			t.Errorf("%v decides %d times", RuleID(id), n)
		}
	}
	if got := Decide(Known{Standing: FailingBack + 1, Certificate: Recorded}, Request{}); got.Rule.String() != "unknown pool state" {
		t.Errorf("a pool state outside the enum is decided by %v", got.Rule)
	}
}

func TestRules(t *testing.T) {
	name := regexp.MustCompile(`^[a-z][a-z, ]+[a-z]$`)
	why := regexp.MustCompile(`^[A-Z][^()]* \([CFH]-\d+(, [CFH]-\d+)*\)$`)
	seen := map[string]bool{}
	for id, r := range Rules() {
		if !name.MatchString(r.Name) || seen[r.Name] {
			t.Errorf("rule %d has no clear name of its own: %q", id, r.Name)
		}
		seen[r.Name] = true
		if !why.MatchString(r.Why) {
			t.Errorf("%s: %q does not end in its facts", r.Name, r.Why)
		}
		if r.When() == "" || r.need&r.not != 0 {
			t.Errorf("%s applies when %q", r.Name, r.When())
		}
		if (r.Verdict == Accepted) != (r.Level != Nothing) {
			t.Errorf("%s: %v with level %v", r.Name, r.Verdict, r.Level)
		}
		if RuleID(id).String() != r.Name || RuleID(id).Why() != r.Why {
			t.Errorf("RuleID %d does not lead to %s", id, r.Name)
		}
	}
	if got, want := rules[10].When(), "backup, active, not down, automatic"; got != want {
		t.Errorf("%s applies when %q, not %q", rules[10].Name, got, want)
	}
	Rules()[0].Name = "changed"
	if rules[0].Name == "changed" {
		t.Error("Rules gives the table out of hand")
	}
	if last := RuleID(len(rules)); last.String() != fmt.Sprintf("%d?", len(rules)) || last.Why() != "" {
		t.Errorf("a rule that does not exist is %q, because %q", last, last.Why())
	}
}

// TestNonsense draws values outside all enums: there is always an answer, and never a registration for it.
func TestNonsense(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flag := func(name string) bool { return rapid.Bool().Draw(t, name) }
		k := Known{
			Role:        Role(rapid.Uint8().Draw(t, "role")),
			Standing:    Standing(rapid.Uint8().Draw(t, "standing")),
			Certificate: Certificate(rapid.Uint8().Draw(t, "certificate")),
			Down:        flag("down"), Automatic: flag("automatic"), Loaded: flag("loaded"), Store: flag("store"),
			Bound: flag("bound"), Full: flag("full"), Directory: flag("directory"), Away: flag("away"),
			Crowded: flag("crowded"), Branch: flag("branch"),
			Replicas: Replicas(rapid.Uint8().Draw(t, "replicas")), Elsewhere: flag("elsewhere"),
		}
		got := Decide(k, Request{Survivable: flag("survivable")})
		nonsense := k.Role > Stranger || k.Standing > FailingBack || k.Certificate > Unheard
		if int(got.Rule) >= len(rules) || nonsense && got.Verdict == Accepted {
			t.Fatalf("%+v: %+v", k, got)
		}
	})
}

func TestDecide(t *testing.T) {
	home := Known{Role: Home, Automatic: true, Store: true, Certificate: Recorded, Directory: true}
	backup := home
	backup.Role = Backup
	with := func(k Known, change func(*Known)) Known { change(&k); return k }
	lync := Request{Survivable: true, FollowsQ: true}
	for _, c := range []struct {
		name string
		k    Known
		r    Request
		want Reply // without its rule
		rule string
	}{
		{"L-3: an ordinary sign-in", home, lync, Reply{Verdict: Accepted, Level: Full}, "home"},
		{"L-9: a certificate from before the pairing", with(backup, func(k *Known) { k.Down, k.Certificate = true, Unheard }),
			lync, Reply{Verdict: Rejected}, "unheard certificate"},
		{"L-11: before the verdict", backup, lync, Reply{Verdict: Redirected}, "home is alive"},
		{"L-11: after the verdict", with(backup, func(k *Known) { k.Down = true }), lync,
			Reply{Verdict: Accepted, Level: Limited}, "backup after its verdict"},
		{"L-13: the home pool answers again", with(backup, func(k *Known) { k.Bound = true }), lync,
			Reply{Verdict: Redirected}, "home is alive again"},
		{"L-20: failed over, hydration not done", with(backup, func(k *Known) { k.Standing = FailedOver }), lync,
			Reply{Verdict: Accepted, Level: Limited}, "backup, not loaded"},
		{"L-20: failed over", with(backup, func(k *Known) { k.Standing, k.Loaded = FailedOver, true }), lync,
			Reply{Verdict: Accepted, Level: Full}, "backup after failover"},
		{"L-22: the failed-over pool is back", with(home, func(k *Known) { k.Standing = FailedOver }), lync,
			Reply{Verdict: Rejected}, "home failed over"},
		{"H-13: failed over, asked for a dead partner", with(backup, func(k *Known) { k.Away, k.Down = true, true }),
			lync, Reply{Verdict: Rejected}, "failed over itself"},
		{"H-13: the same, with a binding", with(backup, func(k *Known) { k.Away, k.Down, k.Bound = true, true, true }),
			lync, Reply{Verdict: Rejected}, "failed over itself"},
		{"H-13: each is failed over to the other", with(backup, func(k *Known) { k.Away, k.Standing, k.Loaded = true, FailedOver, true }),
			lync, Reply{Verdict: Rejected}, "failed over itself"},
		{"H-13: failed back, it is a backup again", with(backup, func(k *Known) { k.Down = true }), lync,
			Reply{Verdict: Accepted, Level: Limited}, "backup after its verdict"},
		{"F-56: failed over, and asked by a stranger", with(backup, func(k *Known) { k.Away, k.Role = true, Stranger }), lync,
			Reply{Verdict: Rejected}, "failed over itself"},
		{"H-12: failed over, and asked by its own user", with(home, func(k *Known) { k.Away, k.Standing = true, FailedOver }), lync,
			Reply{Verdict: Rejected}, "home failed over"},
		{"C-33: failed over, the certificate first", with(backup, func(k *Known) { k.Away, k.Certificate = true, Unheard }),
			lync, Reply{Verdict: Rejected}, "unheard certificate"},
		{"L-23: a new sign-in during failback, asked at the backup", with(backup, func(k *Known) { k.Standing, k.Loaded = FailingBack, true }),
			lync, Reply{Verdict: Redirected}, "failing back, go home"},
		{"L-23: near the end of the failback", with(backup, func(k *Known) { k.Standing, k.Bound = FailingBack, true }), lync,
			Reply{Verdict: Redirected}, "failing back, home is loaded"},
		{"L-23: a new sign-in during failback, at home", with(home, func(k *Known) { k.Standing = FailingBack }), lync,
			Reply{Verdict: Accepted, Level: Limited}, "home failing back"},
		{"H-27: the back end is dead", with(home, func(k *Known) { k.Store, k.Bound = false, true }), lync,
			Reply{Verdict: Accepted, Level: Limited}, "home without its store"},
		{"C-46: a client of 2007 R2 during failback", with(home, func(k *Known) { k.Standing = FailingBack }), Request{},
			Reply{Verdict: Rejected}, "no survivable support"},
		{"H-38: no room", with(home, func(k *Known) { k.Full = true }), lync, Reply{Verdict: Unavailable}, "no room"},
		{"C-116: a storm", with(home, func(k *Known) { k.Crowded = true }), lync, Reply{Verdict: Unavailable}, "too many at once"},
		{"F-4: a branch user at his appliance", with(home, func(k *Known) { k.Branch = true }), lync,
			Reply{Verdict: Accepted, Level: Full}, "branch"},
		{"F-5: the pool behind the appliance is dead", with(home, func(k *Known) { k.Branch, k.Store, k.Bound = true, false, true }), lync,
			Reply{Verdict: Accepted, Level: Limited}, "branch without its pool"},
		{"F-4: the appliance is dead", with(backup, func(k *Known) { k.Branch, k.Down = true, true }), lync,
			Reply{Verdict: Accepted, Level: Full}, "pool for its branch"},
		{"F-4: the appliance is back", with(backup, func(k *Known) { k.Branch, k.Bound = true, true }), lync,
			Reply{Verdict: Redirected}, "home is alive again"},
		{"F-5: there is no third registrar", with(backup, func(k *Known) { k.Branch, k.Down, k.Role = true, true, Stranger }), lync,
			Reply{Verdict: Redirected}, "not homed here"},
	} {
		got := Decide(c.k, c.r)
		if rule := got.Rule.String(); rule != c.rule {
			t.Errorf("%s: decided by %q, not by %q", c.name, rule, c.rule)
		}
		if got.Rule = 0; got != c.want {
			t.Errorf("%s: %v %v", c.name, got.Verdict, got.Level)
		}
	}
}

func TestFollows(t *testing.T) {
	if PrimaryQ != 0.7 || BackupQ != 0.3 {
		t.Errorf("F-42, C-33: the contacts have q %v and %v", PrimaryQ, BackupQ)
	}
	if n := (Request{FollowsQ: true}).Follows(); n != 2 {
		t.Errorf("C-34: with ms-cluster-failover an endpoint follows %d contacts", n)
	}
	if n := (Request{}).Follows(); n != 1 {
		t.Errorf("C-36: without it an endpoint follows %d contacts", n)
	}
}

func TestNames(t *testing.T) {
	for name, got := range map[string]fmt.Stringer{
		"stranger": Stranger, "3?": Stranger + 1, "failing back": FailingBack, "4?": FailingBack + 1,
		"unheard": Unheard, "255?": Certificate(255), "unavailable": Unavailable, "5?": Unavailable + 2,
		"full": Full, "6?": Full + 4,
	} {
		if got.String() != name {
			t.Errorf("%q is called %q", name, got)
		}
	}
}

func TestDecideAllocatesNothing(t *testing.T) {
	var r Reply
	if n := testing.AllocsPerRun(100, func() { r = Decide(Known{Role: Backup, Bound: true, Certificate: Recorded}, Request{true, true}) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	_ = r
}

func BenchmarkDecide(b *testing.B) {
	for _, c := range []struct {
		name string
		k    Known
	}{
		{"first rule", Known{Certificate: Unheard}},
		{"last rule", Known{Role: Backup, Bound: true, Certificate: Recorded}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Decide(c.k, Request{Survivable: true})
			}
		})
	}
}

// F-165, F-51, C-56, C-29: what the routing group changes, in every answer there is. Who would be served in full is
// limited when the primary is alone; who would be accepted is put off when nothing is left, and sent on when another front
// end is the registrar; and everybody else is answered as before.
func TestRoutingGroups(t *testing.T) {
	for _, in := range inputs {
		base := Decide(in.k, in.r)
		accepted := base.Verdict == Accepted || base.Verdict == Unavailable || base.Rule.String() == "no survivable support"
		k := in.k
		k.Replicas = Alone
		if got := Decide(k, in.r); base.Level == Full && in.r.Survivable && (got.Verdict != Accepted || got.Level != Limited) ||
			base.Level == Full && !in.r.Survivable && got.Verdict != Rejected ||
			base.Level != Full && (got.Verdict != base.Verdict || got.Level != base.Level) {
			t.Fatalf("%+v %+v: %+v instead of %+v", k, in.r, got, base)
		}
		for r, want := range map[Known]Verdict{{Replicas: Gone}: Unavailable, {Elsewhere: true}: Redirected} {
			k.Replicas, k.Elsewhere = r.Replicas, r.Elsewhere
			got := Decide(k, in.r)
			if accepted && got.Verdict != want || !accepted && got != base || got.Rule.Inside() != (accepted && k.Elsewhere) {
				t.Fatalf("%+v %+v: %+v instead of %+v", k, in.r, got, base)
			}
		}
	}
	if RuleID(len(Rules())).Inside() || RuleID(200).Inside() {
		t.Error("a rule that does not exist redirects")
	}
}
