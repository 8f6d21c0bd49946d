package story

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"understudy.example"
	"understudy.example/internal/encoding"
	"understudy.example/pool/failover"
)

// head is the beginning of a story: line 13 is the first one after it.
const head = `understudy story 1

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE01.lab.local

story
`

// mustParse reads a story of these lines.
func mustParse(t testing.TB, lines string) *Story {
	t.Helper()
	return mustRead(t, head+lines)
}

func mustRead(t testing.TB, src string) *Story {
	t.Helper()
	s, err := Parse("x.story", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// redirected is a text as Windows PowerShell redirects it into a file.
func redirected(text string) string { return string(encoding.UTF16(text, binary.LittleEndian)) }

// A story says the same in every encoding that people's tools write it in.
func TestEncodings(t *testing.T) {
	text := strings.ReplaceAll(head, "HQ", "Zürich") + "u1@lab.local signs in\n"
	want := mustRead(t, text)
	for _, src := range []string{"\uFEFF" + text, redirected(text), redirected("\uFEFF" + text), redirected(strings.ReplaceAll("\uFEFF"+text, "\n", "\r\n"))} {
		if got := mustRead(t, src); !reflect.DeepEqual(got, want) {
			t.Errorf("%q is read as\n%s", src, got.Format())
		}
	}
}

func TestErrors(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"empty file", "", `x.story:1: expected "understudy story 1", found the end of the file`},
		{"other file", "package story\nfunc x\n", `x.story:1:1: expected "understudy story 1", found package story`},
		{"later version", "understudy story 2\n", `x.story:1:1: expected "understudy story 1", found understudy story 2`},
		{"head only", "understudy story 1\n", `x.story:2: expected "topology", found the end of the file`},
		{"no story", "understudy story 1\ntopology\n", `x.story:3: expected "story", found the end of the file`},
		{"two titles", "understudy story 1\ntitle a\ntitle b\ntopology\nstory\n",
			`x.story:3:1: expected one title, verbose, recorded, a comment or topology, found title b`},
		{"half a character", redirected("\uFEFF"+head) + "x", `x.story: expected UTF-16, found half of its last character`},
		{"in UTF-16, a declaration", redirected("\uFEFF" + strings.Replace(head, "site HQ", "sit Zürich", 1)),
			`x.story:5:3: expected domain, site, pool, pair, group, edge, observer, user, srv, address, geo, policy, set, seed or story, found sit`},
		{"UTF-32", "\xff\xfe\x00\x00u\x00\x00\x00", `x.story: expected UTF-8 or UTF-16, found UTF-32`},
		{"not UTF-8", "understudy story 1\n# \xff\n", `x.story:2:3: expected text in UTF-8, found "\xff"`},
		{"control", head + "# a\x00b", `x.story:13:4: expected text in UTF-8, found "\x00"`},
		{"long line", head + "# " + strings.Repeat("x", MaxLine), `x.story:13:4097: expected a line of at most 4096 bytes, found 4098`},

		{"declaration", strings.Replace(head, "site HQ", "sit HQ", 1),
			`x.story:5:3: expected domain, site, pool, pair, group, edge, observer, user, srv, address, geo, policy, set, seed or story, found sit`},
		{"second seed", strings.Replace(head, "  site HQ", "  seed 1\n  seed 2", 1),
			`x.story:6:3: expected domain, site, pool, pair, group, edge, observer, user, srv, address, geo, policy, set or story, found seed`},
		{"clause", strings.Replace(head, "cms automatic", "cms otomatic", 1), `x.story:6:35: expected edition, host, os, release, ` +
			`back-end, witness, front-ends, homed, orbits, updated, management, call-admission, backup, automatic, detect, failback, later or the end of the line, found otomatic`},
		{"clause twice", strings.Replace(head, "home FE01.lab.local", "home a home b", 1),
			`x.story:9:28: expected site, client, server, organiser, agent-of, legacy, ignores-q or the end of the line, found home`},
		{"clause missing", strings.Replace(head, "site HQ cms", "cms", 1),
			`x.story:6: expected site, found the end of the line`},
		{"value missing", strings.Replace(head, "home FE01.lab.local", "home", 1), `x.story:9: expected a pool, found the end of the line`},
		{"duration", strings.Replace(head, "30s", "30", 1), `x.story:6:52: expected a duration, found 30`},
		{"edition", strings.Replace(head, "cms", "edition ee", 1), `x.story:6:39: expected an edition, found ee`},
		{"parameter", strings.Replace(head, "\nstory", "  set health.gruce 5s\nstory", 1),
			`x.story:11:7: expected a parameter that was not set yet, as in health.grace, found health.gruce`},
		{"parameter twice", strings.Replace(head, "\nstory", "  set health.grace 5s\n  set health.grace 6s\nstory", 1),
			`x.story:12:7: expected a parameter that was not set yet, as in health.grace, found health.grace`},
		{"value of a parameter", strings.Replace(head, "\nstory", "  set health.mode none\nstory", 1),
			`x.story:11:19: expected recheck or hold down, found none`},
		{"number", strings.Replace(head, "\nstory", "  seed 4294967296\nstory", 1),
			`x.story:11:8: expected a whole number in its range, found 4294967296`},
		{"invalid topology", strings.Replace(head, "\nstory", "  set health.grace 50s\nstory", 1),
			`x.story:11: expected a topology that is valid, found health: Grace 50s must be below Ping 30s`},
		{"setting that another does not go with", strings.Replace(head, "\nstory", "  set health.ping 1s\n  seed 1\nstory", 1),
			`x.story:11: expected a topology that is valid, found health: Grace 5s must be below Ping 1s`},
		{"user without a pool", strings.Replace(head, "u2@lab.local home FE01", "u2@lab.local home FE09", 1),
			`x.story:10: expected a topology that is valid, found user "u2@lab.local": Home "FE09.lab.local" is none of Pools`},
		{"pool without a site", strings.Replace(head, "FE02.lab.local site HQ", "FE02.lab.local site HO", 1),
			`x.story:7: expected a topology that is valid, found pool "FE02.lab.local": Site "HO" is none of Sites`},
		{"pair with a stranger", strings.Replace(head, "pair FE01.lab.local FE02", "pair FE01.lab.local FE03", 1),
			`x.story:8: expected a topology that is valid, found pair of "FE01.lab.local" and "FE03.lab.local": "FE03.lab.local" is none of Pools`},
		{"user twice", strings.Replace(head, "\nstory", "  user U1@lab.local home FE01.lab.local\nstory", 1),
			`x.story:11: expected a topology that is valid, found user "U1@lab.local" has the name of user "u1@lab.local"`},
		{"record without a port", strings.Replace(head, "\nstory", "  srv a priority 0 weight 0 port 1 target b\n  srv a priority 0 weight 0 port 0 target c\nstory", 1),
			`x.story:12: expected a topology that is valid, found record "a" to "c": Port must not be 0`},
		{"name that is none", strings.Replace(head, "\nstory", "  srv a priority 0 weight 0 port 1 target b\n  address \"a b\" target c\nstory", 1),
			`x.story:12: expected a topology that is valid, found Addresses[0].Name "a b" must be printable, without spaces, quotes and backslashes`},
		{"group on a stranger", strings.Replace(head, "\nstory", "  group help pool FE09.lab.local\nstory", 1),
			`x.story:11: expected a topology that is valid, found group "help": Pool "FE09.lab.local" is none of Pools`},
		{"name of one and the same", strings.Replace(head, "\nstory", "  geo g FE01.lab.local FE01.lab.local\nstory", 1),
			`x.story:11: expected a topology that is valid, found geographic name "g": Pools must not be one and the same`},
		{"two masters", strings.Replace(head, "FE02.lab.local site HQ", "FE02.lab.local site HQ cms", 1),
			`x.story:3: expected a topology that is valid, found CMS must be set for exactly one of Pools, and is for 2 (F-94)`},

		{"quotation", head + `u1@lab.local calls "u2`, `x.story:13:20: expected a quotation that ends, found "u2`},
		{"nonsense", head + "blah", "x.story:13:1: expected an order, an act, a fault or a check, found blah"},
		{"misspelt user", head + "ul@lab.local signs in", "x.story:13:1: expected a user that is in the topology, such as u1@lab.local, found ul@lab.local"},
		{"unknown user", head + "somebody@lab.local signs in", "x.story:13:1: expected a user that is in the topology, found somebody@lab.local"},
		{"short user", head + "u1 signs in", "x.story:13:1: expected the whole name, u1@lab.local, found u1"},
		{"short pool", head + "fe01> Publish-CsTopology", "x.story:13:1: expected the whole name, FE01.lab.local, found fe01"},
		{"misspelt user in a check", head + "expect u22@lab.local in", "x.story:13:8: expected a user that is in the topology, such as u2@lab.local, found u22@lab.local"},
		{"short user in a check", head + "within 2m expect u2 in", "x.story:13:18: expected the whole name, u2@lab.local, found u2"},
		{"short user called", head + "u1@lab.local calls u2", "x.story:13:20: expected the whole name, u2@lab.local, found u2"},
		{"quoted as it stands", head + "\"u1\" signs in", `x.story:13:1: expected the whole name, u1@lab.local, found "u1"`},
		{"user where topology is broken", strings.Replace(head, "site HQ", "sit HQ", 1) + "u1 signs",
			"x.story:5:3: expected domain, site, pool, pair, group, edge, observer, user, srv, address, geo, policy, set, seed or story, found sit\n" +
				"x.story:13: expected in or out, found the end of the line"},
		{"indented", head + "  blah", "x.story:13:3: expected an order, an act, a fault or a check, found blah"},
		{"act", head + "u1@lab.local sings", "x.story:13:14: expected signs, deletes, flushes, edits, calls, schedules, uploads, adds, holds, resumes, transfers, parks, retrieves, hangs, joins, rejoins or leaves, found sings"},
		{"end", head + "u1@lab.local signs", "x.story:13: expected in or out, found the end of the line"},
		{"too much", head + "u1@lab.local signs in at home", "x.story:13:23: expected the end of the line, found at"},
		{"user", head + "u1@lab.local calls u9@lab.local", "x.story:13:20: expected PSTN, a user or group, found u9@lab.local"},
		{"pool", head + "FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE03", "x.story:13:49: expected a pool, found FE03"},
		{"parameter for pool", head + "HQ> Invoke-CsPoolFailOver -PoolFqdn -DisasterMode", "x.story:13:37: expected a pool, found -DisasterMode"},
		{"parameter missing", head + "HQ> Invoke-CsPoolFailOver -DisasterMode", "x.story:13: expected -PoolFqdn, found the end of the line"},
		{"unknown parameter", head + "HQ> Move-CsUser -Identity u1@lab.local -Targt FE02.lab.local",
			"x.story:13:40: expected -Target, -Force, -MoveConferenceData or the end of the line, found -Targt"},
		{"prompt", head + "Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local", "x.story:13:1: expected an order, an act, a fault or a check, found Invoke-CsPoolFailOver"},
		{"place", head + "FE09> Publish-CsTopology", "x.story:13:1: expected an order, an act, a fault or a check, found FE09"},
		{"cmdlet", head + "HQ> Remove-Item", "x.story:13:5: expected an order or a question that there is, found Remove-Item"},
		{"boolean", head + "HQ> Set-CsRegistrar -Identity FE01.lab.local -EnableAutomaticFailover yes", "x.story:13:71: expected $true or $false, found yes"},
		{"fault", head + "break leg FE01.lab.local", "x.story:13:7: expected nic, power, service, hung, sql, backup service, link, heartbeat, " +
			"directory, standby setup, rights, patch level, import error, bad address, standby, switch leaves both, switch leaves none, front end, front end service, mirror, witness, management, observer, step fails or step hangs, found leg"},
		{"what-if of a question", head + "HQ> Get-CsPoolBackupRelationship -PoolFqdn FE01.lab.local -WhatIf", "x.story:13: expected an order with -WhatIf, found a question"},
		{"what-if of an act", head + "u1@lab.local signs out -WhatIf", "x.story:13: expected an order or a sign-in with -WhatIf, found u1@lab.local signs out"},

		{"wait", head + "+soon", "x.story:13:2: expected a duration from 0 to 87600h, found soon"},
		{"wait for nothing", head + "+", "x.story:13:2: expected a duration from 0 to 87600h, found nothing"},
		{"negative wait", head + "+-2m", "x.story:13:2: expected a duration from 0 to 87600h, found -2m"},
		{"endless wait", head + "within 1000000h expect u1@lab.local in", "x.story:13:8: expected a duration from 0 to 87600h, found 1000000h"},
		{"within what", head + "within 2m u1@lab.local in", "x.story:13:11: expected expect, found u1@lab.local"},
		{"within outcome", head + "within 2m expect accepted", "x.story:13:18: expected a user, a pool, a site, an Edge pool, federation, no or law, found accepted"},
		{"check", head + "expect u1@lab.local upside", "x.story:13:21: expected in, out, waiting, normal, limited, full, homed, can, cannot, talks, protected, unprotected, has, lacks, outside, attending, reconnecting, healing, retrying, disrupted, reopened, waits, parked, runs or misses, found upside"},
		{"check of a pool", head + "expect FE01.lab.local asleep", "x.story:13:23: expected current, behind, needs, needs no, keeps, keeps no, up, down, sees, is, believes, database, setup, quorum, mirror, fence or pair, found asleep"},
		{"state", head + "expect FE01.lab.local is dead", "x.story:13:26: expected active, failing over, failed over or failing back, found dead"},
		{"guard", head + "expect blocked cms", "x.story:13:16: expected a guard, found cms"},
		{"law", head + "expect law 7 broken", "x.story:13:12: expected a law, found 7"},
		{"happened first", head + "| 1s u1 in", "x.story:13:1: expected a step, after which something can have happened, found |"},
		{"happened to a comment", head + "# c\n| 1s u1 in", "x.story:14:1: expected a step, after which something can have happened, found |"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := Parse("x.story", []byte(test.src))
			if err == nil {
				t.Fatalf("no error, but %s", s.Format())
			}
			if s != nil {
				t.Error("a story and an error")
			}
			if err.Error() != test.want {
				t.Errorf("got  %v\nwant %v", err, test.want)
			}
			var e *Error
			if !errors.As(err, &e) || e.File != "x.story" {
				t.Errorf("%v is no *Error of the file", err)
			}
		})
	}
}

