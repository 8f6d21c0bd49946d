package story

import (
	"fmt"
	"strings"
	"time"

	"understudy.example"
	"understudy.example/client/conversation"
	"understudy.example/machine"
	"understudy.example/pool/failover"
)

// given makes the form of one kind of input.
func given[V understudy.Input](describe func(*V) shape) form[understudy.Input] {
	return formOf[understudy.Input](describe)
}

// inputs are the forms of all inputs: orders in the product's spelling, or in plain words where the product has a wizard
// for them, acts and faults.
var inputs = []form[understudy.Input]{
	given(func(o *understudy.DefinePool) shape { return line("% > define pool %", place(&o.At), pool(&o.Pool)) }),
	given(func(o *understudy.NameBackup) shape {
		return line("% > name backup of %", place(&o.At), pool(&o.Pool)).with(may("with", pool(&o.Backup)))
	}),
	given(func(o *understudy.ClearBackup) shape {
		return line("% > clear backup of %", place(&o.At), pool(&o.Pool))
	}),
	given(func(o *understudy.Publish) shape { return line("% > Publish-CsTopology", place(&o.At)) }),
	given(func(o *understudy.Setup) shape {
		return line("run setup on %", pool(&o.Pool)).with(may("stopped", toggle(&o.Stopped)))
	}),
	given(func(o *understudy.Update) shape { return line("apply update on %", pool(&o.Pool)) }),
	given(func(o *understudy.StartServices) shape { return line("% > Start-CsWindowsService", pool(&o.Pool)) }),
	given(func(o *understudy.RemovePool) shape { return line("% > remove pool %", place(&o.At), pool(&o.Pool)) }),
	given(func(o *understudy.InstallDatabase) shape {
		return line("% > Install-CsDatabase", pool(&o.Pool)).with(must("-CentralManagementDatabase", nothing))
	}),
	given(func(o *understudy.RemoveDatabase) shape {
		return line("% > Uninstall-CsDatabase", pool(&o.Pool)).with(must("-CentralManagementDatabase", nothing))
	}),
	given(func(o *understudy.RestartBackupService) shape {
		return line("% > Restart-Service LYNCBACKUP", pool(&o.Pool))
	}),
	given(func(o *understudy.RemoveUserStoreBackupData) shape {
		return line("% > Remove-CsUserStoreBackupData", place(&o.At)).with(must("-PoolFqdn", pool(&o.Pool)))
	}),
	given(func(o *understudy.ExportUserData) shape {
		return line("% > Export-CsUserData", place(&o.At)).with(must("-PoolFqdn", pool(&o.Pool)))
	}),
	given(func(o *understudy.ExportResponseGroups) shape {
		return line("% > Export-CsRgsConfiguration", place(&o.At)).with(must("-Source", pool(&o.Pool)))
	}),
	given(func(o *understudy.ImportResponseGroups) shape {
		return line("% > Import-CsRgsConfiguration", place(&o.At)).with(must("-Destination", pool(&o.Pool)))
	}),
	given(func(o *understudy.ImportUserData) shape {
		return line("% > Import-CsUserData", place(&o.At)).with(must("-PoolFqdn", pool(&o.Pool)))
	}),
	given(func(o *understudy.BackupServiceSync) shape {
		return line("% > Invoke-CsBackupServiceSync", place(&o.At)).with(must("-PoolFqdn", pool(&o.Pool)), may("-BackupModule", newName("a module", &o.Module)))
	}),
	given(func(o *understudy.PoolFailOver) shape {
		return line("% > Invoke-CsPoolFailOver", place(&o.At)).with(poolSwitches(&o.Pool, &o.DisasterMode, &o.Switches)...)
	}),
	given(func(o *understudy.PoolFailBack) shape {
		return line("% > Invoke-CsPoolFailBack", place(&o.At)).with(poolSwitches(&o.Pool, &o.DisasterMode, &o.Switches)...)
	}),
	given(func(o *understudy.Interrupt) shape { return line("% > interrupt %", place(&o.At), pool(&o.Pool)) }),
	given(func(o *understudy.ManagementServerFailover) shape {
		return line("% > Invoke-CsManagementServerFailover", place(&o.At)).
			with(may("-BackupSqlServerFqdn", pool(&o.Target)), may("-BackupSqlInstanceName", instance(&o.Target)),
				may("-Force", toggle(&o.Force)), may("-Restore", toggle(&o.Restore)))
	}),
	given(func(o *understudy.MoveManagementServer) shape {
		return line("% > Move-CsManagementServer", place(&o.At)).with(may("-Force", toggle(&o.Force)))
	}),
	given(func(o *understudy.StoreReplication) shape {
		return line("% > Invoke-CsManagementStoreReplication", place(&o.At))
	}),
	given(func(o *understudy.ImportConfiguration) shape {
		return line("% > Import-CsConfiguration", pool(&o.Pool)).with(must("-LocalStore", nothing))
	}),
	given(func(o *understudy.SetEdgeServer) shape {
		return line("% > Set-CsEdgeServer", place(&o.At)).
			with(must("-Identity", prefixed(edge(&o.Edge), &o.Edge, "EdgeServer:")),
				must("-Registrar", prefixed(pool(&o.Registrar), &o.Registrar, "Registrar:")))
	}),
	given(func(o *understudy.SetFederation) shape {
		return line("% > set federation by %", place(&o.At), edge(&o.Edge))
	}),
	given(func(o *understudy.AddFrontEnd) shape {
		return line("% > add front end to %", place(&o.At), pool(&o.Pool))
	}),
	given(func(o *understudy.RemoveFrontEnd) shape {
		return line("% > remove front end % of %", place(&o.At), number(&o.Front), pool(&o.Pool))
	}),
	given(func(o *understudy.ResetPoolRegistrarState) shape {
		return line("% > Reset-CsPoolRegistrarState", place(&o.At)).
			with(must("-PoolFqdn", pool(&o.Pool)), may("-ResetType", enum("", &o.Type, namesOf[understudy.ResetType]())),
				may("number", number(&o.Front)))
	}),
	given(func(o *understudy.Fence) shape { return line("% > fence %", place(&o.At), pool(&o.Pool)) }),
	given(func(o *understudy.Unfence) shape { return line("% > unfence %", place(&o.At), pool(&o.Pool)) }),
	given(func(o *understudy.DatabaseFailover) shape {
		return line("% > Invoke-CsDatabaseFailover", place(&o.At)).with(must("-PoolFqdn", pool(&o.Pool)))
	}),
	given(func(o *understudy.MoveUser) shape {
		return line("% > Move-CsUser", place(&o.At)).
			with(must("-Identity", account(&o.User)), must("-Target", pool(&o.Target)), may("-Force", toggle(&o.Force)),
				may("-MoveConferenceData", toggle(&o.MoveConferenceData)))
	}),
	given(func(o *understudy.SetPoolState) shape {
		return line("% > Set-CsRegistrarConfiguration", place(&o.At)).
			with(must("-Identity", prefixed(pool(&o.Pool), &o.Pool, "service:Registrar:")), must("-PoolState", poolState(&o.State)))
	}),
	given(func(o *understudy.SetAutomaticFailover) shape {
		return line("% > Set-CsRegistrar", place(&o.At)).
			with(must("-Identity", prefixed(pool(&o.Pool), &o.Pool, "Registrar:", "service:Registrar:")),
				must("-EnableAutomaticFailover", truth(&o.On)))
	}),
	given(func(o *understudy.AddRecord) shape {
		return line("Add-DnsServerResourceRecord").
			with(must("-Srv", nothing), must("-Name", label(&o.Name)), may("-ZoneName", zone(&o.Name)),
				must("-DomainName", newName("a host", &o.Target)))
	}),
	given(func(o *understudy.RemoveRecord) shape {
		return line("Remove-DnsServerResourceRecord").
			with(must("-RRType", enum("", new(uint8), []string{"Srv"})), must("-Name", label(&o.Name)),
				may("-ZoneName", zone(&o.Name)), must("-RecordData", newName("a host", &o.Target)))
	}),
	given(func(o *understudy.AddAddress) shape {
		return line("Add-DnsServerResourceRecord").
			with(must("-CName", nothing), must("-Name", label(&o.Name)), may("-ZoneName", zone(&o.Name)),
				must("-HostNameAlias", newName("a host", &o.Target)))
	}),
	given(func(o *understudy.RemoveAddress) shape {
		return line("Remove-DnsServerResourceRecord").
			with(must("-RRType", enum("", new(uint8), []string{"CName"})), must("-Name", label(&o.Name)),
				may("-ZoneName", zone(&o.Name)), must("-RecordData", newName("a host", &o.Target)))
	}),

	given(func(o *understudy.SignIn) shape { return line("% signs in", user(&o.User)) }),
	given(func(o *understudy.SignOut) shape { return line("% signs out", user(&o.User)) }),
	given(func(o *understudy.DeleteCertificate) shape { return line("% deletes the certificate", user(&o.User)) }),
	given(func(o *understudy.FlushDNS) shape { return line("% flushes dns", user(&o.User)) }),
	given(func(o *understudy.EditContacts) shape { return line("% edits contacts", user(&o.User)) }),
	given(func(o *understudy.CallOut) shape {
		return line("% calls PSTN", user(&o.User)).with(may("media-bypass", toggle(&o.Bypass)))
	}),
	given(func(o *understudy.ScheduleMeeting) shape { return line("% schedules meetings", user(&o.User)) }),
	given(func(o *understudy.UploadContent) shape { return line("% uploads content", user(&o.User)) }),
	given(func(o *understudy.Call) shape { return line("% calls %", user(&o.User), user(&o.Peer)) }),
	given(func(o *understudy.Add) shape {
		return line("% adds %", user(&o.User), enum("", &o.Modality, namesOf[conversation.Modality]()))
	}),
	given(func(o *understudy.Hold) shape { return line("% holds", user(&o.User)) }),
	given(func(o *understudy.Resume) shape { return line("% resumes", user(&o.User)) }),
	given(func(o *understudy.Transfer) shape { return line("% transfers to %", user(&o.User), user(&o.To)) }),
	given(func(o *understudy.Park) shape { return line("% parks", user(&o.User)) }),
	given(func(o *understudy.Retrieve) shape { return line("% retrieves %", user(&o.User), user(&o.Parked)) }),
	given(func(o *understudy.HangUp) shape { return line("% hangs up", user(&o.User)) }),

	given(func(o *understudy.CallGroup) shape {
		return line("% calls group %", user(&o.User), newName("a response group", &o.Group))
	}),
	given(func(o *understudy.Join) shape {
		return line("% joins the conference of %", user(&o.User), user(&o.Organiser))
	}),
	given(func(o *understudy.Rejoin) shape { return line("% rejoins", user(&o.User)) }),
	given(func(o *understudy.Leave) shape { return line("% leaves", user(&o.User)) }),

	given(func(o *understudy.Break) shape { return fault("break % %", &o.Fault) }),
	given(func(o *understudy.Heal) shape { return fault("heal % %", &o.Fault) }),
}

