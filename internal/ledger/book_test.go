package ledger

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// A row of the ledger.
type row struct {
	line                              int
	ids                               []string // its number, and the numbers that say the same
	says, source, sure, where, pinned string
}

// A book is a ledger, taken apart.
type book struct {
	text   string
	rows   []row
	keys   []string // of the sources, in their order
	coming []string // packages that rows may name before they exist
}

// A world is what a ledger is held against.
type world struct {
	numbers []string        // the numbers there have to be
	tests   map[string]bool // names of tests and stories
	folders map[string]bool // folders with Go files; the root is ""
}

var (
	number  = regexp.MustCompile(`\b[FCHLQDX]-\d+b?\b`)
	rfc     = regexp.MustCompile(`\bRFC \d+\b`)
	coming  = regexp.MustCompile(`(?m)^Still to come: (.*)\.$`)
	counted = regexp.MustCompile(`(?m)^\d+ rows: .*$`)
)

// check returns everything that is wrong with a ledger, in words.
func check(text string, w world) []string {
	b, problems := read(text)
	for _, more := range [][]string{
		b.checkNumbers(w.numbers), b.checkSources(), b.checkMarks(), b.checkPins(w.tests), b.checkPlaces(w.folders), b.checkCounts(),
	} {
		problems = append(problems, more...)
	}
	return problems
}

// read takes a ledger apart; lines that are not as they should be are problems.
func read(text string) (book, []string) {
	b, problems, head := book{text: text}, []string(nil), ""
	if m := coming.FindStringSubmatch(text); m != nil {
		b.coming = list(m[1])
	}
	for i, line := range strings.Split(text, "\n") {
		if !strings.HasPrefix(line, "|") {
			head = ""
			continue
		}
		cells := strings.Split(strings.Trim(line, "| "), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch {
		case head == "":
			head = cells[0]
		case strings.HasPrefix(line, "|---"):
		case head == "key" && len(cells) == 3 && !slices.Contains(cells, "") && strings.HasPrefix(cells[2], "http"):
			b.keys = append(b.keys, cells[0])
		case head == "fact" && len(cells) == 6 && !slices.Contains(cells, ""):
			b.rows = append(b.rows, row{i + 1, list(cells[0]), cells[1], cells[2], cells[3], cells[4], cells[5]})
		case head == "key" || head == "fact":
			problems = append(problems, fmt.Sprintf("line %d: not a complete row: %s", i+1, line))
		}
	}
	return b, problems
}

// list splits what commas separate.
func list(s string) []string { return strings.Split(s, ", ") }

// has returns the numbers that the ledger has.
func (b *book) has() map[string]bool {
	has := map[string]bool{}
	for _, r := range b.rows {
		for _, id := range r.ids {
			has[id] = true
		}
	}
	return has
}

// free are numbers of decisions that can be given out in any order: whole tens of them belong to one part of the model.
var free = regexp.MustCompile(`^H-(4[1-9]|[5-9]\d|1\d\d)$`)

// checkNumbers wants each number exactly once, and mentioned numbers to exist.
func (b *book) checkNumbers(want []string) (problems []string) {
	seen := map[string]int{}
	for _, r := range b.rows {
		for _, id := range r.ids {
			switch {
			case !slices.Contains(want, id) && !free.MatchString(id):
				problems = append(problems, fmt.Sprintf("line %d: %s is not a number of this ledger", r.line, id))
			case seen[id] != 0:
				problems = append(problems, fmt.Sprintf("line %d: %s has a row already, in line %d", r.line, id, seen[id]))
			}
			seen[id] = r.line
		}
	}
	for _, id := range want {
		if seen[id] == 0 {
			problems = append(problems, id+" has no row")
		}
	}
	for _, r := range b.rows {
		for _, id := range number.FindAllString(r.says, -1) {
			if seen[id] == 0 {
				problems = append(problems, fmt.Sprintf("line %d: mentions %s, which has no row", r.line, id))
			}
		}
	}
	return problems
}

// checkSources wants each source to be a key, another row, or a word that says whose idea it is; and each key to be used.
func (b *book) checkSources() (problems []string) {
	has, used := b.has(), map[string]bool{"decision": true, "inferred": true, "measured": true}
	words := len(used)
	for i, key := range b.keys {
		if slices.Contains(b.keys[:i], key) {
			problems = append(problems, key+" is in the table of sources twice")
		}
	}
	for _, r := range b.rows {
		for _, s := range list(r.source) {
			key, _, _ := strings.Cut(strings.TrimPrefix(s, "rests on "), " ")
			switch {
			case number.FindString(key) == key && has[key] && !slices.Contains(r.ids, key):
			case used[key]:
			case slices.Contains(b.keys, key):
				used[key] = true
			default:
				problems = append(problems, fmt.Sprintf("line %d: no such source: %s", r.line, s))
			}
		}
	}
	if len(used) < words+len(b.keys) {
		for _, key := range b.keys {
			if !used[key] {
				problems = append(problems, "no row has the source "+key)
			}
		}
	}
	return problems
}

// checkMarks wants to know how sure we are.
func (b *book) checkMarks() (problems []string) {
	for _, r := range b.rows {
		for _, mark := range list(r.sure) {
			if !slices.Contains([]string{"D", "O", "B", "S", "M", "I"}, mark) {
				problems = append(problems, fmt.Sprintf("line %d: no such mark: %s", r.line, mark))
			}
		}
	}
	return problems
}

// checkPins wants each test and story that a row names.
func (b *book) checkPins(tests map[string]bool) (problems []string) {
	for _, r := range b.rows {
		for _, name := range list(r.pinned) {
			if name != "-" && !tests[name] {
				problems = append(problems, fmt.Sprintf("line %d: %s: no such test or story: %s", r.line, r.ids[0], name))
			}
		}
	}
	return problems
}

// checkPlaces wants each package that rows name, unless it is still to come; and nothing to come that is there, or that
// nobody waits for.
func (b *book) checkPlaces(folders map[string]bool) (problems []string) {
	named := map[string][]string{}
	for _, r := range b.rows {
		for _, name := range list(r.where) {
			if r.inScope() {
				named[name] = append(named[name], r.ids[0])
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(named)) {
		if !folders[folder(name)] && !slices.Contains(b.coming, name) {
			problems = append(problems, fmt.Sprintf("no such package: %s, which is named by %s", name, strings.Join(named[name], ", ")))
		}
	}
	for _, name := range b.coming {
		switch {
		case folders[folder(name)]:
			problems = append(problems, name+" is no longer still to come: it is there")
		case named[name] == nil:
			problems = append(problems, name+" is still to come, and no row waits for it")
		}
	}
	return problems
}

// folder returns the folder of a package.
func folder(name string) string {
	if name == "understudy" {
		return ""
	}
	return name
}

func (r *row) later() bool      { return r.where == "later" }
func (r *row) outOfScope() bool { return strings.HasPrefix(r.where, "out of scope: ") }
func (r *row) inScope() bool    { return !r.later() && !r.outOfScope() }

// checkCounts wants the counts at the head to be right.
func (b *book) checkCounts() []string {
	var in, pinned, later, out int
	for _, r := range b.rows {
		switch {
		case r.later():
			later++
		case r.outOfScope():
			out++
		default:
			in++
			if r.pinned != "-" {
				pinned++
			}
		}
	}
	want := fmt.Sprintf("%d rows: %d in scope, %d of them pinned; %d later; %d out of scope.", len(b.rows), in, pinned, later, out)
	if got := counted.FindString(b.text); got != want {
		return []string{fmt.Sprintf("the head says %q, and the rows say %q", got, want)}
	}
	return nil
}
