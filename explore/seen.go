package explore

import (
	"cmp"
	"fmt"
	"time"

	"understudy.example"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
	"understudy.example/pool/health"
	"understudy.example/pool/replication"
)

// seen puts into words what a view shows that a healthy one does not, one line each.
func seen(v, healthy *understudy.View) (lines []string) {
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	if !v.Directory && healthy.Directory {
		say("the directory cannot be reached")
	}
	switch {
	case !v.ActiveKnown && healthy.ActiveKnown:
		say("no active master: the query for it fails")
	case v.Active != healthy.Active:
		say("the active master is %s, and was %s", v.Active, cmp.Or(healthy.Active, "not known"))
	}
	if v.Moving != healthy.Moving {
		say("a %v failover of the store is under way", v.Moving)
	}
	for i := range min(len(v.Sites), len(healthy.Sites)) {
		lines = append(lines, seenSite(v.Sites[i], healthy.Sites[i])...)
	}
	for i := range min(len(v.Pools), len(healthy.Pools)) {
		lines = append(lines, seenPool(v, v.Pools[i], healthy.Pools[i])...)
	}
	for i := range min(len(v.Observers), len(healthy.Observers)) {
		lines = append(lines, seenObserver(&v.Observers[i], &healthy.Observers[i], v.Pools)...)
	}
	return lines
}

func seenSite(v, healthy understudy.SiteView) []string {
	switch {
	case !v.Reachable && healthy.Reachable:
		return []string{"site " + v.Name + " cannot be reached"}
	case v.Names != healthy.Names:
		return []string{fmt.Sprintf("the directory in %s names %s", v.Name, cmp.Or(v.Names, "nobody that can be read"))}
	}
	return nil
}

// seenPool is about one pool, of which nothing more is known if it cannot be reached.
func seenPool(view *understudy.View, v, healthy understudy.PoolView) (lines []string) {
	say := func(differs bool, format string, args ...any) {
		if differs {
			lines = append(lines, v.FQDN+" "+fmt.Sprintf(format, args...))
		}
	}
	say(v.Stated && healthy.Stated && v.State != healthy.State, "is %v", v.State)
	say(v.Run != failover.None && !v.Stopped, "is in a %v: %v", v.Run, v.Step)
	say(v.Run != failover.None && v.Stopped, "has stopped in a %v: %v", v.Run, v.Step)
	say(v.Switch && v.Fence != healthy.Fence && v.Fence != fence.Open, "has its power switch %v", v.Fence)
	if !v.Reachable {
		say(healthy.Reachable, "cannot be reached, for %s", age(v.Since, v.SinceFull))
		return lines
	}
	if !healthy.Reachable {
		return lines
	}
	say(v.Since < healthy.Since, "can be reached again, for %s", age(v.Since, v.SinceFull))
	say(!v.Serves && healthy.Serves, "does not serve: its front end service gives no answer")
	say(v.FrontsUp < healthy.FrontsUp, "has %d of %d front ends running", v.FrontsUp, v.Fronts)
	say(v.Sees != healthy.Sees, "holds its partner %s", holds[v.Sees])
	say(v.Stated && healthy.Stated && v.UpToDate != healthy.UpToDate, "has a replica that is behind")
	say(v.Database != healthy.Database, "has a database of the store that is %v, and was %v", v.Database, healthy.Database)
	partner, _ := view.Pool(healthy.Backup) // who alone knows how the import went
	for m, e := range v.Export {
		module, well := replication.Module(m), healthy.Export[m]
		say(e.Phase == replication.Failed && well.Phase != replication.Failed, "cannot export its %v", module)
		say(e.Phase != replication.NotInitialized && partner.Reachable && !e.Normal && well.Normal,
			"exports its %v, and the import fails: the last one is %s old", module, age(e.Age, e.AgeFull))
	}
	return lines
}

// seenObserver is what an observer says of the pools, if it says anything else of healthy ones.
func seenObserver(v, healthy *understudy.ObserverView, pools []understudy.PoolView) (lines []string) {
	if !v.Reachable && healthy.Reachable {
		return []string{"observer " + v.Name + " cannot be asked"}
	}
	for i, p := range pools {
		now, ok := v.Says(i)
		was, before := healthy.Says(i)
		if ok && before && !now.Reaches && was.Reaches {
			lines = append(lines, fmt.Sprintf("observer %s does not reach %s, for %s", v.Name, p.FQDN, age(now.Since, now.SinceFull)))
		}
	}
	return lines
}

// holds is what a registrar holds of its partner, in a sentence.
var holds = map[health.Phase]string{health.Unknown: "to be unknown: nothing heard yet", health.Up: "to be up", health.Silent: "to be silent", health.Down: "to be down"}

// age is an age in words, to the second.
func age(d time.Duration, atLeast bool) string {
	text := d.Truncate(time.Second).String()
	if atLeast {
		text = "at least " + text
	}
	return text
}
