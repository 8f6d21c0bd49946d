package main

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"

	"understudy.example"
	"understudy.example/deployment"
	"understudy.example/edge/serve"
	"understudy.example/internal/encoding"
	"understudy.example/machine"
)

// TestFlags: what does not go together is told in one line, and so is what there is.
func TestFlags(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"", "one topology is watched at a time, not 0"},
		{"a b", "one topology is watched at a time, not 2"},
		{"a -once", "-once stands after TOPOLOGY: flags go before it"},
		{"-every 5 a", `invalid value "5" for flag -every: must be a duration, as in 5s`},
		{"-every 0s a", "-every 0s must be above 0"},
		{"-refresh -1s a", "-refresh -1s must be above 0"},
		{"-speed 0 a", "-speed 0 must be above 0, and finite"},
		{"-speed NaN a", "-speed NaN must be above 0, and finite"},
		{"-speed +Inf a", "-speed +Inf must be above 0, and finite"},
		{"-port 65536 a", "-port 65536 must be from 1 to 65535"},
		{"-plain -ca x a", "-ca is for TLS, and -plain does without"},
		{"-once -record x a", "-once goes neither with -record nor with -metrics"},
		{"-once -metrics x a", "-once goes neither with -record nor with -metrics"},
		{"-dns 127.0.0.1:domain a", "-dns 127.0.0.1:domain is no address of a server, as in 192.0.2.53:53"},
		{"-dns :53 a", "-dns :53 is no address of a server, as in 192.0.2.53:53"},
		{"-dns 127.0.0.1:70000 a", "-dns 127.0.0.1:70000 is no address of a server, as in 192.0.2.53:53"},
		{"-nothing a", "flag provided but not defined: -nothing"},
	} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), strings.Fields(c.args), &out, &errs); code != misused || errs.String() != "monitor: "+c.want+"; -h explains\n" || out.Len() > 0 {
			t.Errorf("%s: exit code %d, %q, %q", c.args, code, errs.String(), out.String())
		}
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"-h"}, &out, &errs); code != stopped || errs.Len() > 0 || !strings.HasPrefix(out.String(), "usage: monitor") {
		t.Errorf("exit code %d, %q", code, errs.String())
	}
	for _, flag := range []string{"dns", "site", "every", "refresh", "port", "speed", "plain", "ca", "whynot", "metrics", "record", "log", "once"} {
		if !strings.Contains(out.String(), "\n  -"+flag) {
			t.Errorf("help does not speak of -%s", flag)
		}
	}
}

// TestServerWithoutPort: a DNS server is asked at the port of DNS if none is named.
func TestServerWithoutPort(t *testing.T) {
	for given, want := range map[string]string{
		"127.0.0.1": "127.0.0.1:53", "::1": "[::1]:53", "[::1]": "[::1]:53", "ns.lab.local": "ns.lab.local:53", "127.0.0.1:5353": "127.0.0.1:5353",
	} {
		if o, err := parse([]string{"-dns", given, "a"}, io.Discard); err != nil || o.dns != want {
			t.Errorf("%s: %+v, %v", given, o, err)
		}
	}
}

// TestOnce: -once shows how things stand, and its exit code says whether every pool serves.
func TestOnce(t *testing.T) {
	s := newSite(t)
	var out, errs bytes.Buffer
	if code := run(t.Context(), s.args("-once", "-speed", "1", "-whynot", "fe01"), &out, &errs); code != stopped || errs.Len() > 0 ||
		strings.Count(out.String(), "it serves") != 2 || !strings.Contains(out.String(), "To fail FE01 over\nblocked    cms-first") {
		t.Errorf("exit code %d, %q\n%s", code, errs.String(), out.String())
	}
	out.Reset()
	stranger := serve.NewAuthority(t).File(t, t.TempDir())
	if code := run(t.Context(), s.args("-once", "-speed", "1", "-ca", stranger), &out, &errs); code != failed ||
		strings.Count(strings.Join(strings.Fields(out.String()), " "), "a certificate that is not accepted") != 2 {
		t.Errorf("exit code %d, %q\n%s", code, errs.String(), out.String())
	}
	s.pools[1].Kill()
	out.Reset()
	if code := run(t.Context(), s.args("-once", "-speed", "1"), &out, &errs); code != failed || strings.Count(out.String(), "it does not serve") != 1 {
		t.Errorf("exit code %d\n%s", code, out.String())
	}
}

// TestTopologies: a story and an export of the same deployment are watched alike, whatever PowerShell has written it in.
func TestTopologies(t *testing.T) {
	fromExport, err := readTopology("../../deployment/testdata/pair.json")
	fromStory, errStory := readTopology("../../deployment/testdata/pair.story")
	if err != nil || errStory != nil || !reflect.DeepEqual(fromExport, fromStory) {
		t.Errorf("%v, %v\n%+v\n%+v", err, errStory, fromExport, fromStory)
	}
	if _, err := readTopology("../../deployment/testdata/habits.json"); err != nil {
		t.Error(err)
	}
	text, err := os.ReadFile("../../deployment/testdata/pair.story")
	wide := serve.File(t, t.TempDir(), "pair.story", string(encoding.UTF16("\uFEFF"+string(text), binary.LittleEndian)))
	if again, wrong := readTopology(wide); err != nil || wrong != nil || !reflect.DeepEqual(again, fromStory) {
		t.Errorf("%v, %v\n%+v", err, wrong, again)
	}
	if _, err := readTopology(serve.File(t, t.TempDir(), "x", "\uFEFF [")); !is[*deployment.Error](err) {
		t.Error(err)
	}
}

