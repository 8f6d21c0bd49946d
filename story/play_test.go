package story

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/pool/health"
)

// lab is the reference lab as it stands, with u1 signed in.
const lab = `u1@lab.local signs in
`

// play plays lines in the lab, and returns what went wrong and the story as it happened.
func playLines(t testing.TB, pl Player, lines string) (*Story, error) {
	t.Helper()
	src := strings.Replace(head, "\nstory", `  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story`, 1)
	s, err := Parse("x.story", []byte(src+lab+lines))
	if err != nil {
		t.Fatal(err)
	}
	before := string(s.Format())
	played, err := pl.Play(s)
	if string(s.Format()) != before {
		t.Errorf("playing has changed the story")
	}
	return played, err
}

// Every check holds where it should, and fails where it should not hold. Line 17 is the first after the lab.
func TestChecks(t *testing.T) {
	const down = "+1m\nbreak nic FE01.lab.local\n+5m\n"
	tests := []struct{ lines, found string }{ // found: why the last check fails; empty if it holds
		{"expect u1@lab.local in", ""},
		{"expect u2@lab.local in", "signed out"},
		{"expect u2@lab.local out", ""},
		{"expect u1@lab.local out", "normal at FE01.lab.local"},
		{"expect u1@lab.local normal at FE01.lab.local", ""},
		{"expect u1@lab.local normal at FE02.lab.local", "normal at FE01.lab.local"},
		{"expect u1@lab.local limited", "normal at FE01.lab.local"},
		{"expect u1@lab.local full", ""},
		{"break nic FE01.lab.local\n+32s\nexpect u1@lab.local waiting", "connecting"},
		{"break service FE01.lab.local\nbreak service FE02.lab.local\n+1s\nexpect u1@lab.local waiting", ""},
		{"expect u1@lab.local homed at FE01.lab.local", ""},
		{"expect u1@lab.local homed at FE02.lab.local", "FE01.lab.local"},
		{"expect u1@lab.local can IM", ""},
		{"expect u1@lab.local cannot IM", "yes: In regular mode nothing is missing (F-89)"},
		{"expect u2@lab.local can IM", "that the user is not signed in"},
		{"expect u2@lab.local cannot IM", ""},
		{"expect u1@lab.local talks to u2@lab.local", "nobody"},
		{"u2@lab.local signs in\nu1@lab.local calls u2@lab.local\nexpect u1@lab.local talks to u2@lab.local", ""},
		{"u2@lab.local signs in\nu1@lab.local calls u2@lab.local\nexpect u1@lab.local runs audio", ""},
		{"u2@lab.local signs in\nu1@lab.local calls u2@lab.local\nexpect u1@lab.local misses audio", "established"},
		{"expect u1@lab.local runs audio", "idle"},
		{"u2@lab.local signs in\nu2@lab.local calls u1@lab.local\nexpect u1@lab.local talks to u2@lab.local", ""},
		{"u2@lab.local signs in\nu2@lab.local calls u1@lab.local\nexpect u1@lab.local runs audio", ""},
		{"u2@lab.local signs in\nu2@lab.local calls u1@lab.local\nu1@lab.local hangs up\nexpect u1@lab.local misses audio", ""},
		{"expect u1@lab.local talks to nobody", ""},
		{"u1@lab.local calls PSTN\nexpect u1@lab.local talks to nobody", "PSTN"},
		{"u1@lab.local calls PSTN\nexpect u1@lab.local talks to PSTN", ""},
		{"expect u1@lab.local parked at FE01.lab.local", "that nobody parked the user"},
		{"HQ> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus\nexpect error",
			"ActiveMasterFqdn: FE01.lab.local; ActiveMasterLastHeartbeat: 0s ago; ActiveFileT..."},

		{"expect FE01.lab.local up", ""},
		{"expect FE01.lab.local down", "up"},
		{"break power FE01.lab.local\nexpect FE01.lab.local down", ""},
		{"expect FE02.lab.local sees FE01.lab.local up", ""},
		{"expect FE02.lab.local sees FE01.lab.local down", "up"},
		{down + "expect FE02.lab.local sees FE01.lab.local down", ""},
		{"expect FE02.lab.local sees FE02.lab.local up", "that it does not watch FE02.lab.local"},
		{"expect FE01.lab.local is active", ""},
		{"expect FE01.lab.local is failed over", "active"},
		{"expect FE01.lab.local believes active", ""},
		{"expect FE01.lab.local believes failing back", "active"},
		{"expect FE01.lab.local current", ""},
		{"expect FE01.lab.local behind", "current"},
		{"expect FE01.lab.local database active", ""},
		{"expect FE02.lab.local database active", "standby"},
		{"expect FE02.lab.local setup ready", ""},
		{"expect FE02.lab.local setup absent", "ready"},
		{"expect FE02.lab.local pair ready", ""},
		{"expect FE02.lab.local pair unpaired", "ready"},

		{"expect HQ finds CMS at FE01.lab.local", ""},
		{"expect HQ finds CMS at FE02.lab.local", "FE01.lab.local"},
		{"expect HQ finds no CMS", "FE01.lab.local"},
		{"break nic FE01.lab.local\nexpect HQ finds no CMS", ""},
		{"expect law failback broken", "that it holds"},

		{"HQ> Publish-CsTopology\nexpect accepted", ""},
		{"HQ> Publish-CsTopology\nexpect denied", "accepted"},
		{"u1@lab.local flushes dns\nexpect accepted", ""},
		{"u2@lab.local edits contacts\nexpect denied", ""},
		{"u1@lab.local signs in\nexpect refused", ""},
		{"HQ> Move-CsUser -Identity u1@lab.local -Target FE01.lab.local\nexpect invalid", "blocked moves-somewhere"},
		{"Add-DnsServerResourceRecord -Srv -Name x -DomainName y\nexpect invalid", ""},
		{"HQ> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local\nexpect blocked pool-failed-over", ""},
		{"HQ> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local\nexpect blocked cms-first", "blocked pool-failed-over"},
		{"HQ> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local\nexpect accepted", "blocked pool-failed-over"},
		{"HQ> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local -WhatIf\nexpect blocked pool-failed-over", ""},
		{"u2@lab.local signs in -WhatIf\nexpect accepted", ""},
		{"break service FE01.lab.local\nu2@lab.local signs in -WhatIf\nexpect blocked FE01.lab.local, FE02.lab.local", ""},
		{"HQ> Get-CsPoolBackupRelationship -PoolFqdn FE01.lab.local\nexpect answer BackupPoolFqdn: FE02.lab.local", ""},
		{"HQ> Get-CsPoolBackupRelationship -PoolFqdn FE01.lab.local\nexpect answer FE03", "BackupPoolFqdn: FE02.lab.local"},
		{"HQ> Get-CsPoolBackupRelationship -PoolFqdn FE01.lab.local\nexpect error", "BackupPoolFqdn: FE02.lab.local"},
		{"HQ> Get-CsPoolBackupRelationship -PoolFqdn FE01.lab.local\nexpect accepted", "no order and no act"},
		{"HQ> Get-CsDatabaseMirrorState -PoolFqdn FE01.lab.local\nexpect error", ""},
	}
	for _, test := range tests {
		lines := strings.Split(test.lines, "\n")
		last := lines[len(lines)-1]
		_, err := playLines(t, Player{}, test.lines)
		switch {
		case test.found == "" && err != nil:
			t.Errorf("%s: %v", last, err)
		case test.found != "":
			want := fmt.Sprintf("x.story:%d: expected %s, found %s", 15+len(lines), strings.TrimPrefix(last, "expect "), test.found)
			if err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		}
	}
}

