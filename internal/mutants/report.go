package main

import (
	"fmt"
	"math"
	"os"
	"strings"
)

// report prints the survivors of a package, and may bring its row in the document up to date. It fails if the document has
// no reason for one of them.
func (p *pkg) report(doc string, write bool) error {
	if doc == "" {
		doc = os.DevNull
	}
	data, err := os.ReadFile(doc)
	if err != nil {
		return err
	}
	text, unexplained := string(data), 0
	r := row{folder: p.folder}
	for _, m := range p.drawn {
		reason := ""
		if m.verdict <= lived {
			_, rest, found := strings.Cut(text, m.key()+": ")
			reason, _, _ = strings.Cut(rest, "\n")
			if !found {
				unexplained++
				fmt.Printf("%s:%d: nothing finds %s (reached: %t)\n- %s: \n", m.file.path, m.line, m.token, m.verdict == lived, m.key())
			}
		}
		r.count(m.verdict, reason)
	}
	fmt.Println(r)
	if len(p.drawn) < len(p.mutants) {
		fmt.Println(r.estimate())
	}
	if write {
		if err := os.WriteFile(doc, []byte(withRow(text, r)), 0o666); err != nil {
			return err
		}
	}
	if unexplained > 0 {
		return fmt.Errorf("mutants: %s: %d survivors have no reason in %s", p.folder, unexplained, doc)
	}
	return nil
}

// A row is the figures of a package.
type row struct {
	folder                                                 string
	all, killed, endless, elsewhere, equivalent, tolerated int
}

func (r *row) count(v verdict, reason string) {
	if v == notViable {
		return
	}
	r.all++
	switch {
	case v == killed:
		r.killed++
	case v == timedOut:
		r.endless++
	case v == elsewhere:
		r.elsewhere++
	case strings.HasPrefix(reason, "equivalent"):
		r.equivalent++
	default:
		r.tolerated++
	}
}

func (r *row) add(o row) {
	r.all += o.all
	r.killed += o.killed
	r.endless += o.endless
	r.elsewhere += o.elsewhere
	r.equivalent += o.equivalent
	r.tolerated += o.tolerated
}

func (r row) found() int { return r.killed + r.endless + r.elsewhere }

func (r row) String() string {
	found := 100 * float64(r.found()) / float64(r.all-r.equivalent)
	return fmt.Sprintf("| %s | %d | %d | %d | %d | %d | %d | %.1f |", r.folder, r.all, r.killed, r.endless, r.elsewhere, r.equivalent, r.tolerated, found)
}

// estimate says what a sample tells of all: Wilson's interval, in which the share lies with 95 % confidence.
func (r row) estimate() string {
	const z = 1.96
	n := float64(r.all - r.equivalent)
	share := float64(r.found()) / n
	middle, half := share+z*z/(2*n), z*math.Sqrt(share*(1-share)/n+z*z/(4*n*n))
	return fmt.Sprintf("%d of %d: %.1f %%, and of all between %.1f %% and %.1f %%", r.found(), r.all-r.equivalent, 100*share,
		100*(middle-half)/(1+z*z/n), 100*(middle+half)/(1+z*z/n))
}

// rowOf reads what String writes.
func rowOf(line string) (r row, ok bool) {
	n, _ := fmt.Sscanf(line, "| %s | %d | %d | %d | %d | %d | %d |", &r.folder, &r.all, &r.killed, &r.endless, &r.elsewhere, &r.equivalent, &r.tolerated)
	return r, n == 7
}

// withRow puts a row into the place of the one of the same folder, and the sum into the row of all.
func withRow(text string, r row) string {
	lines, sum := strings.Split(text, "\n"), row{folder: "all"}
	for i, line := range lines {
		switch old, ok := rowOf(line); {
		case !ok:
		case old.folder == sum.folder:
			lines[i] = sum.String()
		case old.folder == r.folder:
			lines[i] = r.String()
			sum.add(r)
		default:
			sum.add(old)
		}
	}
	return strings.Join(lines, "\n")
}