// TestStanding: what is watched is there from the beginning, and each pool has one user; nobody is lost of those who count (F-13).
func TestStanding(t *testing.T) {
	lab := understudy.Lab()
	lab.Pools[1].Homed = 7
	s := standing(lab)
	if err := s.Validate(); err != nil {
		t.Error(err)
	}
	want := []understudy.User{lab.Users[0], {URI: "anybody.fe02@lab.local", Home: "FE02.lab.local"}}
	if !reflect.DeepEqual(s.Users, want) || s.Pools[0].Homed != 2 || s.Pools[1].Homed != 6 || s.Pools[1].Later || s.Pairs[0].Later || s.Records[1].Later {
		t.Errorf("%+v", s)
	}
	if !lab.Pools[1].Later || lab.Pools[0].Homed != 0 {
		t.Error("the lab was changed")
	}
}

// TestMetrics: what is measured has these names, as Prometheus wants them, and these values while FE01 is silent.
func TestMetrics(t *testing.T) {
	play(t, nil, func(m *monitor, w *world, sees *witness) {
		time.Sleep(time.Minute)
		w.set(func() { w.answers[fe1] = refused })
		time.Sleep(39 * time.Second)
		registry := registry(m)
		if problems, err := testutil.GatherAndLint(registry); err != nil || len(problems) > 0 {
			t.Errorf("%v, %v", problems, err)
		}
		for name, want := range map[string]string{
			"understudy_pool_serves":                       `{pool="FE01.lab.local"} 0|{pool="FE02.lab.local"} 1`,
			"understudy_certificate_end_timestamp_seconds": `{pool="FE02.lab.local"} 9.598176e+08`,
			"understudy_outlook": `{by="FE01.lab.local",of="FE02.lab.local",phase="down"} 0|{by="FE01.lab.local",of="FE02.lab.local",phase="silent"} 0|` +
				`{by="FE01.lab.local",of="FE02.lab.local",phase="unknown"} 1|{by="FE01.lab.local",of="FE02.lab.local",phase="up"} 0|` +
				`{by="FE02.lab.local",of="FE01.lab.local",phase="down"} 0|{by="FE02.lab.local",of="FE01.lab.local",phase="silent"} 1|` +
				`{by="FE02.lab.local",of="FE01.lab.local",phase="unknown"} 0|{by="FE02.lab.local",of="FE01.lab.local",phase="up"} 0`,
			"understudy_verdict_seconds":          `{by="FE02.lab.local",of="FE01.lab.local"} 55`,
			"understudy_users_served":             `{at="",home="FE01.lab.local",mode=""} 0|{at="FE02.lab.local",home="FE02.lab.local",mode="normal"} 1`,
			"understudy_features_missing":         `{home="FE01.lab.local"} 0|{home="FE02.lab.local"} 0`,
			"understudy_sign_in_seconds":          `{home="FE01.lab.local"} 133.428|{home="FE02.lab.local"} 0`,
			"understudy_cms_known":                ` 1`,
			"understudy_cms_active":               `{pool="FE01.lab.local"} 1|{pool="FE02.lab.local"} 0`,
			"understudy_failover_blocks":          `{pool="FE01.lab.local"} 1`,
			"understudy_lookup_timestamp_seconds": ` 9.4668486e+08`,
			"understudy_watched_seconds":          ` 100`,
			"understudy_asks_total":               `{pool="FE01.lab.local",stage="answered"} 13|{pool="FE01.lab.local",stage="connecting"} 8|{pool="FE02.lab.local",stage="answered"} 21`,
			"understudy_lookups_total":            `{result="answered"} 2`,
		} {
			help := helpOf(t, m, name)
			var text strings.Builder
			text.WriteString(help)
			for sample := range strings.SplitSeq(want, "|") {
				text.WriteString(name + sample + "\n")
			}
			if err := testutil.GatherAndCompare(registry, strings.NewReader(text.String()), name); err != nil {
				t.Error(err)
			}
		}
	})
	if m := (&monitor{counts: newCounts()}); testutil.CollectAndCount(collector{m}) != 0 {
		t.Error("what has not begun has no report")
	}
	if d := machine.Never.Sub(0); d < 0 {
		t.Error(d)
	}
}

// helpOf is what stands above the samples of a name.
func helpOf(t *testing.T, m *monitor, name string) string {
	t.Helper()
	all, err := registry(m).Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.GetName() == name {
			return "# HELP " + name + " " + f.GetHelp() + "\n# TYPE " + name + " " + strings.ToLower(f.GetType().String()) + "\n"
		}
	}
	t.Errorf("there is no %s", name)
	return ""
}
