package replication

import (
	"fmt"
	"slices"
	"testing"
)

// F-127, F-128, F-129: what is carried, and by which module; response groups since the first update of 2019 only.
func TestWhatIsCarried(t *testing.T) {
	carried := map[Data]Module{Contacts: UserData, Schedules: UserData, Content: Conference, Configuration: Management}
	since2019 := map[Data]Module{Groups: ResponseGroups, GroupFiles: ResponseGroupFiles}
	byHand := []Data{Content, Groups, GroupFiles, Location, CallPark, Announcements, Archive, ChatRooms} // F-85, F-125, F-129, F-145
	for _, d := range All() {
		m, ok := d.Carrier(false)
		want, is := carried[d]
		if ok != is || ok && m != want || !ok && m != Modules {
			t.Errorf("%v in 2013: %v, %v", d, m, ok)
		}
		if later, is := since2019[d]; is {
			want = later
		}
		if m, ok := d.Carrier(true); ok != (want != 0 || is || since2019[d] != 0) || ok && m != want {
			t.Errorf("%v in 2019: %v, %v", d, m, ok)
		}
		if (d.Cure() != "") != slices.Contains(byHand, d) || d.Why() == "" {
			t.Errorf("%v: %q, %q", d, d.Why(), d.Cure())
		}
	}
	if n := len(All()); n != 11 || len(dataNames) != n {
		t.Errorf("%d kinds of data, %d names", n, len(dataNames))
	}
}

// Numbers that name nothing are of no kind and no module.
func TestNoData(t *testing.T) {
	for _, d := range []Data{kindsOfData, 255} {
		if m, ok := d.Carrier(true); ok || m != Modules || d.Why() != "" || d.Cure() != "" {
			t.Error(m, ok)
		}
	}
	if got := fmt.Sprintf("%v %s %v", Modules, Modules.Cmdlet(), Data(99)); got != "5? 5? 99?" {
		t.Error(got)
	}
}

func ExampleData_Carrier() {
	for _, d := range All() {
		if m, ok := d.Carrier(false); ok {
			fmt.Printf("%v: %s\n", d, m.Cmdlet())
		} else {
			fmt.Printf("%v: not carried; %s\n", d, d.Cure())
		}
	}
	// Output:
	// contacts: UserServices.PresenceFocus
	// meetings: UserServices.PresenceFocus
	// meeting content: ConfServices.DataConf
	// configuration: CentralMgmt.CMSMaster
	// response groups: not carried; Export-CsRgsConfiguration and Import-CsRgsConfiguration
	// response group files: not carried; Export-CsRgsConfiguration and Import-CsRgsConfiguration
	// location data: not carried; Export-CsLisConfiguration and Import-CsLisConfiguration, and publish
	// call park: not carried; set it up in both pools
	// announcements: not carried; create them again at the partner
	// archive: not carried; a backup of the databases
	// chat rooms: not carried; a stretched pool and log shipping
}
