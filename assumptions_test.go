package understudy

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// documented are the parameters that are not assumed: what Defaults has for each, and the fact that says so.
var documented = map[string][2]string{
	"Health.Ping":           {"30s", "F-29"},
	"Health.Floor":          {"1m30s", "F-29"},
	"Health.Detect":         {"5m0s", "F-27"},
	"Health.Failback":       {"10m0s", "F-27"},
	"Setup.Install":         {"10m0s", "L-2"},
	"Failover.HomeLoad":     {"2m24s", "F-80"},
	"Failover.WaitTime":     {"15s", "F-67"},
	"Replication.Interval":  {"2m0s", "F-130"},
	"Replication.Retry":     {"10m0s", "F-140"},
	"Binding.Expires":       {"10m0s", "C-47"},
	"Binding.Min":           {"5m0s", "C-47"},
	"Binding.Max":           {"15m0s", "C-47"},
	"CMS.Work":              {"10s", "F-111"},
	"Replicator.Poll":       {"1m0s", "F-97"},
	"Replicator.ForceDelay": {"2m30s", "F-97"},
	"Certificate.Life":      {"4320h0m0s", "C-63"},
	"Certificate.Renew":     {"720h0m0s", "C-63"},
	"BackEnd.Threshold":     {"30m0s", "F-51"},
	"Enterprise.StartMost":  {"1h0m0s", "F-167"},
	"Enterprise.Reload":     {"30m0s", "F-165"},
	"Enterprise.Takeover":   {"5m0s", "F-171"},
	"Conversation.Patience": {"15m0s", "C-85"},

	"MobileOutage":           {"10m0s", "F-92"},
	"NoCertificates":         {"false", "C-64"},
	"DisableStrictDNSNaming": {"false", "C-16"},
}

// assumed returns the assumption with a name.
func assumed(t Topology, name string) (Assumption, bool) {
	all := t.Assumptions()
	i := slices.IndexFunc(all, func(a Assumption) bool { return a.Name == name })
	if i < 0 {
		return Assumption{}, false
	}
	return all[i], true
}

// TestEveryParameter wants every parameter to be either documented or an assumption, so that none is forgotten.
func TestEveryParameter(t *testing.T) {
	topology, leaves := Paired(), 0
	eachLeaf("", reflect.ValueOf(&topology.Parameters).Elem(), func(path string, v reflect.Value) {
		leaves++
		value := fmt.Sprint(v)
		fact, isDocumented := documented[path]
		a, isAssumed := assumed(topology, path)
		switch {
		case isDocumented == isAssumed:
			t.Errorf("%s: documented %v, assumed %v", path, isDocumented, isAssumed)
		case isDocumented && fact[0] != value:
			t.Errorf("%s is %s, documented as %s (%s)", path, value, fact[0], fact[1])
		case isAssumed && strings.TrimSuffix(a.Value, "%") != value:
			t.Errorf("%s is %s, and not %s", path, value, a.Value)
		}
	})
	values := 0
	for _, a := range topology.Assumptions() {
		if a.Value != "" {
			values++
		}
	}
	if len(documented)+values-1 != leaves { // the policy is none of the Parameters
		t.Errorf("%d documented and %d assumed, of %d", len(documented), values-1, leaves)
	}
}

// TestAssumptionsFollowTheTopology changes every parameter that is assumed, and finds what it was changed to.
func TestAssumptionsFollowTheTopology(t *testing.T) {
	topology, n := Paired(), int64(0)
	eachLeaf("", reflect.ValueOf(&topology.Parameters).Elem(), func(path string, v reflect.Value) {
		n++
		switch v.Kind() {
		case reflect.Bool:
			v.SetBool(!v.Bool())
		case reflect.Uint8:
			v.SetUint(uint64(1))
		default:
			v.SetInt(n)
		}
		if a, ok := assumed(topology, path); ok && strings.TrimSuffix(a.Value, "%") != fmt.Sprint(v) {
			t.Errorf("%s is %v, and not %s", path, v, a.Value)
		}
	})
	topology.Policy++
	if a, _ := assumed(topology, "Policy"); a.Value != "proportional" {
		t.Errorf("the policy is %q", a.Value)
	}
}

// TestEveryDecision wants every decision of the ledger that is inferred to be named by an assumption.
func TestEveryDecision(t *testing.T) {
	ledger, err := os.ReadFile("FACTS.md")
	if err != nil {
		t.Fatal(err)
	}
	cited := map[string]bool{}
	for _, a := range Paired().Assumptions() {
		for _, number := range regexp.MustCompile(`[A-Z]-\d+`).FindAllString(a.Why, -1) {
			cited[number] = true
		}
	}
	rows := regexp.MustCompile(`(?m)^\| (H-\d+) \|.*\| ([A-Z, ]+) \|[^|]*\|[^|]*\|$`).FindAllSubmatch(ledger, -1)
	if len(rows) < 40 {
		t.Errorf("only %d decisions were found", len(rows))
	}
	for _, row := range rows {
		number, inferred := string(row[1]), strings.Contains(string(row[2]), "I")
		if inferred && !cited[number] {
			t.Errorf("%s is inferred, and no assumption names it", number)
		}
	}
}

// TestAssumptions wants each to have a name of its own, and one sentence that ends with what it rests on.
func TestAssumptions(t *testing.T) {
	ends := regexp.MustCompile(`^[A-Z0-9][^.]* \([A-Z]-\d+(, [A-Z]-\d+)*\)$`)
	names := map[string]bool{}
	s, err := New(Paired())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range s.Assumptions() {
		if names[a.Name] || a.Name == "" {
			t.Errorf("%q is not a name of its own", a.Name)
		}
		names[a.Name] = true
		if !ends.MatchString(a.Why) {
			t.Errorf("%s: %q", a.Name, a.Why)
		}
	}
}

// The first three parameters that no source gives a value for, and the first of the rules.
func ExampleTopology_Assumptions() {
	all := Paired().Assumptions()
	for _, a := range all[:3] {
		fmt.Printf("%s = %s: %s\n", a.Name, a.Value, a.Why)
	}
	for _, a := range all {
		if a.Value == "" {
			fmt.Printf("%s: %s\n", a.Name, a.Why)
			break
		}
	}
	// Output:
	// Health.Grace = 5s: No source says how late an answer to a ping may be (H-35)
	// Health.Mode = recheck: The failback interval is the wait before a check, and no more is documented of it (F-38, H-34)
	// Setup.Reinstall = 2m0s: The lab timed the first run of setup only (L-2, L-6)
	// whose pool state counts: A pool acts on its own replica of the configuration, an order on the master (H-1)
}
