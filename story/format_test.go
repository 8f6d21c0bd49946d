package story

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"understudy.example"
	"understudy.example/client/conversation"
	"understudy.example/dns"
	"understudy.example/dns/discovery"
	"understudy.example/dns/geo"
	"understudy.example/machine"
	"understudy.example/pool/failover"
)

// anyName draws names as people give them, and as nobody should.
func anyName() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"FE01.lab.local", "u1@lab.local", "HQ", "at", "later", "break", "Get-CsUserPoolInfo", "-Force", ">",
			"a b", `"`, "a,b", "a>b", "#x", "|", "==", "+1s", "", ".", "ü.example", "\n", "\xff", "\uFFFD", "ſite", "sip:u1@lab.local",
			"registrar:x", "_sip._tls", "_sip._tls.x", "_sip.", "_", "fails", "of"}),
		rapid.String(),
	)
}

// anyInput draws any input that an enum's range allows.
func anyInput() *rapid.Generator[understudy.Input] {
	return rapid.Custom(func(t *rapid.T) understudy.Input {
		form := rapid.SampledFrom(inputs).Draw(t, "form")
		_, in := form.fresh()
		v := reflect.New(reflect.TypeOf(in())).Elem()
		fill(t, v)
		return v.Interface().(understudy.Input)
	})
}

// fill draws the fields of an input. What does not count in a fault of its kind stays zero.
func fill(t *rapid.T, v reflect.Value) {
	for i := range v.NumField() {
		switch f := v.Field(i); f.Kind() {
		case reflect.String:
			f.SetString(anyName().Draw(t, v.Type().Field(i).Name))
		case reflect.Bool:
			f.SetBool(rapid.Bool().Draw(t, v.Type().Field(i).Name))
		case reflect.Int64:
			f.SetInt(int64(time.Duration(rapid.Int64Range(0, int64(failover.MaxWait/time.Second)).Draw(t, "seconds")) * time.Second))
		case reflect.Struct:
			if f.Type() == reflect.TypeFor[understudy.Switches]() {
				fill(t, f)
				continue
			}
			fault := understudy.Fault{
				Kind: understudy.FaultKind(rapid.IntRange(0, len(faultNames)-1).Draw(t, "kind")),
				Of:   anyName().Draw(t, "of"), To: anyName().Draw(t, "to"),
			}
			if fault.Kind >= understudy.StepFails {
				fault.Step = failover.Step(rapid.IntRange(0, int(failover.NumSteps)-1).Draw(t, "step"))
			}
			if fault.Kind == understudy.FrontEnd || fault.Kind == understudy.FrontStopped {
				fault.Front = rapid.IntRange(1, 16).Draw(t, "front")
			}
			f.Set(reflect.ValueOf(fault))
		default:
			most := map[reflect.Type]int{
				reflect.TypeFor[failover.Phase]():        int(failover.FailingBack),
				reflect.TypeFor[understudy.ResetType]():  int(understudy.MachineStateRemoved),
				reflect.TypeFor[conversation.Modality](): int(conversation.Slides),
			}[f.Type()]
			if f.Kind() == reflect.Int {
				f.SetInt(int64(rapid.IntRange(1, 16).Draw(t, "number")))
				break
			}
			f.SetUint(uint64(rapid.IntRange(0, most).Draw(t, "enum")))
		}
	}
}

// Every input is read back as it was, whatever its names are: what a recorder writes can be played.
func TestInputRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput().Draw(t, "input")
		text := FormatInput(in)
		got, err := ParseInput(text)
		if err != nil {
			t.Fatal(err)
		}
		if got != in {
			t.Fatalf("%#v is written %s and read %#v", in, text, got)
		}
		at := machine.Instant(rapid.Int64Range(0, int64(MaxTime)).Draw(t, "at"))
		text = FormatTimed(at, in)
		when, got, err := ParseTimed(text)
		if err != nil {
			t.Fatal(err)
		}
		if when != at || got != in {
			t.Fatalf("%v %#v is written %s and read %v %#v", at, in, text, when, got)
		}
	})
}