// faultNames are the kinds of fault, each by what breaks.
var faultNames = []string{
	"nic", "power", "service", "hung", "sql", "backup service", "link", "heartbeat", "directory", "standby setup", "rights",
	"patch level", "import error", "bad address", "standby", "switch leaves both", "switch leaves none",
	"front end", "front end service", "mirror", "witness", "management", "observer", "step fails", "step hangs",
}

// fault is a fault; only the steps that fail or hang have a step.
func fault(words string, f *understudy.Fault) shape {
	step := enum("a step of a failover or failback", &f.Step, namesOf[failover.Step]())
	step.zero = func() bool { return f.Kind != understudy.StepFails && f.Kind != understudy.StepHangs }
	return line(words, enum("", &f.Kind, faultNames), party(&f.Of)).
		with(may("to", party(&f.To)), may("number", number(&f.Front)), may("step", step))
}

// poolSwitches are what a cmdlet that fails a pool over or back can be told.
func poolSwitches(name *string, disaster *bool, more *understudy.Switches) []clause {
	return []clause{must("-PoolFqdn", pool(name)), may("-DisasterMode", toggle(disaster)),
		may("-SkipDataVerification", toggle(&more.SkipDataVerification)), may("-Force", toggle(&more.Force)),
		may("-WaitTime", timeSpan(&more.WaitTime))}
}

