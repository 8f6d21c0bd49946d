// Package story is one text format for everything that can be told of a System: its topology, orders with their times,
// acts of users, faults, checks, and what happened. It is made to be written by people, to be printed by programs, and to
// be played again:
//
//	understudy story 1
//	title Silence at the verdict
//	# The opening comment says what would be wrong otherwise.
//
//	topology
//	  domain lab.local
//	  site HQ
//	  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
//	  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
//	  pair FE01.lab.local FE02.lab.local
//	  user u1@lab.local home FE01.lab.local
//	  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
//	  set health.grace 4s
//
//	story
//	== L-10 Disable the NIC of FE01
//	u1@lab.local signs in
//	+2m
//	break nic FE01.lab.local
//	within 40s expect u1@lab.local out
//
// [Parse] reads a story, [Story.Format] writes it, and a [Player] plays it and says what went wrong. Programs make
// stories of plain structs, or with [Story.Add].
//
// # The topology
//
// One line for each thing there is, and words for what is not as usual; anything can be declared later, which is to say
// that the story begins without it:
//
//	domain NAME
//	site NAME [no-directory] [dhcp120 POOL]
//	pool NAME site SITE [edition standard|enterprise|appliance] [host physical|virtual] [os NAME] [release 2010|2013|2015|2019|SE]
//	    [back-end none|mirroring|clustering|always-on] [witness] [front-ends NUMBER]
//	    [homed NUMBER] [orbits NUMBER] [cms] [updated] [management] [call-admission]
//	    [backup POOL] [automatic] [detect DURATION] [failback DURATION] [later]
//	pair POOL POOL [later]
//	group NAME pool POOL [hides-agents]
//	edge NAME site SITE next-hop POOL [federation]
//	observer NAME site SITE
//	user ADDRESS home POOL [site SITE] [client Lync 2013|Lync 2010|Skype for Business|mobile|Phone Edition]
//	    [server POOL] [legacy] [ignores-q] [organiser] [agent-of GROUP]
//	srv NAME priority NUMBER weight NUMBER port NUMBER target HOST [later]
//	address NAME target POOL|NAME [later]
//	geo NAME POOL POOL [order primary first|round robin]
//	policy RFC 2782|proportional|highest weight
//	set PARAMETER VALUE
//	seed NUMBER
//
// The parameters are those of understudy.Topology that are not its default, by the names of their fields: health.grace,
// failover.durations.hydrate-backup, latency, conditions.same-site.
//
// # The story
//
// Time stands still but for the lines that let it pass:
//
//	+DURATION                       lets time pass
//	at DURATION                     lets time pass until so much has elapsed since the beginning
//	within DURATION expect CHECK    lets time pass until the check holds, and fails if that takes longer
//	for DURATION expect CHECK       lets time pass, and fails if the check does not hold all the while
//	expect CHECK                    checks now
//
// Orders are the product's cmdlets, behind a prompt that says where they are given, a pool or a site; what the product
// does in its wizards stands in plain words. Cmdlets that only look print their answer. With -WhatIf an order prints what
// stands against it, and changes nothing:
//
//	PLACE> Invoke-CsPoolFailOver -PoolFqdn POOL [-DisasterMode] [-SkipDataVerification] [-Force] [-WaitTime HH:MM:SS]
//	PLACE> Invoke-CsPoolFailBack -PoolFqdn POOL [-DisasterMode] [-SkipDataVerification] [-Force] [-WaitTime HH:MM:SS]
//	PLACE> Invoke-CsManagementServerFailover [-BackupSqlServerFqdn POOL -BackupSqlInstanceName RTC] [-Force] [-Restore]
//	POOL> Move-CsManagementServer [-Force]
//	PLACE> Invoke-CsManagementStoreReplication
//	POOL> Import-CsConfiguration -LocalStore
//	PLACE> Invoke-CsBackupServiceSync -PoolFqdn POOL [-BackupModule MODULE]
//	PLACE> Move-CsUser -Identity USER -Target POOL [-Force] [-MoveConferenceData]
//	PLACE> Set-CsRegistrarConfiguration -Identity service:Registrar:POOL -PoolState Active|FailingOver|FailedOver|FailingBack
//	PLACE> Set-CsRegistrar -Identity Registrar:POOL -EnableAutomaticFailover $true|$false
//	PLACE> Set-CsEdgeServer -Identity EdgeServer:EDGE -Registrar Registrar:POOL
//	PLACE> set federation by EDGE
//	PLACE> Reset-CsPoolRegistrarState -PoolFqdn POOL [-ResetType ServiceReset|QuorumLossRecovery|FullReset|MachineStateRemoved]
//	    [number NUMBER]
//	PLACE> Invoke-CsDatabaseFailover -PoolFqdn POOL
//	PLACE> fence POOL
//	PLACE> unfence POOL
//	PLACE> add front end to POOL
//	PLACE> remove front end NUMBER of POOL
//	PLACE> Publish-CsTopology
//	PLACE> define pool POOL
//	PLACE> name backup of POOL [with POOL]
//	PLACE> clear backup of POOL
//	PLACE> interrupt POOL
//	PLACE> remove pool POOL
//	PLACE> Export-CsUserData -PoolFqdn POOL
//	PLACE> Export-CsRgsConfiguration -Source POOL
//	PLACE> Import-CsRgsConfiguration -Destination POOL
//	PLACE> Import-CsUserData -PoolFqdn POOL
//	PLACE> Remove-CsUserStoreBackupData -PoolFqdn POOL
//	POOL> Install-CsDatabase -CentralManagementDatabase
//	POOL> Uninstall-CsDatabase -CentralManagementDatabase
//	POOL> Restart-Service LYNCBACKUP
//	POOL> Start-CsWindowsService
//	run setup on POOL [stopped]
//	apply update on POOL
//	Add-DnsServerResourceRecord -Srv -Name NAME [-ZoneName ZONE] -DomainName HOST
//	Remove-DnsServerResourceRecord -RRType Srv -Name NAME [-ZoneName ZONE] -RecordData HOST
//	Add-DnsServerResourceRecord -CName -Name NAME [-ZoneName ZONE] -HostNameAlias HOST
//	Remove-DnsServerResourceRecord -RRType CName -Name NAME [-ZoneName ZONE] -RecordData HOST
//
//	PLACE> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
//	PLACE> Get-CsManagementConnection
//	PLACE> Get-CsConfigurationStoreLocation
//	PLACE> Get-CsService -CentralManagement
//	PLACE> Get-CsPoolBackupRelationship -PoolFqdn POOL [-LocalStore]
//	PLACE> Get-CsDatabaseMirrorState -PoolFqdn POOL
//	PLACE> Get-CsBackupServiceStatus -PoolFqdn POOL
//	PLACE> Get-CsUserPoolInfo -Identity USER
//
// Acts and faults:
//
//	USER signs in|signs out|deletes the certificate|flushes dns|edits contacts|
//	    schedules meetings|uploads content|hangs up
//	USER calls USER
//	USER calls PSTN [media-bypass]
//	USER calls group NAME
//	USER holds|resumes|parks
//	USER transfers to USER
//	USER retrieves USER
//	USER joins the conference of USER
//	USER rejoins|leaves
//	USER adds audio|video|sharing|polls|whiteboard|slides
//	break|heal nic|power|service|hung|sql|backup service|heartbeat|standby setup|rights|patch level|import error|
//	    bad address|standby|switch leaves both|switch leaves none POOL
//	break|heal power EDGE
//	break|heal front end|front end service POOL number NUMBER
//	break|heal mirror|witness|management POOL
//	break|heal observer OBSERVER
//	break|heal link FROM to TO
//	break|heal directory SITE
//	break|heal step fails|step hangs POOL step STEP
//
// Checks of what is:
//
//	USER in|out|waiting|normal|limited|full [at POOL]
//	USER homed at POOL
//	USER can|cannot FEATURE
//	USER talks to USER|nobody|PSTN
//	USER waits for group NAME
//	USER parked at POOL
//	USER protected|unprotected contacts|meetings|meeting content
//	USER has|lacks contacts
//	USER outside|attending|reconnecting|healing|retrying|disrupted|reopened
//	USER runs|misses audio|video|sharing|polls|whiteboard|slides
//	POOL up|down
//	POOL sees POOL unknown|up|silent|down
//	POOL is|believes active|failing over|failed over|failing back
//	POOL current|behind
//	POOL needs|needs no setup
//	POOL keeps|keeps no data of POOL
//	POOL database|setup|pair|quorum|mirror|fence PHASE
//	SITE finds CMS at POOL
//	SITE finds no CMS
//	EDGE hands on to POOL
//	federation by EDGE
//	no federation
//	law LAW broken
//
// Checks of what became of the last input or question:
//
//	accepted|refused|denied|invalid
//	blocked GUARD, ...
//	error
//	answer TEXT
//
// All laws of understudy.Laws are watched at every instant. A law of the model that is broken fails the story, unless a
// check after that says so; those of policies are only told of.
//
// # What happened
//
// A line that begins with "|" says what happened: when, to whom, what and why. A Player writes them behind the step that
// they happened in. If a story has any, they must be all: what happens and nobody has written down fails the story.
// Routine is left out unless the story is verbose.
//
// # Recordings
//
// A program that writes down what happens, line by line, puts the line "recorded" below its title. What follows the last
// line end of such a story was not finished, when the program was killed, and is left out.
//
// # Form
//
// Keywords, cmdlets and names are read in any case. A name with spaces, or one that looks like a keyword, stands in
// quotes, as in Go. Lines that begin with "#" are comments, those with "==" headings; a comment has a line of its own.
//
// docs/story.md has all this on a page, with every parameter, fault, feature, guard and law.
package story