// There is a form for every kind of input that the root package has: as many as there are kinds.
func TestEveryInputHasAForm(t *testing.T) {
	for _, in := range []understudy.Input{
		understudy.DefinePool{}, understudy.NameBackup{}, understudy.ClearBackup{}, understudy.Publish{}, understudy.Setup{},
		understudy.InstallDatabase{}, understudy.BackupServiceSync{}, understudy.StartServices{}, understudy.RemovePool{},
		understudy.RemoveDatabase{}, understudy.RestartBackupService{}, understudy.RemoveUserStoreBackupData{},
		understudy.ExportUserData{}, understudy.ImportUserData{}, understudy.PoolFailOver{}, understudy.PoolFailBack{},
		understudy.ManagementServerFailover{}, understudy.MoveUser{}, understudy.SetPoolState{}, understudy.SetAutomaticFailover{},
		understudy.AddRecord{}, understudy.RemoveRecord{}, understudy.AddAddress{}, understudy.RemoveAddress{}, understudy.SignIn{}, understudy.SignOut{}, understudy.DeleteCertificate{},
		understudy.FlushDNS{}, understudy.EditContacts{}, understudy.Call{}, understudy.Add{}, understudy.HangUp{},
		understudy.Break{}, understudy.Heal{},
	} {
		if _, ok := write(inputs, in); !ok {
			t.Errorf("no form for %T", in)
		}
	}
}

// Inputs at one instant stand behind one time.
func TestAdd(t *testing.T) {
	s := &Story{Topology: understudy.Paired()}
	for i, user := range []string{"u1", "u2", "u3", "u1"} {
		s.Add(machine.Instant(i/3)*machine.Instant(time.Minute), understudy.SignIn{User: user + "@lab.local"})
	}
	const want = "\nat 0s\nu1@lab.local signs in\nu2@lab.local signs in\nu3@lab.local signs in\nat 1m\nu1@lab.local signs in\n"
	if got := string(s.Format()); !strings.HasSuffix(got, want) {
		t.Errorf("got %s, want it to end in %s", got, want)
	}
}

func TestInputErrors(t *testing.T) {
	for line, want := range map[string]string{
		"":                     "input:1: expected an input, found nothing",
		"+2m":                  "input:1: expected an input, found +2m",
		"u1 signs":             "input: expected in or out, found the end of the line",
		"u1 signs up":          "input:10: expected in or out, found up",
		"u1 signs in\nu2":      `input:12: expected text in UTF-8, found "\n"`,
		"HQ> Publish-CsTopo":   "input:5: expected an order or a question that there is, found Publish-CsTopo",
		"at 2m":                "input:1: expected an input, found at 2m",
		"at 2m u1@x signs out": "input:1: expected an input, found at 2m u1@x signs out",
	} {
		if _, err := ParseInput(line); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", line, err, want)
		}
	}
	if _, _, err := ParseTimed("u1 signs in"); err == nil || err.Error() != "record:1: expected an instant and an input, found u1 signs in" {
		t.Error(err)
	}
	if at, in, err := ParseTimed("at 1h"); at != machine.Instant(time.Hour) || in != nil || err != nil {
		t.Errorf("the end of a record is read as %v, %v, %v", at, in, err)
	}
}

// anyStory draws a story that is valid, with the names of the reference lab.
func anyStory() *rapid.Generator[*Story] {
	return rapid.Custom(func(t *rapid.T) *Story {
		s := &Story{Name: "drawn", Topology: anyTopology(t)}
		s.Title = rapid.SampledFrom([]string{"", "A title", "# 1"}).Draw(t, "title")
		s.Notes = rapid.SliceOfN(rapid.SampledFrom([]string{"", "a note", "  indented"}), 0, 2).Draw(t, "notes")
		if len(s.Notes) == 0 {
			s.Notes = nil
		}
		s.Verbose = rapid.Bool().Draw(t, "verbose")
		s.Recorded = rapid.Bool().Draw(t, "recorded")
		for range rapid.IntRange(0, 6).Draw(t, "steps") {
			s.Steps = append(s.Steps, anyStep(t, len(s.Steps)))
		}
		return s
	})
}