// timeSpan is a duration as cmdlets take it: hours, minutes and seconds.
func timeSpan(p *time.Duration) value {
	return value{
		what: []string{"a time span, as in 00:00:15"},
		read: func(c *cursor) bool {
			t, err := time.Parse(time.TimeOnly, c.look().text)
			if err != nil || c.look().quoted {
				return false
			}
			*p = t.Sub(t.Truncate(24 * time.Hour))
			c.at++
			return true
		},
		write: func() string { return time.Time{}.Add(*p).Format(time.TimeOnly) },
		zero:  func() bool { return *p == 0 },
	}
}

// nothing is the value of a switch that an order always has.
var nothing = value{read: func(*cursor) bool { return true }}

// instance is the SQL instance that goes with a target. There is only one, RTC (L-19).
func instance(target *string) value {
	v := enum("", new(uint8), []string{"RTC"})
	v.zero = func() bool { return *target == "" }
	return v
}

// account is a user as cmdlets name him, with or without the scheme.
func account(p *string) value { return prefixed(user(p), p, "", "sip:") }

// poolState is a PoolState in the product's spelling. FailedBack, which its reference lists, is read as FailingBack (H-29).
func poolState(p *failover.Phase) value {
	v := enum("", p, []string{"Active", "FailingOver", "FailedOver", "FailingBack"})
	listed := v.read
	v.read = func(c *cursor) bool {
		if c.take("FailedBack") {
			*p = failover.FailingBack
			return true
		}
		return listed(c)
	}
	return v
}

