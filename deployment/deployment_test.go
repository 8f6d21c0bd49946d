package deployment

import (
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"understudy.example"
	"understudy.example/dns"
	"understudy.example/internal/encoding"
	"understudy.example/pool/pairing"
	"understudy.example/story"
)

var update = flag.Bool("update", false, "write the stories of testdata anew")

func read(t testing.TB, name string) []byte {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func parsed(t *testing.T, src []byte, o Options) *Deployment {
	t.Helper()
	d, err := Parse("it.json", src, o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestGolden: each file becomes the story beside it, which is one that can be read, and its topology one that can be modelled.
func TestGolden(t *testing.T) {
	for _, c := range []struct {
		file   string
		people bool
	}{{"pair", false}, {"habits", true}, {"odd", false}} {
		t.Run(c.file, func(t *testing.T) {
			d := parsed(t, read(t, c.file+".json"), Options{People: c.people})
			got, name := d.Story(c.file).Format(), filepath.Join("testdata", c.file+".story")
			if *update {
				if err := os.WriteFile(name, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := read(t, c.file+".story"); string(got) != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if _, err := understudy.New(d.Topology); err != nil {
				t.Error(err)
			}
			again, err := story.Parse(name, got)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(again.Topology, d.Topology) {
				t.Errorf("read again\n%+v\nnot\n%+v", again.Topology, d.Topology)
			}
		})
	}
}

// TestEncodings: the same file in every encoding that PowerShell writes says the same.
func TestEncodings(t *testing.T) {
	src := []byte(strings.Replace(string(read(t, "habits.json")), "Branch", "Zürich-😀", 2))
	want := parsed(t, src, Options{})
	wide := func(order binary.AppendByteOrder, mark string) []byte { return encoding.UTF16(mark+string(src), order) }
	for name, src := range map[string][]byte{
		"UTF-8 with a mark":     append([]byte("\ufeff"), src...),
		"UTF-16 LE with a mark": wide(binary.LittleEndian, "\ufeff"),
		"UTF-16 BE with a mark": wide(binary.BigEndian, "\ufeff"),
		"UTF-16 LE":             wide(binary.LittleEndian, ""),
		"UTF-16 BE":             wide(binary.BigEndian, ""),
		"CRLF":                  []byte(strings.ReplaceAll(string(src), "\n", "\r\n")),
	} {
		got := parsed(t, src, Options{})
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestPeople: without being asked nobody's address is taken, whatever the file has.
func TestPeople(t *testing.T) {
	src := read(t, "habits.json")
	without, with := parsed(t, src, Options{}), parsed(t, src, Options{People: true})
	for _, secret := range []string{"ann", "bob", "cas@"} {
		if text := strings.ToLower(string(without.Story("").Format())); strings.Contains(text, secret) {
			t.Errorf("%q is in\n%s", secret, text)
		}
	}
	if n := len(without.Topology.Users); n != 0 || without.Topology.Pools[0].Homed != 2 {
		t.Errorf("%d users, %d counted", n, without.Topology.Pools[0].Homed)
	}
	if n := len(with.Topology.Users); n != 3 || with.Topology.Pools[0].Homed != 0 {
		t.Errorf("%d users, %d counted", n, with.Topology.Pools[0].Homed)
	}
}

// TestZonesElsewhere: where zone files tell what is in DNS, no remark leaves records to be written.
func TestZonesElsewhere(t *testing.T) {
	for zones, want := range map[bool]string{false: "host, os and srv are for you to write.", true: "host and os are for you to write."} {
		all := parsed(t, read(t, "pair.json"), Options{Zones: zones}).Remarks
		if last := all[len(all)-1].Text; !strings.HasSuffix(last, ": "+want) {
			t.Errorf("%v: %q", zones, last)
		}
	}
}

// TestPeopleInFailures: a message can name people, whatever wrote the file; the kind of an error does not.
func TestPeopleInFailures(t *testing.T) {
	const message, kind = `Get-CsUser: Login failed for user 'CONTOSO\\jane.doe'.\nAgain.`, "Get-CsDatabaseMirrorState -PoolFqdn a.example.com: System.Data.SqlClient.SqlException, Sql,Microsoft.Rtc.X"
	src := []byte(strings.Replace(registrar(""), "{", `{"Export": {"Failed": ["`+message+`", "`+kind+`", "jane.doe: Get-CsUser: x"]}, `, 1))
	without, with := string(parsed(t, src, Options{}).Story("").Format()), string(parsed(t, src, Options{People: true}).Story("").Format())
	if strings.Contains(without, "jane") || !strings.Contains(without, `to: "Get-CsUser"`) || !strings.Contains(without, kind) {
		t.Error(without)
	}
	if !strings.Contains(with, "jane.doe'.") || !strings.Contains(with, kind) {
		t.Error(with)
	}
}

// TestIntervals: an interval that no pair can have is an error with its place, and all others are valid.
func TestIntervals(t *testing.T) {
	for span, wrong := range map[string]string{
		"00:00:30": "", "1.00:00:00": "", "00:00:29.9999999": "29.9999999s", "1.00:00:00.0000001": "24h0m0.0000001s", "65535.00:00:00": "1572840h0m0s",
	} {
		src := `{"Get-CsService -Registrar": [{"PoolFqdn": "a.b", "BackupRegistrar": "c.b", "FailureDetectionInterval": "` + span + `", "Version": 6},
			{"PoolFqdn": "c.b", "BackupRegistrar": "a.b", "Version": 6}]}`
		d, err := Parse("it.json", []byte(src), Options{})
		if wrong == "" {
			if err != nil || d.Topology.Validate() != nil {
				t.Errorf("%s: %v", span, err)
			}
			continue
		}
		want := "deployment: it.json:1:105: Get-CsService -Registrar[0].FailureDetectionInterval: expected a TimeSpan between 30s and 24h0m0s, found " +
			wrong + " (F-31, H-40)"
		if err == nil || err.Error() != want {
			t.Errorf("%s: %v, not %s", span, err, want)
		}
	}
}

// TestDate: nothing hangs on when the script ran, so that a date of another calendar or culture is reported and left out.
func TestDate(t *testing.T) {
	for _, date := range []string{`"2026-03-02T09.30.00Z"`, `"today"`, "1", "{}"} {
		d := parsed(t, []byte(strings.Replace(registrar(""), "{", `{"Export": {"Date": `+date+`}, `, 1)), Options{})
		if !d.Exported.IsZero() || d.Remarks[0].String() != "Export.Date is no DateTime, and is left out" || d.Remarks[0].Col != 21 {
			t.Errorf("%s: %v, %v", date, d.Exported, d.Remarks)
		}
	}
}

// TestMirrors: a database that has no mirror has a row all the same.
func TestMirrors(t *testing.T) {
	const not = "DatabaseInaccessibleOrMirroringNotEnabled"
	for _, c := range []struct {
		rows string
		want pairing.BackEnd
	}{
		{`{"PoolFqdn": "fe.example.com"}`, pairing.Mirroring},
		{`{"PoolFqdn": "fe.example.com", "StateOnPrimary": "` + not + `", "StateOnMirror": "` + not + `"}`, 0},
		{`{"PoolFqdn": "fe.example.com", "StateOnPrimary": "` + not + `", "MirroringStatusOnPrimary": ""}`, 0},
		{`{"PoolFqdn": "fe.example.com", "StateOnPrimary": "` + not + `", "StateOnMirror": "Principal"}`, pairing.Mirroring},
		{`{"PoolFqdn": "fe.example.com", "StateOnPrimary": "Principal", "StateOnMirror": "` + not + `"}`, pairing.Mirroring},
		{`{"PoolFqdn": "fe.example.com", "MirroringStatusOnPrimary": "None"}`, 0},
		{`{"PoolFqdn": "fe.example.com", "DatabaseName": "lcscdr", "StateOnPrimary": "Principal"}`, 0},
		{`{"PoolFqdn": "fe.example.com", "DatabaseName": "RTCxds", "StateOnPrimary": "Principal"}`, pairing.Mirroring},
		{`{"PoolFqdn": "fe.example.com", "StateOnPrimary": "` + not + `"}, {"PoolFqdn": "fe.example.com", "StateOnPrimary": "Principal",
			"StateOnMirror": "Mirror", "MirroringStatusOnPrimary": "Synchronized"}`, pairing.Mirroring},
	} {
		d := parsed(t, []byte(strings.Replace(registrar(""), "{", `{"Get-CsDatabaseMirrorState": [`+c.rows+`], `, 1)), Options{})
		if got := d.Topology.Pools[0].BackEnd; got != c.want {
			t.Errorf("%s: %v, not %v", c.rows, got, c.want)
		}
		if strings.Contains(fmt.Sprint(d.Remarks), "not used") {
			t.Error(d.Remarks)
		}
	}
}

// TestPlaces: what is wrong with the topology as a whole has the place of what it is about, and is the topology's own error.
func TestPlaces(t *testing.T) {
	many := strings.Repeat("\n{},", 70)
	for i := range 70 {
		many = strings.Replace(many, "{}", fmt.Sprintf(`{"PoolFqdn": "p%d.b", "SiteId": "s"}`, i), 1)
	}
	for _, c := range []struct{ name, src, want string }{
		{"a pool", registrar("")[:len(registrar(""))-1] + `, "Get-CsSite": {"Identity": "fe.example.com"}}`,
			`it.json:1:30: Get-CsService -Registrar: pool "fe.example.com" has the name of site "fe.example.com"`},
		{"a pool by its index", "{\n" + `"Get-CsService -Registrar": [{"PoolFqdn": "a.b"},` + "\n " + `{"PoolFqdn": "c d"}]}`,
			`it.json:3:2: Get-CsService -Registrar[1]: Pools[1].FQDN "c d" must be printable, without spaces, quotes and backslashes`},
		{"too many pools", "{\n" + `"Get-CsService -Registrar": [` + many + "null]}",
			`it.json:2:29: Get-CsService -Registrar: Pools must not be more than 64, and are 70`},
		{"an appliance", registrar(`"UserServer": "UserServer:a.b", `),
			`it.json:1:30: Get-CsService -Registrar: pool "fe.example.com": a branch appliance must not have CMS (F-4)`},
		{"a site", `{"Get-CsSite": [{"Identity": "a"},` + "\n" + `{"Identity": "A"}],` + registrar("")[1:], `it.json:2:1: Get-CsSite[1]: site "A" has the name of site "a"`},
		{"a site by its index", `{"Get-CsSite": [` + "\n" + `{"Identity": "\"a"}],` + registrar("")[1:],
			`it.json:2:1: Get-CsSite[0]: Sites[0].Name "\"a" must be printable, without spaces, quotes and backslashes`},
		{"the domain", `{"Get-CsSipDomain": [{"Name": "a"}, {"Name": "a b", "IsDefault": true}],` + registrar("")[1:],
			`it.json:1:37: Get-CsSipDomain[1]: Domain "a b" must be printable, without spaces, quotes and backslashes`},
		{"a domain", `{"Get-CsSipDomain": [{"Name": "a"}, {"Name": "a b"}, {"Name": "c", "IsDefault": true}],` + registrar("")[1:],
			`it.json:1:37: Get-CsSipDomain[1]: Domains[1] "a b" must be printable, without spaces, quotes and backslashes`},
		{"an Edge", `{"Get-CsService -EdgeServer": {"PoolFqdn": "fe.example.com", "Registrar": "Registrar:fe.example.com"},` + registrar("")[1:],
			`it.json:1:31: Get-CsService -EdgeServer: edge "fe.example.com" has the name of pool "fe.example.com"`},
		{"a user", `{"Get-CsUser": [{"SipAddress": "sip:a@b", "RegistrarPool": "fe.example.com"}],` + registrar("")[1:],
			`it.json:1:17: Get-CsUser[0]: user "a@b": URI must be of the form name@example.com, without a scheme`},
		{"registrations", `{"Get-CsRegistrarConfiguration": {"Identity": "Global", "MaxEndpointExpiration": 10},` + registrar("")[1:],
			`it.json:1:34: Get-CsRegistrarConfiguration: binding: Expires 10m0s must not be above Max 10s`},
		{"the Backup Service", `{"Get-CsBackupServiceConfiguration": {"SyncInterval": "00:00:01"},` + registrar("")[1:],
			`it.json:1:38: Get-CsBackupServiceConfiguration: replication: Interval 1s must be between 5s and 3h0m0s`},
	} {
		d := parsed(t, []byte(c.src), Options{People: true})
		err, own := d.Validate(), each(d.Topology.Validate())
		if first, _, _ := strings.Cut(fmt.Sprint(err), "\n"); first != "deployment: "+c.want {
			t.Errorf("%s: %v\nwant %s", c.name, err, c.want)
		}
		if all := each(err); len(all) != min(len(own), MaxErrors) || !errors.Is(err, own[0]) {
			t.Errorf("%s: %d errors of %d", c.name, len(all), len(own))
		}
	}
	if d := parsed(t, read(t, "pair.json"), Options{}); d.Validate() != nil {
		t.Error(d.Validate())
	}
}

// TestDirectors: a Director is no pool, be it named or told by what it has not; what may be a pool stays one.
func TestDirectors(t *testing.T) {
	const named, told = "dir.example.com is a Director, which the model does not have: it is left out (F-43, H-102)",
		"dir.example.com has no user services, no users and no backup: it is taken for a Director, and left out (F-43, H-102)"
	for name, c := range map[string]struct{ director, more, remark string }{
		"named":             {``, `"Get-CsService -Director": {"Identity": "Director:DIR.example.com"},`, named},
		"told":              {``, ``, told},
		"with users":        {``, `"Get-CsUser": {"RegistrarPool": "dir.example.com", "Count": 1},`, ""},
		"with an address":   {``, `"Get-CsUser": {"RegistrarPool": "dir.example.com", "SipAddress": "sip:a@example.com"},`, ""},
		"with a backup":     {`"BackupRegistrar": "Registrar:fe.example.com",`, ``, ""},
		"with the store":    {``, `"Get-CsService -CentralManagement": {"PoolFqdn": "dir.example.com", "Active": true},`, ""},
		"with services":     {`"UserServer": "UserServer:dir.example.com",`, ``, ""},
		"nobody's services": {``, `"Get-CsService -UserServer": [],`, ""},
	} {
		services := `"Get-CsService -UserServer": {"PoolFqdn": "fe.example.com", "UserDatabase": "UserDatabase:fe.example.com"},`
		if strings.Contains(c.more, "-UserServer") {
			services = ""
		}
		d := parsed(t, []byte(`{`+services+c.more+` "Get-CsPool": {"Identity": "dir.example.com", "Computers": ["d1", "d2"]}, "Get-CsService -Registrar": [
			{"PoolFqdn": "fe.example.com", "Version": 6}, {"PoolFqdn": "dir.example.com", `+c.director+` "Version": 6}]}`), Options{People: true})
		said := ""
		for _, m := range d.Remarks {
			if strings.Contains(m.Text, "Director") {
				said += m.Text
			}
		}
		if pools := len(d.Topology.Pools); said != c.remark || (pools == 1) != (c.remark != "") {
			t.Errorf("%s: %d pools, %q", name, pools, said)
		}
	}
}

// TestNowhere: users who are homed on no pool are counted, and told of once.
func TestNowhere(t *testing.T) {
	d := parsed(t, []byte(strings.Replace(registrar(""), "{", `{"Get-CsUser": [{"RegistrarPool": "", "Count": 12}, {"SipAddress": "sip:a@b"},
		{"RegistrarPool": null, "Count": 2147483647}], `, 1)), Options{})
	if text := fmt.Sprint(d.Remarks); strings.Count(text, "tells no RegistrarPool of 2147483660 users, who are left out") != 1 || d.Topology.Pools[0].Homed != 0 {
		t.Error(text)
	}
}

// TestPoolState: every state but Active is told, and a number is not taken for one.
func TestPoolState(t *testing.T) {
	for state, want := range map[string]string{
		`"Active"`: "", `"active"`: "", "null": "", `"FailingOver"`: `of x was "FailingOver" and not Active`, "0": "of x was the number 0, which may",
		`"3"`: "of x was the number 3, which may", "1e3": `of x was "1e3" and not Active`,
	} {
		src := strings.Replace(registrar(""), "{", `{"Get-CsRegistrarConfiguration": {"Identity": "x", "PoolState": `+state+`}, `, 1)
		text := fmt.Sprint(parsed(t, []byte(src), Options{}).Remarks)
		if strings.Contains(text, "PoolState") != (want != "") || !strings.Contains(text, want) {
			t.Errorf("%s: %s", state, text)
		}
	}
}

// registrar is a file with one registrar, and something about it.
func registrar(more string) string {
	return `{"Get-CsService -Registrar": {"Identity": "Registrar:fe.example.com", ` + more + `"Version": 6}}`
}

// TestErrors: what cannot be is told in one line, with its place.
func TestErrors(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"nothing", "", "it.json:1:1: expected more, found the end of the file"},
		{"not JSON", "Identity : Site:North", `it.json:1:1: expected JSON, found invalid character 'I' looking for beginning of value`},
		{"cut short", "{\"Get-CsSite\": [\n{", "it.json:2:2: expected more, found the end of the file"},
		{"two files", registrar("") + "\n{}", `it.json:2:1: expected the end of the file, found "{}"`},
		{"a list", "[]", "it.json:1:1: expected an object with a field for each cmdlet, found a list"},
		{"nobody", "{}", "it.json:1:1: Get-CsService -Registrar: expected at least one registrar, found none"},
		{"twice", "{\"a\": 1,\n \"A\": 2}", `it.json:2:2: expected each property once, found "A" again`},
		{"depth", strings.Repeat("[", MaxDepth+1), "it.json:1:33: expected 32 levels at most, found more"},
		{"values", "[" + strings.Repeat("0,", MaxValues) + "0]", "it.json:1:2097152: expected 1048576 values at most, found more"},
		{"size", strings.Repeat(" ", MaxSource+1), "it.json: expected 33554432 bytes at most, found 33554433"},
		{"UTF-32", "\xff\xfe\x00\x00{\x00\x00\x00", "it.json: expected UTF-8 or UTF-16, found UTF-32"},
		{"half", "\xff\xfe{", "it.json: expected UTF-16, found half of its last character"},
		{"half a pair", "\xff\xfe{\x00\x00\xd8", "it.json: expected UTF-16, found half of a pair"},
		{"another pair", "\xff\xfe{\x00\x00\xd8{\x00", "it.json: expected UTF-16, found half of a pair"},
		{"neither", "{\"\xe9\": 1}", "it.json: expected UTF-8 or UTF-16, found neither"},
		{"the same pool", `{"Get-CsService -Registrar": [{"PoolFqdn": "a.b"}, {"PoolFqdn": "A.B."}]}`,
			"it.json:1:52: Get-CsService -Registrar[1]: expected each registrar once, found A.B. again"},
		{"nameless", `{"Get-CsService -Registrar": [{}]}`, "it.json:1:31: Get-CsService -Registrar[0]: expected a PoolFqdn or an Identity, found neither"},
		{"a row", `{"Get-CsSite": [1]}`, `it.json:1:17: Get-CsSite[0]: expected an object, found "1"`},
		{"a name", registrar(`"SiteId": true, `), "it.json:1:81: Get-CsService -Registrar.SiteId: expected a name, found a truth value"},
		{"truth", registrar(`"EnableAutomaticFailover": 1, `), `it.json:1:98: Get-CsService -Registrar.EnableAutomaticFailover: expected true or false, found "1"`},
		{"a span", registrar(`"FailureDetectionInterval": "5 min", `), `it.json:1:99: Get-CsService -Registrar.FailureDetectionInterval: expected a TimeSpan, found "5 min"`},
		{"a long span", registrar(`"FailureDetectionInterval": {"Ticks": 922337203685477580}, `), "it.json:1:99: Get-CsService -Registrar.FailureDetectionInterval: expected a TimeSpan, found an object"},
		{"a negative span", registrar(`"FailureDetectionInterval": {"Ticks": -1}, `), "it.json:1:99: Get-CsService -Registrar.FailureDetectionInterval: expected a TimeSpan, found an object"},
		{"no such time", registrar(`"FailureDetectionInterval": "00:60:00", `), `it.json:1:99: Get-CsService -Registrar.FailureDetectionInterval: expected a TimeSpan, found "00:60:00"`},
		{"a count", `{"Get-CsUser": {"RegistrarPool": "x", "Count": -1}}`, `it.json:1:48: Get-CsUser.Count: expected a number between 0 and 2147483647, found "-1"`},
		{"no rights", `{"Export": {"Failed": ["Get-CsSite: System.UnauthorizedAccessException, NoId", "Get-CsService -Registrar: jane may not", "jane"]}}`,
			"it.json:1:1: Get-CsService -Registrar: expected at least one registrar, found none; " +
				"the script could not run Get-CsSite, Get-CsService -Registrar, a cmdlet"},
		{"a Director alone", `{"Get-CsService -Director": {"PoolFqdn": "a.b"}, "Get-CsService -Registrar": {"PoolFqdn": "a.b"}}`,
			"it.json:1:1: Get-CsService -Registrar: expected at least one registrar that is not a Director's, found none"},
		{"one failed", `{"Export": {"Failed": "Get-CsService -Registrar: x"}}`,
			"it.json:1:1: Get-CsService -Registrar: expected at least one registrar, found none; the script could not run Get-CsService -Registrar"},
		{"another script", `{"Export": {"Version": 2}}`, "it.json:1:24: Export.Version: expected 1, found another version of the script"},
		{"a domain", `{"Get-CsSipDomain": {"IsDefault": true}}`, "it.json:1:21: Get-CsSipDomain: expected a Name, found none"},
		{"a site", `{"Get-CsSite": {"SiteId": 1}}`, "it.json:1:16: Get-CsSite: expected an Identity, found none"},
		{"a line", `{"Get-CsService -Registrar": [{"PoolFqdn": "a\n"}, {"PoolFqdn": "a\n"}]}`,
			"it.json:1:52: Get-CsService -Registrar[1]: expected each registrar once, found a\ufffd again"},
	} {
		d, err := Parse("it.json", []byte(c.src), Options{})
		if err == nil {
			t.Errorf("%s: %+v", c.name, d)
			continue
		}
		var e *Error
		if first, _, _ := strings.Cut(err.Error(), "\n"); first != "deployment: "+c.want || !errors.As(err, &e) || e.File != "it.json" {
			t.Errorf("%s: %q", c.name, err)
		}
	}
}

// TestTooMuchWrong: errors and remarks end somewhere, and remarks say how many are left.
func TestTooMuchWrong(t *testing.T) {
	_, err := Parse("", []byte(`{"Get-CsSite": [`+strings.Repeat("1,", 1000)+"1]}"), Options{})
	if n := strings.Count(err.Error(), "\n") + 1; n != MaxErrors || !strings.HasPrefix(err.Error(), "deployment: file:1:17: Get-CsSite[0]: ") {
		t.Errorf("%d lines: %v", n, err)
	}
	var all strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&all, `"p%d": 0, `, i)
	}
	d := parsed(t, []byte(registrar(all.String())), Options{})
	if n := len(d.Remarks); n != MaxRemarks || !strings.HasPrefix(d.Remarks[n-1].Text, "Further remarks, for which there is no room: 9") {
		t.Errorf("%d remarks, the last %v", n, d.Remarks[n-1])
	}
}

// TestManyDomainsAndSites has so many that going through all of them for each would not end in a test's time.
func TestManyDomainsAndSites(t *testing.T) {
	const n = 150_000
	var domains, pools strings.Builder
	for i := range n {
		fmt.Fprintf(&domains, `{"Name": "d%d", "IsDefault": true},`, i)
		fmt.Fprintf(&pools, `{"PoolFqdn": "p%d", "SiteId": "s%d"},`, i, i)
	}
	d := parsed(t, []byte(`{"Get-CsSipDomain": [`+domains.String()+`{"Name": "last"}], "Get-CsService -Registrar": [`+pools.String()+`null]}`), Options{})
	top := d.Topology
	if last := fmt.Sprint("d", n-1); top.Domain != last || len(top.Domains) != n || top.Domains[n-1] != "last" || len(top.Sites) != n {
		t.Errorf("domain %s, %d more, %d sites", top.Domain, len(top.Domains), len(top.Sites))
	}
}

// TestTimeSpans: every form of a TimeSpan is the same.
func TestTimeSpans(t *testing.T) {
	for src, want := range map[string]time.Duration{
		`"00:05:00"`: 5 * time.Minute, `"1.02:03:04.5"`: 26*time.Hour + 3*time.Minute + 4500*time.Millisecond,
		`"00:00:30.0000001"`: 30*time.Second + 100, `{"Ticks": 3000000000}`: 5 * time.Minute, `{"ticks": 1}`: 100,
		`{"TotalSeconds": 1.5}`: 1500 * time.Millisecond, `[{"Ticks": 10}]`: time.Microsecond, `{"value": {"Ticks": 10}, "Count": 1}`: time.Microsecond,
	} {
		v, wrong := parse([]byte(`{"d": ` + src + `}`))
		r := &reader{}
		if d, ok := (row{r, &v, "", ""}).span("D"); wrong != nil || !ok || d != want || len(r.errors) > 0 {
			t.Errorf("%s: %v, %v, %v", src, d, wrong, r.errors)
		}
	}
	for _, src := range []string{"1:2", "24:00:00", "00:00:60", "a.00:00:00", "-00:05:00", "00:00:00.00000001", "00:00:+1", "99999.00:00:00"} {
		if d, ok := clock(src); ok {
			t.Errorf("%s: %v", src, d)
		}
	}
}

// TestH98Versions: the version of a service tells the release, up to a point.
func TestH98Versions(t *testing.T) {
	for version, want := range map[int]pairing.Release{5: pairing.Lync2010, 6: pairing.Lync2013, 7: pairing.Skype2015, 8: pairing.Skype2015} {
		d := parsed(t, fmt.Appendf(nil, `{"Get-CsService -Registrar": {"PoolFqdn": "a.b", "Version": %d}}`, version), Options{})
		said := strings.Contains(fmt.Sprint(d.Remarks), "and may be younger")
		if got := d.Topology.Pools[0].Release; got != want || said != (version > 6) {
			t.Errorf("version %d: %v, %v", version, got, d.Remarks)
		}
	}
}

// TestScript holds the script and the reader in step: what the one writes is what the other asks for, and nothing changes the
// deployment.
func TestScript(t *testing.T) {
	script, err := os.ReadFile("export.ps1")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sections {
		if !strings.Contains(string(script), "$export['"+s.name+"'] = ") {
			t.Errorf("the script does not write %s", s.name)
		}
		if !strings.Contains(string(doc), "//	"+s.name+" ") {
			t.Errorf("the documentation does not name %s", s.name)
		}
	}
	if n := strings.Count(string(script), "$export['"); n != len(sections)+1 { // one is read in the script itself
		t.Errorf("the script writes or reads %d sections", n)
	}
	for _, cmdlet := range regexp.MustCompile(`\b[A-Z][a-z]+-Cs\w+`).FindAllString(string(script), -1) {
		if !strings.HasPrefix(cmdlet, "Get-") {
			t.Errorf("the script runs %s", cmdlet)
		}
	}
	if i := strings.IndexFunc(string(script), func(r rune) bool { return r >= 0x80 }); i >= 0 {
		t.Errorf("the script is not ASCII at %d: Windows PowerShell would read it in the code page of the machine", i)
	}
	formats := regexp.MustCompile(`\.ToString\(.*`).FindAllString(string(script), -1)
	for _, call := range formats {
		if !strings.Contains(call, "InvariantCulture)") {
			t.Errorf("the script writes in the culture of the machine: %s", call)
		}
	}
	if len(formats) == 0 {
		t.Error("the script formats no date")
	}
	if n := strings.Count(string(script), "Exception.Message"); n != 1 || !strings.Contains(string(script), "if ($People) { return $Record.Exception.Message }") {
		t.Errorf("the script writes %d messages, or one without being asked for people", n)
	}
	d := map[string]bool{}
	for _, list := range regexp.MustCompile(`Select-Plain ([\w', ]+)`).FindAllStringSubmatch(string(script), -1) {
		for _, name := range strings.Split(list[1], ",") {
			d[strings.Trim(name, " '")] = true
		}
	}
	source := ""
	for _, name := range []string{"sections.go", "row.go"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		source += string(text)
	}
	if len(d) < 20 {
		t.Errorf("only %d properties", len(d))
	}
	for name := range d {
		if !strings.Contains(source, `"`+name+`"`) {
			t.Errorf("the script writes %s, which is not read", name)
		}
	}
}

// Fuzz: whatever the file, errors are of one line each and have a place; a topology that is valid is one that its story gives back.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"pair.json", "habits.json", "odd.json"} {
		f.Add(read(f, name), true)
	}
	f.Add([]byte("\xff\xfe{\x00}\x00"), false)
	f.Add([]byte(registrar(`"SiteId": "Site:a\"b\u0000", "FailureDetectionInterval": {"TotalSeconds": 1e300}, `)), false)
	f.Fuzz(func(t *testing.T, src []byte, people bool) {
		d, err := Parse("f", src, Options{People: people})
		if err != nil {
			checkErrors(t, err)
			return
		}
		if len(d.Remarks) > MaxRemarks || !people && len(d.Topology.Users) > 0 {
			t.Errorf("%d remarks, %d users", len(d.Remarks), len(d.Topology.Users))
		}
		text := d.Story("f").Format()
		if err := d.Validate(); err != nil {
			checkErrors(t, err)
			return
		}
		s, err := story.Parse("f", text)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if !reflect.DeepEqual(s.Topology, d.Topology) {
			t.Errorf("read again\n%+v\nnot\n%+v", s.Topology, d.Topology)
		}
	})
}

func checkErrors(t *testing.T, err error) {
	t.Helper()
	var all []error
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	} else {
		all = []error{err}
	}
	for _, err := range all {
		if strings.Contains(err.Error(), "\n") || len(err.Error()) > 4096 || !strings.HasPrefix(err.Error(), "deployment: f") {
			t.Errorf("%q", err)
		}
	}
	if len(all) > MaxErrors {
		t.Errorf("%d errors", len(all))
	}
}

// TestNamesAreDNS: what a registrar calls its backup is found in any case, with a dot at its end or without.
func TestNamesAreDNS(t *testing.T) {
	d := parsed(t, []byte(`{"Get-CsService -Registrar": [{"PoolFqdn": "A.example.com", "BackupRegistrar": "registrar:b.EXAMPLE.com."},
		{"PoolFqdn": "b.example.com", "BackupRegistrar": "Registrar:a.example.com"}]}`), Options{})
	if len(d.Topology.Pairs) != 1 || !dns.Equal(d.Topology.Pairs[0].Pools[1], "b.example.com") {
		t.Error(d.Topology.Pairs, d.Remarks)
	}
}
