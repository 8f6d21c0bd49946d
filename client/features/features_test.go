package features

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// letters is the documented table, written down a second time: for each feature the columns a (limited on the backup), b
// (failed over), c (limited at home) and d (branch). Y yes, N no, C conditional, upper case documented and lower case
// inferred, ? no source.
var letters = map[Feature]string{
	SignIn:           "YYYY",
	IM:               "CYYY", // F-46: within a site
	Calls:            "YYYY",
	Video:            "CYYy",
	Sharing:          "yYYy",
	FileTransfer:     "yYYy",
	PublishPresence:  "NYNN", // C-70, C-74
	SeePresence:      "NYNN",
	BeSeen:           "NYNN", // F-49, F-91
	PresenceRouting:  "NYnN",
	ContactList:      "NYNN", // F-49, L-12
	EditContacts:     "NYnN", // C-69
	AddressBook:      "NYNn", // F-48
	CreateMeeting:    "NYNN", // F-47, F-90
	JoinMeeting:      "YYYC",
	HostMeeting:      "NYNn", // F-90, C-88
	OutboundPSTN:     "CCyY",
	InboundPSTN:      "CCcY",
	HoldTransfer:     "YYYY",
	Forwarding:       "YYyY", // X-9
	ChangeForwarding: "NYnN", // F-48
	Delegation:       "CYcC",
	VoiceMail:        "CCcC", // F-47
	ResponseGroup:    "CCCN", // C-76
	CallPark:         "NYNN", // C-77
	GroupPickup:      "NCNn",
	AutoAttendant:    "NynY",
	PersistentChat:   "CC?C", // L-20
	Emergency:        "CCcC",
	AdmissionControl: "nnn?", // F-144
	LocationRouting:  "YYY?", // F-144
	CallRecords:      "YYyY",
	ExistingDevices:  "YYYY",
	NewDevices:       "NYnN",
	Announcements:    "nCc?",
	XMPP:             "???N",
	SimpleURLs:       "CCcn",
}

// everything is a deployment in which all that can be prepared was.
func everything() (k Conditions) {
	v := reflect.ValueOf(&k).Elem()
	for i := range v.NumField() {
		v.Field(i).SetBool(true)
	}
	k.OrbitsAway = false
	return k
}

func letter(f Feature, c Column) string {
	worst, best := Look(f, c, Conditions{}), Look(f, c, everything())
	s := "y"
	switch {
	case best.Available == Unknown:
		return "?"
	case worst.Available != best.Available:
		s = "c"
	case best.Available == No:
		s = "n"
	}
	if best.Documented {
		s = strings.ToUpper(s)
	}
	return s
}

func TestTable(t *testing.T) {
	n := 0
	for f := range All() {
		n++
		got := ""
		for _, c := range []Column{Backup, FailedOver, FailingBack, Branch} {
			got += letter(f, c)
		}
		if want := letters[f]; got != want {
			t.Errorf("%v: %s, want %s", f, got, want)
		}
		if a := Look(f, Normal, Conditions{}); a.Available != Yes {
			t.Errorf("%v: %v in normal mode", f, a.Available)
		}
	}
	if n != len(letters) || n != len(featureNames) {
		t.Errorf("%d features, %d in the test, %d names", n, len(letters), len(featureNames))
	}
}

// TestConditions flips one condition at a time: an answer that changes names what it needs, one that does not needs
// something else or nothing, and every condition is needed somewhere.
func TestConditions(t *testing.T) {
	kind := reflect.TypeFor[Conditions]()
	for i := range kind.NumField() {
		var k Conditions
		reflect.ValueOf(&k).Elem().Field(i).SetBool(true)
		var changed []string
		for f := range All() {
			for c := range columns {
				with, without := Look(f, c, k), Look(f, c, Conditions{})
				if with == without {
					continue
				}
				changed = append(changed, with.Needs)
				if kind.Field(i).Name == "OrbitsAway" {
					with, without = without, with // the one condition that is a fault
				}
				if without.Available != No || with.Available != Yes || with.Needs == "" {
					t.Errorf("%v, %v: %+v turns %+v into %+v", f, c, k, without, with)
				}
			}
		}
		if slices.Sort(changed); len(slices.Compact(changed)) != 1 {
			t.Errorf("%s is needed by answers that say %q", kind.Field(i).Name, changed)
		}
	}
	for f := range All() {
		for c := range columns {
			if a := Look(f, c, Conditions{OrbitsAway: true}); a.Needs != "" && a == Look(f, c, everything()) {
				t.Errorf("%v, %v needs %q, and nothing brings it about", f, c, a.Needs)
			}
		}
	}
}