// label and zone are the two parts of the name of a record: the labels that begin with an underscore, or else the first
// one, and the rest.
// They are read in any order.
func label(p *string) value {
	return value{
		what: []string{"the name of a record"},
		read: func(c *cursor) bool {
			s, ok := c.name()
			*p = s + *p
			return ok
		},
		write: func() string { s, _ := cutName(*p); return quote(s) },
	}
}

func zone(p *string) value {
	return value{
		what: []string{"a zone"},
		read: func(c *cursor) bool {
			s, ok := c.name()
			*p += "." + s
			return ok
		},
		write: func() string { _, s := cutName(*p); return quote(s) },
		zero:  func() bool { _, s := cutName(*p); return s == "" },
	}
}

func cutName(s string) (label, zone string) {
	for i := 0; strings.HasPrefix(s[i:], "_"); {
		n := strings.IndexByte(s[i:], '.')
		if n < 0 {
			break
		}
		i += n + 1
		label, zone = s[:i-1], s[i:]
	}
	if zone == "" {
		label, zone, _ = strings.Cut(s, ".")
	}
	if zone == "" {
		return s, ""
	}
	return label, zone
}

// truth is a boolean, as a parameter takes it.
func truth(p *bool) value {
	return value{
		what: []string{"$true or $false"},
		read: func(c *cursor) bool {
			*p = c.take("$true")
			return *p || c.take("$false")
		},
		write: func() string { return fmt.Sprintf("$%v", *p) },
		zero:  func() bool { return false },
	}
}

// FormatInput writes an input as a line of a story. [ParseInput] reads it back.
func FormatInput(in understudy.Input) string {
	s, ok := write(inputs, in)
	if !ok {
		return fmt.Sprintf("%q", fmt.Sprintf("%T", in))
	}
	return s
}

// ParseInput reads an input from a line of a story. It knows no topology, so every name will do. An error is an [*Error].
func ParseInput(line string) (understudy.Input, error) {
	steps, p := readLine("input", line)
	switch {
	case p.errs != nil:
		return nil, p.errs[0]
	case len(steps) == 1 && steps[0].Verb == Do:
		return steps[0].Input, nil
	}
	return nil, p.report(1, "an input", line)
}

// FormatTimed writes an input and its instant as one line of a story: what a recorder writes. A nil input is the end of
// the record. [ParseTimed] reads it back.
func FormatTimed(at machine.Instant, in understudy.Input) string {
	line := Step{Verb: Until, Time: time.Duration(at)}.String()
	if in != nil {
		line += " " + FormatInput(in)
	}
	return line
}

// ParseTimed reads what FormatTimed has written. An error is an [*Error].
func ParseTimed(line string) (at machine.Instant, in understudy.Input, err error) {
	steps, p := readLine("record", line)
	switch {
	case p.errs != nil:
		return 0, nil, p.errs[0]
	case len(steps) == 1 && steps[0].Verb == Until:
		return machine.Instant(steps[0].Time), nil, nil
	case len(steps) == 2 && steps[0].Verb == Until && steps[1].Verb == Do:
		return machine.Instant(steps[0].Time), steps[1].Input, nil
	}
	return 0, nil, p.report(1, "an instant and an input", line)
}

// readLine reads one line without a topology.
func readLine(name, line string) ([]Step, *parser) {
	p := &parser{story: &Story{Name: name}}
	if line = strings.Trim(line, " \t\r\n"); p.legible(line) {
		p.readStep(line)
	}
	return p.story.Steps, p
}
