package machine_test

import (
	"errors"
	"testing"

	"understudy.example/machine"
)

func TestFaults(t *testing.T) {
	kind := errors.New("oven: rules contradict each other")
	f := machine.Faults{Package: "oven", Kind: kind}
	f.If(false, "Heat %d", 1)
	if err := f.Err(); err != nil {
		t.Errorf("nothing is wrong, and Err is %v", err)
	}
	f.If(true, "Heat %d must be below %d", 300, 250)
	f.If(true, "Time %d must be above 0", -1)
	own := errors.New("tray: missing")
	f.Add(nil)
	f.Add(own)
	err := f.Err()
	if want := "oven: Heat 300 must be below 250\noven: Time -1 must be above 0\ntray: missing"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if !errors.Is(err, kind) || !errors.Is(err, own) {
		t.Error("the faults do not wrap their kind, or what was added is lost")
	}
}