// TestEveryCellCitesItsSource holds each reason to the ledger: it ends with numbers of facts, or keys of sources.
func TestEveryCellCitesItsSource(t *testing.T) {
	text, err := os.ReadFile("../../FACTS.md")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, line := range strings.Split(string(text), "\n") {
		if cells := strings.Split(line, "|"); len(cells) > 2 {
			for _, id := range strings.Split(cells[1], ",") {
				known[strings.TrimSpace(id)] = true
			}
		}
	}
	ending := regexp.MustCompile(`^[A-Z].+ \(([^()]+)\)$`)
	for f := range All() {
		for c := range columns {
			a := Look(f, c, Conditions{})
			m := ending.FindStringSubmatch(a.Why)
			if m == nil {
				if a.Available != Unknown || a.Why == "" {
					t.Errorf("%v, %v: no source: %q", f, c, a.Why)
				}
				continue
			}
			for _, id := range strings.Split(m[1], ", ") {
				if !known[id] {
					t.Errorf("%v, %v: %q is not in the ledger", f, c, id)
				}
			}
		}
	}
}

// C-128: what a phone's guide says of resiliency mode, cell by cell; what it does not mention is as for everybody.
func TestPhone(t *testing.T) {
	guide := map[Feature]Available{Calls: Yes, HoldTransfer: Yes, SeePresence: No, ContactList: No, AddressBook: Yes,
		VoiceMail: No, ChangeForwarding: No}
	for f := range All() {
		for c := range columns {
			a := LookPhone(f, c, everything())
			want := Look(f, c, everything())
			if is, said := guide[f]; said && c != Normal && c != FailedOver {
				want.Available = is
			}
			if a.Available != want.Available || a.Why == "" && a.Available != Unknown {
				t.Errorf("%v, %v: %+v, want %v", f, c, a, want.Available)
			}
		}
	}
	if LookPhone(features, Backup, everything()) != (Answer{Available: Unknown}) {
		t.Error("there is no such feature")
	}
}

// F-146: ranges that were redirected are missing at the backup before, and at home after, until somebody leads them on.
func TestPickupRangesAreRedirectedBothWays(t *testing.T) {
	for _, c := range []struct {
		at   Column
		k    Conditions
		want Available
	}{
		{Normal, Conditions{}, Yes}, {Backup, Conditions{OrbitsRedirected: true}, No},
		{FailedOver, Conditions{}, No}, {FailedOver, Conditions{OrbitsRedirected: true}, Yes},
		{FailingBack, Conditions{OrbitsRedirected: true}, No}, {Normal, Conditions{OrbitsAway: true}, No},
	} {
		if a := Look(GroupPickup, c.at, c.k); a.Available != c.want {
			t.Errorf("%v, %+v: %v, want %v", c.at, c.k, a.Available, c.want)
		}
	}
}

// X-9: the banner warns of forwarding, the table says that it works.
func TestBannerIsKeptApart(t *testing.T) {
	banner := strings.Join(Banner(), "; ")
	for _, word := range []string{"contact list", "forwarded", "Delegates", "Chat rooms"} { // L-12
		if !strings.Contains(banner, word) {
			t.Errorf("the banner says nothing of %q: %s", word, banner)
		}
	}
	if Look(Forwarding, Backup, Conditions{}).Available != Yes {
		t.Error("forwarding that is set works")
	}
}

func TestNonsense(t *testing.T) {
	for _, a := range []Answer{Look(features, Backup, everything()), Look(IM, columns, everything()), Look(255, 255, Conditions{})} {
		if a != (Answer{Available: Unknown}) {
			t.Errorf("%+v", a)
		}
	}
	for f := range All() {
		if f == Video {
			break // a reader may stop early
		}
	}
}

// Two people at one site keep talking when their pool dies; what they cannot do is another matter.
func ExampleLook() {
	k := Conditions{SameSite: true}
	for _, f := range []Feature{IM, ContactList, OutboundPSTN, Forwarding} {
		a := Look(f, Backup, k)
		fmt.Printf("%v: %v. %s.\n", f, a.Available, a.Why)
		if a.Needs != "" {
			fmt.Printf("  needs: %s\n", a.Needs)
		}
	}
	// Output:
	// IM: yes. Promised between users of one site only (F-46).
	//   needs: all parties are at one site
	// contact list: no. The contact list is unavailable (F-49, L-12).
	// outbound PSTN: no. It needs a gateway and a route that did not die with the pool (F-46).
	//   needs: a gateway elsewhere, and a route to it
	// forwarding: yes. Settings that exist go on working; the banner is less sure (F-46, X-9).
}

func ExampleAll() {
	lost := 0
	for f := range All() {
		if Look(f, Backup, Conditions{}).Available == No {
			lost++
		}
	}
	fmt.Println(lost, "features are missing on the backup, where nothing was prepared")
	// Output:
	// 26 features are missing on the backup, where nothing was prepared
}

func ExampleBanner() {
	for _, line := range Banner() {
		fmt.Println(line)
	}
	// Output:
	// The contact list cannot be shown
	// Calls may not be forwarded
	// Delegates and the team may miss calls
	// Chat rooms are within limited reach
}

func BenchmarkLook(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Look(Feature(i)%features, Backup, Conditions{})
	}
}
