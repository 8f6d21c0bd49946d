package understudy

import (
	"testing"

	"pgregory.net/rapid"
)

// TestLawsHold plays random histories: every law of the model holds at every instant, and every one of them applied.
func TestLawsHold(t *testing.T) {
	w := modelLaws()
	rapid.Check(t, func(t *rapid.T) {
		h, err := newHistory(drawTopology(t), Parts{}, w)
		if err != nil {
			t.Fatal(err)
		}
		h.play(t, 60)
	})
	for i, law := range w.Laws {
		if w.Applied[i] == 0 {
			t.Errorf("%s never applied", law.ID)
		}
	}
}

// TestInvariantsHold plays random histories against what no law speaks of.
func TestInvariantsHold(t *testing.T) {
	for name, check := range map[string]func(*System, []Action) error{
		"packs": checkPacks, "cascade": checkCascade, "truth": checkTruth, "belief": checkBelief, "guards": checkGuards, "evidence": checkEvidence,
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				h, err := newHistory(drawTopology(t), Parts{}, nil)
				if err != nil {
					t.Fatal(err)
				}
				h.each = append(h.each, check)
				h.play(t, 40)
			})
		})
	}
}
