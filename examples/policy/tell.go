package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"understudy.example/explore"
)

// tell tells the whole way.
func tell(w io.Writer, o explore.Options, page string) error {
	fmt.Fprint(w, opening)
	for _, part := range []struct {
		title string
		tell  func() error
	}{
		{"The first try: eager", func() error { return first(w, o, page) }},
		{"The second try: witnessed", func() error { return second(w, o) }},
		{"What safety costs", func() error { return compare(w, o) }},
	} {
		fmt.Fprintf(w, "\n── %s %s\n\n", part.title, strings.Repeat("─", 115-len(part.title)))
		if err := part.tell(); err != nil {
			return err
		}
	}
	fmt.Fprint(w, closing)
	return nil
}

const opening = `Can failover be automatic, and must the Central Management Store (CMS) always be moved by hand? (Q-1)

In the product clients find the backup by themselves, and an administrator does the rest (F-26). Here are two policies
that do it for him. Both sit at the backup's site, wait for five minutes before they take a pool for lost, and for half
an hour before they send it home. One pool is in the east and has the CMS, the other one is in the west.
`

// first attacks eager, and tells what breaks it.
func first(w io.Writer, o explore.Options, page string) error {
	fmt.Fprint(w, eagerly)
	var c *explore.Counterexample
	switch err := explore.Check(eager, o); {
	case err == nil:
		return errors.New("policy: eager breaks no law in so few histories; give it more")
	case !errors.As(err, &c):
		return err
	}
	fmt.Fprintf(w, "%s\n"+why, c.Tell(), c.Histories)
	if page == "" {
		return nil
	}
	return os.WriteFile(page, c.HTML(), 0o666)
}

const eagerly = `If a pool has not been reached for five minutes, and its backup is well, eager moves the CMS, if the pool has it, and
fails the pool over (eager.go). It looks careful. Random histories, held to the laws of failover, find this:

`

const why = `History %d of the attack broke the law, and was cut down to what you see: the network between the sites was lost in one
direction, and nothing else. The CMS in the east never went away. It takes writes there while the new one takes them in
the west. From here a lost link looks like a lost pool, so no patience helps, and nothing that is asked here (F-118).
`

// second attacks witnessed.
func second(w io.Writer, o explore.Options) error {
	fmt.Fprint(w, carefully)
	if err := explore.Check(witnessed, o); err != nil {
		return err
	}
	fmt.Fprintf(w, held, o.Histories)
	return nil
}

const carefully = `witnessed moves the CMS only if an observer in a third site does not reach the pool either, and a power switch has
confirmed that its server is off. It gives the power back when every directory names the new master (witnessed.go).
The product has neither observer nor switch: this is what it would take (H-95, H-96).

`

const held = `%d histories of outages, cuts and relapses broke no law. That is no proof. With -histories 10000 there are more of them;
explore.Search looks at every state of a small scope; and policy_test.go keeps the policy to it while it grows.
`

// compare compares the two.
func compare(w io.Writer, o explore.Options) error {
	c, err := explore.Compare(explore.Contender{Name: "eager", Policy: eager}, explore.Contender{Name: "witnessed", Policy: witnessed}, o)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d histories, half of them made to hurt the one policy and half the other, under both:\n\n%s\n", c.Histories, c.Table())
	if len(c.Differences) > 0 {
		fmt.Fprintf(w, "%d of them went differently, and this one more than any:\n\n%v", len(c.Differences), &c.Differences[0])
	}
	return nil
}

const closing = `
So failover of pools can be automatic. That of the CMS can be where somebody else sees the pool, too, and something can
take its power away, and it costs what you see: a pool that was only cut off is down until the directories agree.
Without both it is for a person who goes and looks.
`
