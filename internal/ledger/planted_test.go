package ledger

import (
	"slices"
	"strings"
	"testing"
)

// sample is a small ledger without a fault.
const sample = `# Facts

4 rows: 3 in scope, 1 of them pinned; 0 later; 1 out of scope.

Still to come: pool/quorum.

| column | what it holds |
|---|---|
| fact | of no interest here |

| key | title | address |
|---|---|---|
| L-fo | Failing over a pool | https://example.org/fo |

| fact | what it says | source | sure | where | pinned by |
|---|---|---|---|---|---|
| F-1, C-2 | One. | L-fo 3.1 | D | understudy, dns | TestOne, lab.story |
| F-2 | Two, as H-1 says. | L-fo, inferred | D, I | pool/quorum | - |

| fact | what it says | source | sure | where | pinned by |
|---|---|---|---|---|---|
| H-1 | Three. | decision, rests on F-1, C-2 | I | dns | - |
| L-9b | Four. | measured | M | out of scope: history | - |
`

func sampleWorld() world {
	return world{
		numbers: []string{"F-1", "F-2", "C-2", "H-1", "L-9b"},
		tests:   map[string]bool{"TestOne": true, "lab.story": true},
		folders: map[string]bool{"": true, "dns": true},
	}
}

func TestSampleIsSound(t *testing.T) {
	if got := check(sample, sampleWorld()); got != nil {
		t.Errorf("the sample has faults: %q", got)
	}
}

// TestPlantedLedgers plants one fault in a sound ledger and wants it found, and nothing else.
func TestPlantedLedgers(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"number missing", "| L-9b |", "| F-1 |", "L-9b has no row"},
		{"number twice", "| F-2 |", "| F-2, F-1 |", "F-1 has a row already"},
		{"number unknown", "| H-1 |", "| H-1, H-2 |", "H-2 is not a number"},
		{"number mentioned", "as H-1 says", "as H-7 says", "mentions H-7"},
		{"column missing", " pinned by |\n|---|---|---|---|---|---|\n", " pinned by |\n|---|---|---|---|---|---|\n| F-3 | No pin. | L-fo | D | dns |\n", "not a complete row"},
		{"column empty", " pinned by |\n|---|---|---|---|---|---|\n", " pinned by |\n|---|---|---|---|---|---|\n| F-3 |  | L-fo | D | dns | - |\n", "not a complete row"},
		{"source without address", "| https://example.org/fo |\n", "| https://example.org/fo |\n| L-fb | Failing back | somewhere |\n", "not a complete row"},
		{"source unknown", "L-fo 3.1", "L-fb 3.1", "no such source: L-fb"},
		{"source an unknown row", "rests on F-1, C-2", "rests on F-1, C-3", "no such source: C-3"},
		{"source the row itself", "rests on F-1, C-2", "rests on F-1, H-1", "no such source: H-1"},
		{"source twice", "| https://example.org/fo |\n", "| https://example.org/fo |\n| L-fo | Again | https://example.org/fo |\n", "twice"},
		{"source unused", "| https://example.org/fo |\n", "| https://example.org/fo |\n| L-fb | Failing back | https://example.org/fb |\n", "no row has the source L-fb"},
		{"mark unknown", "| D, I |", "| D, P |", "no such mark: P"},
		{"pin unknown", "TestOne", "TestOther", "no such test or story: TestOther"},
		{"story unknown", "lab.story", "other.story", "no such test or story: other.story"},
		{"package unknown", "understudy, dns", "understudy, dsn", "no such package: dsn"},
		{"package there already", "Still to come: pool/quorum.", "Still to come: pool/quorum, dns.", "dns is no longer still to come"},
		{"package nobody waits for", "Still to come: pool/quorum.", "Still to come: pool/quorum, live.", "no row waits for it"},
		{"rows miscounted", "4 rows:", "5 rows:", "the head says"},
		{"pins miscounted", "1 of them pinned", "2 of them pinned", "the head says"},
		{"counts missing", "4 rows: 3 in scope, 1 of them pinned; 0 later; 1 out of scope.", "", "the head says"},
		{"scope misspelt", "out of scope: history", "out of scope", "no such package: out of scope"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(sample, c.old) {
				t.Fatalf("nothing to plant it in: %q", c.old)
			}
			expect(t, check(strings.Replace(sample, c.old, c.new, 1), sampleWorld()), c.want)
		})
	}
}

