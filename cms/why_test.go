package cms_test

import (
	"regexp"
	"strings"
	"testing"

	"understudy.example/cms"
	"understudy.example/cms/directory"
	"understudy.example/cms/replica"
	"understudy.example/cms/replicator"
	"understudy.example/machine"
)

// Every line of the four tables is one short sentence that ends with its facts.
func TestWhy(t *testing.T) {
	sentence := regexp.MustCompile(`^[A-Z][^.()]* \([FHLQD]-\d+(, [FHLQD]-\d+)*\)$`)
	for _, s := range []machine.Sheet{cms.Table, directory.Table, replicator.Table, replica.Table} {
		for from := range s.Phases() {
			for on := range s.Causes() {
				e := s.Entry(uint8(from), uint8(on))
				if strings.HasPrefix(e.Why, "no rule for") {
					continue
				}
				if !sentence.MatchString(e.Why) || len(e.Why) > 110 {
					t.Errorf("%s: %s on %s: %q", s.Name(), s.Phases()[from], s.Causes()[on], e.Why)
				}
			}
		}
	}
}