func anyTopology(t *rapid.T) understudy.Topology {
	topology := understudy.Paired()
	if rapid.Bool().Draw(t, "later") {
		topology = understudy.Lab()
	}
	topology.Policy = dns.Policy(rapid.IntRange(0, 2).Draw(t, "policy"))
	topology.Seed = rapid.Uint32().Draw(t, "seed")
	topology.Pools[0].OS = rapid.SampledFrom([]string{"", "Windows Server 2012", "x"}).Draw(t, "os")
	topology.Pools[1].Homed = rapid.IntRange(0, 5000).Draw(t, "homed")
	topology.Pools[1].Detect = time.Duration(rapid.IntRange(60, 600).Draw(t, "detect")) * time.Second / 2
	topology.Users[1].Legacy = rapid.Bool().Draw(t, "legacy")
	topology.Sites[0].DHCP120 = rapid.SampledFrom([]string{"", "FE02.lab.local"}).Draw(t, "option 120")
	topology.Users[0].Server = rapid.SampledFrom([]string{"", "FE01.lab.local"}).Draw(t, "server")
	topology.Users[0].IgnoresQ = rapid.Bool().Draw(t, "ignores q")
	topology.Users[2].Generation = discovery.Generation(rapid.IntRange(0, int(discovery.PhoneEdition)).Draw(t, "client"))
	topology.Domains = rapid.SampledFrom([][]string{nil, {"fabrikam.example"}, {"a.example", "b.example"}}).Draw(t, "domains")
	if rapid.Bool().Draw(t, "addresses") {
		topology.Addresses = []understudy.Address{{Name: "sip.lab.local", Target: "geo.example"}, {Name: "x", Target: "y", Later: true}}
		topology.GeoNames = []understudy.GeoName{{Name: "geo.example", Pools: topology.Pairs[0].Pools,
			Order: geo.Order(rapid.IntRange(0, 1).Draw(t, "order"))}}
	}
	topology.Conditions.SameSite = rapid.Bool().Draw(t, "same site")
	topology.Parameters.Health.Grace = time.Duration(rapid.IntRange(1, 29_999).Draw(t, "grace")) * time.Millisecond
	topology.Parameters.AtRefresh = rapid.Bool().Draw(t, "at refresh")
	return topology
}

func anyStep(t *rapid.T, before int) Step {
	lines := []Step{
		{Verb: Comment, Text: ""}, {Verb: Comment, Text: " a comment"}, {Verb: Heading, Text: "A heading"},
		{Verb: Wait, Time: 2 * time.Minute}, {Verb: Wait, Time: 1}, {Verb: Until, Time: time.Hour + time.Second},
		{Verb: Do, Input: understudy.SignIn{User: "u1@lab.local"}},
		{Verb: Do, Input: understudy.Break{Fault: understudy.Fault{Kind: understudy.Link, Of: "FE01.lab.local", To: "u1@lab.local"}}},
		{Verb: WhatIf, Input: understudy.PoolFailOver{At: "HQ", Pool: "FE01.lab.local", DisasterMode: true}},
		{Verb: Ask, Question: understudy.Question{Cmdlet: "Get-CsUserPoolInfo", At: "FE01.lab.local", Of: "u1@lab.local"}},
		{Verb: Ask, Question: understudy.Question{Cmdlet: "Get-CsManagementStoreReplicationStatus", At: "FE01.lab.local"}},
		{Verb: Expect, Text: "accepted"}, {Verb: Expect, Text: "blocked cms-first, home-up"}, {Verb: Expect, Text: "law failback broken"},
		{Verb: Within, Time: time.Minute, Text: "u1@lab.local limited at FE02.lab.local"},
		{Verb: Throughout, Time: 0, Text: "FE01.lab.local sees FE02.lab.local silent"},
	}
	step := rapid.SampledFrom(lines).Draw(t, "step")
	step.Gap = before > 0 && (step.Verb == Heading || rapid.Bool().Draw(t, "gap"))
	if step.Verb > Heading {
		step.Happened = rapid.SliceOfN(rapid.SampledFrom([]string{"", "0h00m01s  u1@lab.local  in", "#"}), 0, 2).Draw(t, "happened")
	}
	if len(step.Happened) == 0 {
		step.Happened = nil
	}
	return step
}