// expect wants a problem with the wanted words, and at most one more, which comes of it: a number that is taken for another
// is missed, a row in another place is counted there.
func expect(t *testing.T, got []string, want string) {
	t.Helper()
	if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, want) }) || len(got) > 2 {
		t.Errorf("got %q, want one problem with %q", got, want)
	}
}

func TestPlantedCitations(t *testing.T) {
	has := map[string]bool{"F-1": true, "L-9b": true}
	for _, c := range []struct{ name, src, want string }{
		{"sound", "package p // F-1, L-9b; SHA-1, UTF-8, 0xF-2, P-3 and B-4\nconst s = `(F-1)`", ""},
		{"arithmetic", "package p\nvar F, n = 1, F-2", ""},
		{"comment", "package p // as (F-2) says", "cites F-2"},
		{"inner comment", "package p\nfunc f() {\n/* F-1..F-3 */ }", "cites F-3"},
		{"string", "package p\nconst s = \"why (F-1, C-2)\"", "cites C-2"},
		{"letter", "package p // L-9", "cites L-9,"},
		{"no Go", "F-2", "expected 'package'"},
	} {
		t.Run(c.name, func(t *testing.T) { one(t, uncharted("p.go", c.src, has), c.want) })
	}
}

func TestPlantedWhys(t *testing.T) {
	const head = `package p
import "understudy.example/machine"
var row, note = machine.MakeRow[int, int], machine.MakeNote[int, int]
type law struct { Name, Why string; n int }
type move = machine.Row[int, int]
func notes(on int, why string, in ...int) []machine.Note[int, int] { return nil }
func yes(why string) law { return law{} }
const cited, bare = "Because (F-1)", "Because"
`
	for _, c := range []struct{ name, src, want string }{
		{"sound", "var _ = row(1, 2, 3, `So it is (F-29)`)", ""},
		{"standard", "var _ = note(1, 2, `So it is (RFC 2782)`)", ""},
		{"passed on", "func f(why string) any { return row(1, 2, 3, why) }", ""},
		{"constant", "var _ = row(1, 2, 3, cited)", ""},
		{"joined", "var _ = row(1, 2, 3, `Because`+\n` (F-1)`)", ""},
		{"source outside of a table", "var _ = yes(`So it is (L-fo, L-fb)`)", ""},
		{"no why", "var _ = []law{{Name: `a`}, {}}", ""},
		{"row made", "var _ = row(1, 2, 3, `So it is`)", "So it is"},
		{"note made", "var _ = note(1, 2, `So it is`)", "So it is"},
		{"row made in full", "var _ = machine.MakeRow[int, int](1, 2, 3, `So it is`)", "So it is"},
		{"bare constant", "var _ = row(1, 2, 3, bare)", "Because"},
		{"empty", "var _ = note(1, 2, ``)", "rests on nothing"},
		{"field", "var _ = law{Why: `So it is`}", "So it is"},
		{"field by place", "var _ = law{`a`, `So it is`, 1}", "So it is"},
		{"field of another package", "var _ = other.Law{Why: `So it is`}", "So it is"},
		{"row literal", "var _ = machine.Row[int, int]{1, 2, 3, `So it is`}", "So it is"},
		{"note in a slice", "var _ = []machine.Note[int, int]{{1, 2, `So it is`}}", "So it is"},
		{"row under another name", "var _ = []move{{1, 2, 3, `So it is`}}", "So it is"},
		{"law in a map", "var _ = map[int]law{1: {`a`, `So it is`, 1}}", "So it is"},
		{"law in an array", "var _ = [...]*law{1: {`a`, `So it is`, 1}}", "So it is"},
		{"argument", "func f() { notes(1, `So it is`, 2) }", "So it is"},
		{"source in a table", "var _ = notes(1, `So it is (L-fo)`, 2)", "So it is"},
		{"source that is none", "var _ = yes(`So it is (L-fo, L-fx)`)", "So it is"},
		{"outside of a table", "var _ = yes(`So it is`)", "So it is"},
		{"law P-1 is no fact", "var _ = row(1, 2, 3, `So it is (P-1)`)", "P-1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"a.go": head, "b.go": "package p\n" + c.src}
			one(t, groundless(files, []string{"L-fo", "L-fb"}), c.want)
		})
	}
}

// one wants exactly one problem with the wanted words, or none at all.
func one(t *testing.T, got []string, want string) {
	t.Helper()
	if want == "" && got != nil || want != "" && (len(got) != 1 || !strings.Contains(got[0], want)) {
		t.Errorf("got %q, want one problem with %q", got, want)
	}
}
