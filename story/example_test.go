package story_test

import (
	"fmt"
	"os"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// A program makes a story of a topology and inputs; anybody can read it, and play it.
func ExampleStory_Format() {
	s := &story.Story{Title: "Power failure", Topology: understudy.Paired()}
	s.Add(0, understudy.SignIn{User: "u1@lab.local"})
	s.Add(machine.Instant(90*time.Second), understudy.Break{Fault: understudy.Fault{Kind: understudy.Power, Of: "FE01.lab.local"}})
	s.Steps = append(s.Steps, story.Step{Verb: story.Within, Time: 5 * time.Minute, Text: "u1@lab.local limited at FE02.lab.local"})
	os.Stdout.Write(s.Format())
	// Output:
	// understudy story 1
	// title Power failure
	//
	// topology
	//   domain lab.local
	//   site HQ
	//   pool FE01.lab.local site HQ edition standard cms call-admission automatic detect 30s failback 30s
	//   pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
	//   pair FE01.lab.local FE02.lab.local
	//   user u1@lab.local home FE01.lab.local
	//   user u2@lab.local home FE01.lab.local
	//   user u3@lab.local home FE01.lab.local
	//   srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
	//   srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local
	//   set conditions.same-site true
	//   seed 1
	//
	// story
	// at 0s
	// u1@lab.local signs in
	// at 1m30s
	// break power FE01.lab.local
	// within 5m expect u1@lab.local limited at FE02.lab.local
}

const silence = `understudy story 1
title Silence

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local

story
+1m
== The adapter of FE01 is disabled
break nic FE01.lab.local
within 95s expect FE02.lab.local sees FE01.lab.local down
expect FE01.lab.local sees FE02.lab.local down
`

// A player tells what happens, and returns what was not as the story says.
func ExamplePlayer_Play() {
	s, err := story.Parse("silence.story", []byte(silence))
	if err != nil {
		fmt.Println(err)
		return
	}
	player := story.Player{Tell: func(e story.Event) {
		switch {
		case e.Line == nil:
			fmt.Println(e.Step)
		case !e.Line.Routine:
			fmt.Printf("  %v %s: %s\n", e.At, e.Line.Who, e.Line.What)
		}
	}}
	_, err = player.Play(s)
	fmt.Println(err)
	// Output:
	// +1m
	//   0s FE01.lab.local sees FE02.lab.local: unknown → up
	//   0s FE02.lab.local sees FE01.lab.local: unknown → up
	// == The adapter of FE01 is disabled
	// break nic FE01.lab.local
	//   1m0s FE01.lab.local: network adapter disabled
	// within 1m35s expect FE02.lab.local sees FE01.lab.local down
	//   1m35s FE01.lab.local sees FE02.lab.local: up → silent
	//   1m35s FE02.lab.local sees FE01.lab.local: up → silent
	//   2m5s FE01.lab.local sees FE02.lab.local: silent: missed
	//   2m5s FE02.lab.local sees FE01.lab.local: silent: missed
	//   2m35s FE01.lab.local sees FE02.lab.local: silent: missed
	//   2m35s FE02.lab.local sees FE01.lab.local: silent: missed
	//   2m35s FE02.lab.local sees FE01.lab.local: silent → down
	// expect FE01.lab.local sees FE02.lab.local down
	// silence.story:16: expected FE01.lab.local sees FE02.lab.local down, found silent
}

// Every input has a line of its own, which is what a recorder writes.
func ExampleFormatInput() {
	fmt.Println(story.FormatInput(understudy.PoolFailOver{At: "FE02.lab.local", Pool: "FE01.lab.local", DisasterMode: true}))
	fmt.Println(story.FormatInput(understudy.NameBackup{At: "FE01.lab.local", Pool: "FE01.lab.local"}))
	fmt.Println(story.FormatTimed(machine.Instant(time.Hour), understudy.Call{User: "u1@lab.local", Peer: "u2@lab.local"}))
	in, err := story.ParseInput(`hq> move-csuser -identity sip:u1@lab.local -target FE02.lab.local`)
	fmt.Printf("%+v %v\n", in, err)
	_, err = story.ParseInput("hq> move-csuser -identity sip:u1@lab.local -tarjet FE02.lab.local")
	fmt.Println(err)
	// Output:
	// FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
	// FE01.lab.local> name backup of FE01.lab.local
	// at 1h u1@lab.local calls u2@lab.local
	// {At:hq User:u1@lab.local Target:FE02.lab.local Force:false MoveConferenceData:false} <nil>
	// input:44: expected -Target, -Force, -MoveConferenceData or the end of the line, found -tarjet
}