// Time passes as the lines say, and no further.
func TestTime(t *testing.T) {
	var now machine.Instant
	pl := Player{Tell: func(e Event) { now = e.At }}
	end := "\n# the end" // a step that tells the time
	tests := []struct {
		lines string
		now   time.Duration
		want  string
	}{
		{"+1m\n+0s\n+30s", 90 * time.Second, ""},
		{"+1m\nat 2m\nat 2m", 2 * time.Minute, ""},
		{"+1m\nat 30s", time.Minute, "x.story:17: expected a time not before 0h01m00s, found 30s"},
		{"within 1m expect u1@lab.local in", 0, ""},
		{"break nic FE01.lab.local\nwithin 32s expect u1@lab.local out", 32 * time.Second, ""},
		{"break nic FE01.lab.local\nwithin 31999ms expect u1@lab.local out", 31999 * time.Millisecond,
			"x.story:17: expected u1@lab.local out, found normal at FE01.lab.local"},
		{"break nic FE01.lab.local\nfor 31999ms expect u1@lab.local in", 31999 * time.Millisecond, ""},
		{"break nic FE01.lab.local\nfor 1h expect u1@lab.local in", 32 * time.Second,
			"x.story:17: expected u1@lab.local in, found connecting"},
		{"for 1h expect u2@lab.local in", 0, "x.story:16: expected u2@lab.local in, found signed out"},
	}
	for _, test := range tests {
		_, err := playLines(t, pl, test.lines+end)
		if got := fmt.Sprint(err); got != test.want && (err != nil || test.want != "") {
			t.Errorf("%s\ngot  %v\nwant %s", test.lines, err, test.want)
		}
		if now != machine.Instant(test.now) {
			t.Errorf("%s\nends at %v, not %v", test.lines, now, test.now)
		}
	}
}