// What a program makes is written so that it is read back as it was.
func TestStoryRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { roundTrip(t, anyStory().Draw(t, "story")) })
}

// Every parameter and condition can be set, is written if it is not what it is by itself, and is read back.
func TestSettings(t *testing.T) {
	n := len(settingsOf(&understudy.Topology{}))
	if n < 50 {
		t.Errorf("only %d settings", n)
	}
	for i := range n {
		topology := understudy.Topology{Parameters: understudy.Defaults()}
		s := settingsOf(&topology)[i]
		switch {
		case s.at.CanInt():
			s.at.SetInt(s.at.Int() + 1)
		case s.at.CanUint():
			s.at.SetUint((s.at.Uint() + 1) % 2)
		default:
			s.at.SetBool(!s.at.Bool())
		}
		lines := declared(topology)
		if len(lines) != 1 || !strings.HasPrefix(lines[0], "set "+s.name+" ") {
			t.Fatalf("%s is written %q", s.name, lines)
		}
		again := understudy.Topology{Parameters: understudy.Defaults()}
		words, _ := split(lines[0])
		c := &cursor{words: words}
		if g := settings(&again); !g.add().read(c) {
			t.Errorf("%s: expected %v", lines[0], c.wants)
		}
		if !reflect.DeepEqual(again, topology) {
			t.Errorf("%s does not do what it says", lines[0])
		}
	}
}

// The names of settings are a promise to those who write stories.
func TestSettingNames(t *testing.T) {
	var all []string
	for _, s := range settingsOf(new(understudy.Topology)) {
		all = append(all, s.name)
	}
	text := " " + strings.Join(all, " ") + " "
	for _, want := range []string{"health.grace", "health.mode", "failover.durations.hydrate-backup", "failover.durations.export-to-final",
		"cms.work", "replication.interval", "client.jitter", "cache.max-ttl", "binding.expires", "latency", "site-latency",
		"back-end.threshold", "endpoints", "at-refresh", "conditions.same-site", "conditions.urls-follow"} {
		if !strings.Contains(text, " "+want+" ") {
			t.Errorf("no setting %s in %s", want, text)
		}
	}
}

// FuzzTimed: a line of a recorded run is refused in one line, or read as it is written again.
func FuzzTimed(f *testing.F) {
	f.Add("at 2m1.5s u1@lab.local signs in")
	f.Add("at 1h FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode -WaitTime 00:00:30")
	f.Add("at 87600h break step hangs \"a b\" step hydrate home")
	f.Add("at -1s")
	f.Fuzz(func(t *testing.T, line string) {
		at, in, err := ParseTimed(line)
		if err != nil {
			if text := err.Error(); !recorded.MatchString(text) || len(text) > 4096 {
				t.Errorf("%q", text)
			}
			return
		}
		again, same, err := ParseTimed(FormatTimed(at, in))
		if err != nil || again != at || !reflect.DeepEqual(same, in) {
			t.Errorf("%q is written %q: %v", line, FormatTimed(at, in), err)
		}
	})
}

var recorded = regexp.MustCompile(`^record(:[0-9]+)?: expected \PC+, found \PC+$`)
