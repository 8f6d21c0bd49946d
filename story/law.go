package story

import (
	"fmt"

	"understudy.example"
)

// watch holds what happens against all laws. A law of the model that is broken is a failure, unless the story expects it
// somewhere after it. The laws of policies are told of, and nothing more: a story gives orders that a policy would not.
type watch struct {
	laws    []understudy.Law
	now     []bool // of each law: it is broken at this instant
	ever    []bool // of each law: it was broken
	excused []bool // of each law: the story expects it to be broken
	line    []int  // of each law: where it was broken first
	found   []string
}

func newWatch() watch {
	laws := understudy.Laws()
	n := len(laws)
	return watch{laws, make([]bool, n), make([]bool, n), make([]bool, n), make([]int, n), make([]string, n)}
}

// judge holds the last actions against every law, and tells when one begins to be broken.
func (p *play) judge(actions []understudy.Action) {
	m := understudy.Moment{System: p.system, Actions: actions}
	for i, law := range p.watch.laws {
		_, err := law.Check(&m)
		began := err != nil && !p.watch.now[i]
		p.watch.now[i] = err != nil
		if !began {
			continue
		}
		why := fmt.Sprintf("%s (%s)", law.Name, law.Why)
		p.say(understudy.Line{Who: "law " + law.ID, What: "broken: " + err.Error(), Why: why}, nil)
		if !p.watch.ever[i] {
			p.watch.ever[i], p.watch.line[i], p.watch.found[i] = true, p.step.Line, err.Error()
		}
	}
}

// excuse expects a law to have been broken, and reports whether it was.
func (p *play) excuse(id string) bool {
	for i, law := range p.watch.laws {
		if law.ID == id {
			p.watch.excused[i] = true
			return p.watch.ever[i]
		}
	}
	return false
}

// reportLaws fails for every law of the model that was broken and that the story does not excuse.
func (p *play) reportLaws() {
	for i, law := range p.watch.laws {
		if p.watch.ever[i] && !p.watch.excused[i] && law.Duty == understudy.OfModel {
			p.failAt(p.watch.line[i], fmt.Sprintf("law %s: %s", law.ID, law.Name), p.watch.found[i])
		}
	}
}