// A story that would never end is given up, with an error that says so and no others.
func TestBounds(t *testing.T) {
	tests := []struct {
		deadlines   int
		lines, want string
	}{
		{1000, "+1h\n+1h", ""},
		{1000, "+10000h\n+1h\nexpect u1@lab.local out", "x.story:16: expected a story of at most 1000 deadlines, found more of them, at "},
		{1000, "within 10000h expect u1@lab.local out\n| x", "x.story:16: expected a story of at most 1000 deadlines, found more of them, at "},
	}
	for _, test := range tests {
		_, err := playLines(t, Player{Deadlines: test.deadlines}, test.lines)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.HasPrefix(err.Error(), test.want) ||
			strings.Contains(err.Error(), "\n")) {
			t.Errorf("%s\ngot  %v\nwant %s", test.lines, err, test.want)
		}
	}
	s := &Story{Topology: understudy.Paired(), Steps: []Step{{Verb: Wait, Time: MaxTime + 1}}}
	if _, err := (Player{}).Play(s); err == nil || err.Error() != "story: expected a story that takes at most 87600h, found 87600h0m0.000000001s" {
		t.Error(err)
	}
	if _, err := (Player{}).Play(new(Story)); err == nil {
		t.Error("an empty topology can be played")
	}
}

// What happens and nobody has written down fails the story, in the step where it happened.
func TestHappened(t *testing.T) {
	const first = `| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s   u1@lab.local signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
`
	tests := []struct{ lines, want string }{
		{"", ""},
		{first, ""},
		{first + "+1m\nbreak nic FE01.lab.local", "x.story:21: expected nothing more to happen, found " +
			"| 0h01m00s  FE01.lab.local  network adapter disabled  Nothing reaches it and not..."},
		{first + "+1m\n| 0h01m00s  nothing", "x.story:20: expected | 0h01m00s  nothing, found nothing more to happen"},
		{strings.Replace(first, "F-45", "F-46", 1), "x.story:15: expected | 0h00m00s   u1@lab.local signed in at FE01.lab.local, " +
			"normal  The home pool is active and its store is within reach (F-46), found | 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is ..."},
	}
	for _, test := range tests {
		_, err := playLines(t, Player{}, test.lines)
		if got := fmt.Sprint(err); got != test.want && (err != nil || test.want != "") {
			t.Errorf("got  %v\nwant %s", err, test.want)
		}
	}
}

// What is told is what is written down, and routine too.
func TestTell(t *testing.T) {
	var all, written []string
	pl := Player{Tell: func(e Event) {
		if e.Line == nil {
			return
		}
		all = append(all, happened(e.At, *e.Line))
		if !e.Line.Routine {
			written = append(written, happened(e.At, *e.Line))
		}
	}}
	played, err := playLines(t, pl, "+10m")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range played.Steps {
		got = append(got, s.Happened...)
	}
	if strings.Join(got, "\n") != strings.Join(written, "\n") || len(all) <= len(written) {
		t.Errorf("written\n%s\ntold\n%s", strings.Join(got, "\n"), strings.Join(all, "\n"))
	}
	played.Verbose, got, all = true, nil, nil
	for i := range played.Steps {
		played.Steps[i].Happened = nil
	}
	if played, err = pl.Play(played); err != nil {
		t.Fatal(err)
	}
	for _, s := range played.Steps {
		got = append(got, s.Happened...)
	}
	if strings.Join(got, "\n") != strings.Join(all, "\n") {
		t.Errorf("verbose, written\n%s\ntold\n%s", strings.Join(got, "\n"), strings.Join(all, "\n"))
	}
}

// hasty takes its verdict back without having heard anything: it breaks the law of failback.
type hasty struct{ health.Rules }

func (h hasty) Step(now machine.Instant, s health.State, e health.Event, out []health.Action) (health.State, []health.Action) {
	return h.Rules.Step(now, s, e, out)
}