// Every error is reported, up to a bound, and an error in the topology hides none below it.
func TestErrorsAreMany(t *testing.T) {
	_, err := Parse("", []byte(strings.Replace(head, "site HQ", "sit HQ", 1)+"blah\nu1@lab.local signs in\n"))
	if n := strings.Count(err.Error(), "expected"); n != 2 {
		t.Errorf("%d errors, not 2: %v", n, err)
	}
	_, err = Parse("", []byte(head+strings.Repeat("blah\n", 3*MaxErrors)))
	if n := strings.Count(err.Error(), "expected"); n != MaxErrors {
		t.Errorf("%d errors, not %d", n, MaxErrors)
	}
	if _, err := (Reader{Bytes: len(head)}).Parse("x", []byte(head)); err != nil {
		t.Error(err)
	}
	if _, err := (Reader{Bytes: len(head) - 1}).Parse("x", []byte(head)); err == nil || err.Error() != fmt.Sprintf(
		"x: expected a story of at most %d bytes, found %d", len(head)-1, len(head)) {
		t.Error(err)
	}
	_, err = Parse("", make([]byte, MaxSource+1))
	if want := fmt.Sprintf("story: expected a story of at most %d bytes, found %d", MaxSource, MaxSource+1); err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// What people write, and what is made of it.
func TestCanonical(t *testing.T) {
	tests := []struct{ in, want string }{
		{"fe02.LAB.local.>invoke-cspoolfailover   -DISASTERMODE -poolfqdn \"FE01.lab.local\"",
			"FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode"},
		{"HQ> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local -WhatIf", ""},
		{"HQ> -whatif Publish-CsTopology", "HQ> Publish-CsTopology -WhatIf"},
		{"FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlInstanceName rtc -Force -BackupSqlServerFqdn FE02.lab.local",
			"FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force"},
		{"HQ> Move-CsUser -Identity sip:u1@lab.local -Target FE02.lab.local", "HQ> Move-CsUser -Identity u1@lab.local -Target FE02.lab.local"},
		{"HQ> Set-CsRegistrar -Identity service:registrar:fe01.lab.local -EnableAutomaticFailover $False",
			"HQ> Set-CsRegistrar -Identity Registrar:FE01.lab.local -EnableAutomaticFailover $false"},
		// H-29: the reference's FailedBack.
		{"HQ> Set-CsRegistrarConfiguration -Identity service:Registrar:FE01.lab.local -PoolState FailedBack",
			"HQ> Set-CsRegistrarConfiguration -Identity service:Registrar:FE01.lab.local -PoolState FailingBack"},
		{"Add-DnsServerResourceRecord -ZoneName lab.local -Srv -DomainName FE02.lab.local -Name _sipinternaltls._tcp",
			"Add-DnsServerResourceRecord -Srv -Name _sipinternaltls._tcp -ZoneName lab.local -DomainName FE02.lab.local"},
		{"Add-DnsServerResourceRecord -Srv -Name _sip._tls.lab.local -DomainName FE02.lab.local",
			"Add-DnsServerResourceRecord -Srv -Name _sip._tls -ZoneName lab.local -DomainName FE02.lab.local"},
		{"FE02.lab.local> Install-CsDatabase -CentralManagementDatabase", ""},
		{"HQ> Get-CsUserPoolInfo -Identity U1@lab.local", "HQ> Get-CsUserPoolInfo -Identity u1@lab.local"},
		{"break STEP  FAILS fe01.lab.local step export backup to final", "break step fails FE01.lab.local step export backup to final"},
		{"break link FE01.lab.local to HQ", ""},
		{"+120s", "+2m"},
		{"at 1h02m30.5s", "at 1h2m30.5s"},
		{"within 3600s expect U1@lab.local Limited at FE02.lab.local.", "within 1h expect u1@lab.local limited at FE02.lab.local"},
		{"for 90s expect fe01.lab.local is Failed Over", "for 1m30s expect FE01.lab.local is failed over"},
		{"expect u1@lab.local cannot host meeting", ""},
		{"expect blocked home-up,CMS-first", "expect blocked home-up, cms-first"},
		{"expect answer Active  FE01", "expect answer Active FE01"},
		{`expect answer "Active:  FE01"`, ""},
		{"#comment", "# comment"},
		{"#", ""},
		{"==Heading ", "== Heading"},
	}
	for _, test := range tests {
		want := test.want
		if want == "" {
			want = test.in
		}
		s := mustParse(t, test.in)
		if got := string(s.Format()); !strings.HasSuffix(got, "\n\nstory\n"+want+"\n") {
			t.Errorf("%s\nis written %s\nnot        %s", test.in, got[strings.Index(got, "\nstory\n")+7:], want)
		}
	}
}

// A recorded run has the instant and the input in one line.
func TestTimedLines(t *testing.T) {
	got := string(mustParse(t, "at 1s u1@lab.local signs in\n+2s break nic FE01.lab.local\n").Format())
	if want := "\nat 1s\nu1@lab.local signs in\n+2s\nbreak nic FE01.lab.local\n"; !strings.HasSuffix(got, want) {
		t.Errorf("got %s, want it to end in %s", got, want)
	}
}

// Comments stay where they are, in the topology too, and empty lines between steps.
func TestCommentsStay(t *testing.T) {
	src := `understudy story 1
title A title
verbose
# Opening
#   indented

topology
  domain d
  site A
  # of the pool
  # two lines
  pool P site A edition standard cms detect 30s failback 30s
  # at the end

story
# first
== Heading

+1s
| 0h00m01s  nothing
# in between

+2s
`
	s, err := Parse("", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(src, "# first\n==", "# first\n\n==", 1)
	if got := string(s.Format()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// roundTrip checks that what is written is read back as the same story.
func roundTrip(t rapid.TB, s *Story) {
	t.Helper()
	text := s.Format()
	again, err := Parse(s.Name, text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if got := again.Format(); string(got) != string(text) {
		t.Fatalf("written, read and written:\n%s\nfirst it was\n%s", got, text)
	}
	a, b := *s, *again
	a.Steps, b.Steps = withoutLines(s.Steps), withoutLines(again.Steps)
	a.Unfinished, b.Unfinished = "", "" // it is not written
	a.remarks, b.remarks = nil, nil     // a remark on what is not written moves to the end
	if !reflect.DeepEqual(a, b) {
		t.Fatalf("%+v\nis read back as\n%+v\nfrom\n%s", a, b, text)
	}
}

// A recording may end anywhere, whatever its last line would mean if it were one; any other story means what it says.
func TestRecorded(t *testing.T) {
	recorded := strings.Replace(head, "\ntopology", "\nrecorded\ntopology", 1) + "at 12s\n"
	for _, tail := range []string{"", "at 1", "at 1m", "+1s", "break ni"} {
		s, err := Parse("", []byte(recorded+tail))
		if err != nil || len(s.Steps) != 1 || s.Unfinished != tail || !s.Recorded {
			t.Errorf("%q: %+v, %v", tail, s, err)
		}
	}
	if _, err := Parse("", []byte(recorded+"break ni\n")); err == nil {
		t.Error("a line that was finished must be one")
	}
	if s, err := Parse("", []byte(head+"at 12s\n+1s")); err != nil || len(s.Steps) != 2 || s.Unfinished != "" {
		t.Errorf("%+v, %v", s, err)
	}
}

func withoutLines(steps []Step) (all []Step) {
	for _, s := range steps {
		s.Line = 0
		all = append(all, s)
	}
	return all
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.story")
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src))
	}
	f.Add(head + "at 1s \"at\" signs in\nHQ> define pool FE01.lab.local -WhatIf\nexpect blocked cms-first, home-up")
	f.Add(strings.Replace(head, "site HQ", "site \"H\\nQ\" no-directory", 1))
	f.Add(redirected(head))
	f.Add("\xff\xfe" + head)
	f.Add("\uFEFF" + strings.ReplaceAll(head, "\n", "\r\n") + "# \u00a0\n==\n|")
	f.Add(strings.Replace(head, "\nstory", "  # x\n  set health.mode hold down\n  set cms.work 1ns\n  policy HIGHEST weight\n  seed 1\nstory", 1))
	f.Fuzz(func(t *testing.T, src string) {
		s, err := Parse("fuzz", []byte(src))
		if err != nil {
			onePlaceEach(t, err)
			return
		}
		roundTrip(t, s)
	})
}

// onePlaceEach expects errors of one line each, with their places.
func onePlaceEach(t *testing.T, err error) {
	t.Helper()
	all := err.(interface{ Unwrap() []error }).Unwrap()
	if len(all) > MaxErrors {
		t.Errorf("%d errors", len(all))
	}
	for _, err := range all {
		if text := err.Error(); !placed.MatchString(text) || len(text) > 4096 {
			t.Errorf("%q", text)
		}
	}
}

var placed = regexp.MustCompile(`^fuzz:([0-9]+(:[0-9]+)?:)? expected \PC+, found \PC+$`)

// The package's documentation speaks of every keyword, and its story can be read.
func TestDoc(t *testing.T) {
	src, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	doc := strings.ToLower(string(src))
	for k := range keywords {
		if k != "%" && !strings.Contains(doc, k) {
			t.Errorf("doc.go does not speak of %q", k)
		}
	}
	var story []string
	for text := range strings.Lines(string(src)) {
		if code, ok := strings.CutPrefix(text, "//\t"); ok || text == "//\n" && story != nil {
			story = append(story, strings.TrimPrefix(code, "//"))
		} else if story != nil {
			break
		}
	}
	if s, err := Parse("doc.go", []byte(strings.Join(story, ""))); err != nil || len(s.Steps) != 5 {
		t.Errorf("%v in\n%s", err, strings.Join(story, ""))
	}
}

// The lists that stand here in words of their own are as long as the enums that they name.
func TestNamesAreComplete(t *testing.T) {
	if got, want := len(faultNames), len(namesOf[understudy.FaultKind]()); got != want {
		t.Errorf("%d names for %d kinds of fault", got, want)
	}
	if got, want := len(namesOf[failover.Phase]()), 4; got != want {
		t.Errorf("%d PoolStates, of which %d have a name", got, want)
	}
}

// Of two names that fit, the longer one is meant, wherever they stand in the list.
func TestLongestName(t *testing.T) {
	for _, names := range [][]string{{"a b", "a"}, {"a", "a b"}} {
		for _, want := range names {
			var got uint8
			c := &cursor{}
			c.words, _ = split(want)
			if enum("", &got, names).read(c); names[got] != want || !c.done() {
				t.Errorf("of %q, %q is read as %q", names, want, names[got])
			}
		}
	}
}
