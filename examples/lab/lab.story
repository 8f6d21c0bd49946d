understudy story 1
title The reference lab
# Two Standard Edition pools in one site, three users, and everything that its builder did and asked. Each heading is a
# row of the lab in FACTS.md. Were the model wrong about a number, an order or a refusal, a line here would say so.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms call-admission automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s later
  pair FE01.lab.local FE02.lab.local later
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE01.lab.local
  user u3@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local later
  set conditions.same-site true
  seed 1

story

== What stands: FE01 with its three users
u1@lab.local signs in
u2@lab.local signs in
u3@lab.local signs in
expect u1@lab.local normal at FE01.lab.local
+5m

== L-1 Define the second pool
FE01.lab.local > define pool FE02.lab.local
expect FE02.lab.local setup defined
+1m

== L-2 Publish it, and run setup
FE01.lab.local > Move-CsUser -Identity u1@lab.local -Target FE02.lab.local
expect blocked target-set-up
FE01.lab.local > Publish-CsTopology
run setup on FE02.lab.local
within 15m expect FE02.lab.local setup ready
within 3m expect FE02.lab.local current
+5m

== L-3 Move a user to the second pool
FE01.lab.local > Move-CsUser -Identity u1@lab.local -Target FE02.lab.local
expect u1@lab.local homed at FE02.lab.local
within 1m expect u1@lab.local normal at FE02.lab.local
+5m

== L-4 Move a user who is in a call
u2@lab.local calls u3@lab.local
u2@lab.local adds video
u2@lab.local adds sharing
u2@lab.local adds whiteboard
FE01.lab.local > Move-CsUser -Identity u2@lab.local -Target FE02.lab.local
within 1m expect u2@lab.local normal at FE02.lab.local
expect u2@lab.local runs video
expect u2@lab.local runs sharing
+1m
u2@lab.local hangs up
+5m

== L-5 Name the backup pool
FE01.lab.local > name backup of FE01.lab.local
expect FE01.lab.local pair named
FE02.lab.local > Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
expect blocked has-backup, cms-first
+1m

== L-6 Publish, run setup on both, start the Backup Service
FE01.lab.local > Publish-CsTopology
within 3m expect FE02.lab.local sees FE01.lab.local up
run setup on FE01.lab.local
within 15m expect FE01.lab.local setup ready
break standby setup FE02.lab.local
run setup on FE02.lab.local
within 15m expect FE02.lab.local setup ready
expect FE02.lab.local database in error
expect FE01.lab.local pair half ready
heal standby setup FE02.lab.local
FE02.lab.local > Install-CsDatabase -CentralManagementDatabase
run setup on FE02.lab.local
within 15m expect FE02.lab.local setup ready
expect FE02.lab.local database standby
expect FE01.lab.local pair ready
+1m

== L-7 Synchronise the Backup Service
FE01.lab.local > Invoke-CsBackupServiceSync -PoolFqdn FE01.lab.local
FE01.lab.local > Invoke-CsBackupServiceSync -PoolFqdn FE02.lab.local
+5m
FE01.lab.local > Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
FE01.lab.local > Get-CsBackupServiceStatus -PoolFqdn FE02.lab.local

== L-8 Add the second SRV record
Add-DnsServerResourceRecord -Srv -Name _sipinternaltls._tcp -ZoneName lab.local -DomainName FE02.lab.local
u1@lab.local flushes dns
u2@lab.local flushes dns
u3@lab.local flushes dns
+1m

== L-9 Get the one certificate that the backup does not know
u3@lab.local signs out
u3@lab.local deletes the certificate
u3@lab.local signs in
expect u3@lab.local normal at FE01.lab.local
+5m

== L-9b Home every user on FE01 again
FE01.lab.local > Move-CsUser -Identity u1@lab.local -Target FE01.lab.local
FE01.lab.local > Move-CsUser -Identity u2@lab.local -Target FE01.lab.local
within 1m expect u1@lab.local normal at FE01.lab.local
within 1m expect u2@lab.local normal at FE01.lab.local
+10m

== L-10 Disable the network adapter of FE01
break nic FE01.lab.local
within 33s expect u1@lab.local out

== L-11 Wait: silence, refusals, the verdict, the sign-in
+3s
expect FE02.lab.local sees FE01.lab.local silent
expect u1@lab.local out
within 1m expect FE02.lab.local sees FE01.lab.local down
expect u1@lab.local out
within 3m expect u1@lab.local limited at FE02.lab.local
within 3m expect u2@lab.local limited at FE02.lab.local
within 3m expect u3@lab.local limited at FE02.lab.local

== L-12 What a user has on FE02
expect u1@lab.local can IM
expect u1@lab.local can calls
expect u1@lab.local can forwarding
expect u1@lab.local cannot contact list
expect u1@lab.local cannot edit contacts
expect u1@lab.local cannot see presence
expect u1@lab.local cannot create meeting
expect u1@lab.local cannot persistent chat

== L-13 Enable the network adapter of FE01
+1m
heal nic FE01.lab.local
within 31s expect u1@lab.local normal at FE01.lab.local
within 31s expect u2@lab.local normal at FE01.lab.local
within 31s expect u3@lab.local normal at FE01.lab.local
+5m

== L-14 Ask where the Central Management Store is
FE02.lab.local > Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
expect answer "ActiveMasterFqdn: FE01.lab.local"

== L-15 Ask for the backup of FE01
FE02.lab.local > Get-CsPoolBackupRelationship -PoolFqdn FE01.lab.local
expect answer "BackupPoolFqdn: FE02.lab.local"

== L-16 Ask again with the network adapter of FE01 disabled
break nic FE01.lab.local
FE02.lab.local > Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
expect error
within 5m expect u1@lab.local limited at FE02.lab.local
within 3m expect u2@lab.local limited at FE02.lab.local
within 3m expect u3@lab.local limited at FE02.lab.local
+5m

== L-17 Ask for the mirror state on Standard Edition
FE02.lab.local > Get-CsDatabaseMirrorState -PoolFqdn FE02.lab.local
expect error

== L-18 Fail the pool over before the Central Management Store
FE02.lab.local > Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
expect blocked cms-first

== L-19 Fail the Central Management Store over
FE02.lab.local > Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
within 1m expect HQ finds CMS at FE02.lab.local
expect FE01.lab.local database orphaned
expect FE02.lab.local database active
+1m35s

== L-21 Fail the pool over without disaster mode
FE02.lab.local > Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local
expect blocked home-up

== L-20 Fail the pool over in disaster mode
FE02.lab.local > Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
expect accepted
within 51s expect FE01.lab.local is failed over
within 70s expect u1@lab.local full at FE02.lab.local
expect u1@lab.local can contact list
expect u1@lab.local cannot persistent chat
+10m

== L-22 Enable the network adapter of FE01
heal nic FE01.lab.local
expect FE01.lab.local believes active
within 2m expect FE01.lab.local believes failed over
within 5m expect FE01.lab.local database standby
+10m
expect FE01.lab.local is failed over
expect u1@lab.local full at FE02.lab.local

== L-23 Fail the pool back
FE02.lab.local > Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
expect accepted
within 12m expect u1@lab.local limited at FE01.lab.local
within 15m expect FE01.lab.local is active
within 3m expect u1@lab.local normal at FE01.lab.local
+5m

== L-24 Fail the Central Management Store back
FE02.lab.local > Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
expect blocked target-standby
FE01.lab.local > Invoke-CsManagementServerFailover
expect accepted
within 5m expect HQ finds CMS at FE01.lab.local
+5m
expect u1@lab.local normal at FE01.lab.local
