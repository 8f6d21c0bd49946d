package main

import (
	"fmt"
	"strings"
	"time"

	"understudy.example/machine"
)

// clocks writes instants in a row.
func clocks(all []machine.Instant) string {
	var s []string
	for _, t := range all {
		s = append(s, clock(t))
	}
	if n := len(s) - 1; n > 0 {
		return strings.Join(s[:n], ", ") + " and " + s[n]
	}
	return s[0]
}

// clock writes an instant as it is shown: h:mm:ss, in whole seconds.
func clock(t machine.Instant) string {
	d := time.Duration(t)
	return fmt.Sprintf("%d:%02d:%02d", d/time.Hour, d/time.Minute%60, d/time.Second%60)
}

// whole is an instant as it is shown. Times that are shown differ by what is shown as their difference.
func whole(t machine.Instant) machine.Instant {
	return machine.Instant(time.Duration(t).Truncate(time.Second))
}

// span is the time between two instants as they are shown.
func span(from, to machine.Instant) string { return duration(whole(to).Sub(whole(from))) }

// duration writes a duration without zeros at its end: 1m35s, 5m, 2h.
func duration(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