func (h hasty) Advance(s health.State, out []health.Action) (health.State, []health.Action) {
	if s.Phase() == health.Down {
		s, out = h.Rules.Advance(s, out[:0])
		for _, a := range out {
			if a.Kind == health.Ask && a.Ask == 0 { // by then u1 is at FE02
				return h.Rules.Step(s.NextAsk(), s, health.Event{On: health.Answered, Ask: a.Ask}, out)
			}
		}
		return s, out
	}
	return h.Rules.Advance(s, out)
}

// A law that is broken fails the story, unless the story says so.
func TestLaws(t *testing.T) {
	pl := Player{Parts: understudy.Parts{Health: func(r health.Rules) understudy.Detector { return understudy.HealthOf(hasty{r}) }}}
	const lines = "+5m\nbreak nic FE01.lab.local\n+30m\n"
	played, err := playLines(t, pl, lines)
	const want = "x.story:18: expected law failback: Failback only after the primary has recovered, found FE02.lab.local sent u1@lab.local home"
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Fatalf("got %v\nwant %s\n%s", err, want, played.Format())
	}
	if !strings.Contains(string(played.Format()), "law failback  broken: FE02.lab.local sent u1@lab.local home") {
		t.Errorf("it is not told in\n%s", played.Format())
	}
	if _, err := playLines(t, pl, lines+"expect law failback broken"); err != nil {
		t.Error(err)
	}
	if _, err := playLines(t, pl, "+5m\nbreak nic FE01.lab.local\nwithin 30m expect law failback broken"); err != nil {
		t.Error(err)
	}
}

// A law of policies is told of when it begins to be broken, and fails nothing.
func TestLawsOfPolicies(t *testing.T) {
	src, err := os.ReadFile("testdata/divided.story")
	if err != nil {
		t.Fatal(err)
	}
	s, err := Parse("divided.story", []byte(strings.Replace(string(src), "within 1m expect law double-store broken", "+1h", 1)))
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.Steps {
		s.Steps[i].Happened = nil
	}
	played, err := Player{}.Play(s)
	if err != nil {
		t.Error(err)
	}
	if n := strings.Count(string(played.Format()), "law double-store  broken"); n != 1 {
		t.Errorf("told %d times:\n%s", n, played.Format())
	}
}

// No more errors are reported than people read.
func TestManyFailures(t *testing.T) {
	_, err := playLines(t, Player{}, strings.Repeat("expect u1@lab.local out\n", 3*MaxErrors))
	if n := strings.Count(err.Error(), "expected"); n != MaxErrors {
		t.Errorf("%d errors, not %d", n, MaxErrors)
	}
}

// A step that a program has made and that makes no sense fails, and nothing else.
func TestNonsense(t *testing.T) {
	s := &Story{Topology: understudy.Paired()}
	s.Add(0, understudy.SignIn{User: "nobody"})
	s.Steps = append(s.Steps, Step{Verb: Expect, Text: "nonsense"}, Step{Verb: verbs}, Step{Verb: Do}, Step{Verb: Expect, Text: "invalid"})
	_, err := (Player{}).Play(s)
	const want = "story: expected a user, a pool, a site, an Edge pool, federation, no, law, accepted, refused, denied, invalid, blocked, error or answer, found nonsense"
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// Whatever can be read can be played: it ends, without a panic.
func FuzzPlay(f *testing.F) {
	f.Add(lab + "within 1000h expect u1@lab.local out")
	f.Add("HQ> Move-CsUser -Identity u1@lab.local -Target FE02.lab.local -Force\nfor 1h expect HQ finds no CMS\nexpect answer x")
	f.Add("at 1h break step hangs FE01.lab.local step hydrate home\nHQ> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -WhatIf")
	f.Fuzz(func(t *testing.T, lines string) {
		s, err := Parse("fuzz", []byte(head+lines))
		if err != nil {
			onePlaceEach(t, err)
			return
		}
		played, _ := Player{Deadlines: 2000}.Play(s)
		if played == nil {
			t.Fatalf("it cannot be played:\n%s", s.Format())
		}
		roundTrip(t, played)
	})
}

// Whatever did not happen was refused, in the words of whoever reads the rows; what happened was not.
func TestRefusedInTheWideSense(t *testing.T) {
	for _, lines := range []string{
		"FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode\nexpect refused",
		"u1@lab.local edits contacts\nu1@lab.local signs out\nu1@lab.local edits contacts\nexpect refused",
	} {
		if _, err := playLines(t, Player{}, lines); err != nil {
			t.Errorf("%s: %v", lines, err)
		}
	}
	if _, err := playLines(t, Player{}, "u1@lab.local flushes dns\nexpect refused"); err == nil {
		t.Error("what was done counts as refused")
	}
}
