package machine

import (
	"fmt"
	"strings"
)

// Mermaid draws a table as a Mermaid state diagram: its phases, and the causes that lead from one to another. Causes
// that stay in their phase are left to the Reference.
func Mermaid(s Sheet) string {
	var b strings.Builder
	phases, causes := s.Phases(), s.Causes()
	b.WriteString("stateDiagram-v2\n")
	for i, p := range phases {
		fmt.Fprintf(&b, "    state %q as s%d\n", p, i)
	}
	fmt.Fprintf(&b, "    [*] --> s%d\n", s.Start())
	for from := range phases {
		for to := range phases {
			var on []string
			for c, name := range causes {
				if e := s.Entry(uint8(from), uint8(c)); e.Outcome == Taken && int(e.To) == to && from != to {
					on = append(on, name)
				}
			}
			if on != nil {
				fmt.Fprintf(&b, "    s%d --> s%d: %s\n", from, to, strings.Join(on, ", "))
			}
		}
	}
	return b.String()
}

// Reference writes a table as a Markdown page: its diagram, and every row, ignored cause and refusal that has a reason
// of its own, with that reason.
func Reference(s Sheet) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n```mermaid\n%s```\n", s.Name(), s.Doc(), Mermaid(s))
	section(&b, s, "Moves", Taken, "| in | on | to | why |\n|---|---|---|---|\n")
	section(&b, s, "Ordinary, and nothing moves", Ignored, "| in | on | why |\n|---|---|---|\n")
	section(&b, s, "Refused, with a reason", Refused, "| in | on | why |\n|---|---|---|\n")
	b.WriteString("\nEverything else is refused: there is no rule for it.\n")
	return b.String()
}

func section(b *strings.Builder, s Sheet, title string, want Outcome, head string) {
	phases, causes := s.Phases(), s.Causes()
	written := false
	for from, p := range phases {
		for on, c := range causes {
			e := s.Entry(uint8(from), uint8(on))
			if e.Outcome != want || want == Refused && e.Why == noRule(c, p) {
				continue
			}
			if !written {
				fmt.Fprintf(b, "\n## %s\n\n%s", title, head)
				written = true
			}
			to := ""
			if want == Taken {
				to = " " + phases[e.To] + " |"
			}
			fmt.Fprintf(b, "| %s | %s |%s %s |\n", p, c, to, strings.ReplaceAll(e.Why, "|", `\|`))
		}
	}
}

// noRule is what a table says where its author said nothing.
func noRule(cause, phase string) string { return "no rule for " + cause + " when " + phase }
