understudy story 1
title Restores of the store that fail, and one that does not
# If a restore could not fail, an administrator would give up too soon, or trust too much. Whatever it was tried on stays
# what it was: marked active and unverified, or not marked at all; nothing takes writes until one of them is restored
# (F-109, F-119, F-121).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard release 2015 cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard release 2015 automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+1m

== F-122 A planned failover has left both marked
break switch leaves both FE02.lab.local
| 0h01m00s  FE02.lab.local  switch leaves both databases active  A planned failover of the store to it will go wrong (F-122)
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h01m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h01m00s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h01m00s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 1m expect FE02.lab.local database unverified
| 0h01m10s  CMS on FE01.lab.local  read only: left marked  The switch failed to take its mark: both are marked active, and none takes writes (F-122)
| 0h01m10s  CMS on FE02.lab.local  standby → unverified  Marked active beside the old master, so its verification fails (F-122, F-177)
| 0h01m10s  CMS on FE02.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
heal switch leaves both FE02.lab.local
| 0h01m10s  FE02.lab.local  mended: switch leaves both databases active  The fault is over (H-22)

== F-119 The server goes off under the first restore, its database is away under the second
FE02.lab.local> Invoke-CsManagementServerFailover -Restore
| 0h01m10s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h01m10s  CMS on FE02.lab.local  unverified: restore ordered  A restore begins at one that was marked and never verified (F-121, F-122)
+1s
break power FE02.lab.local
| 0h01m11s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h01m11s  CMS on FE02.lab.local  unverified: step failed  The restore failed; both are still marked active (F-122)
| 0h01m11s  CMS on FE02.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
| 0h01m11s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
expect FE02.lab.local database unverified
heal power FE02.lab.local
| 0h01m11s  FE02.lab.local  mended: power off  The fault is over (H-22)
| 0h01m11s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h01m11s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+1m
| 0h01m30s  FE01.lab.local sees FE02.lab.local  up: rebooted  It answers, and has restarted since the last answer (H-10)
break sql FE02.lab.local
| 0h02m11s  FE02.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h02m11s  FE02.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h02m11s  FE02.lab.local to FE01.lab.local  user data steady → error  The service is in error and exports nothing (F-133, F-140)
FE02.lab.local> Invoke-CsManagementServerFailover -Restore
| 0h02m11s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h02m11s  CMS on FE02.lab.local  unverified: restore ordered  A restore begins at one that was marked and never verified (F-121, F-122)
+10m
| 0h07m21s  CMS on FE02.lab.local  unverified: waited too long  The restore waited in vain; both are still marked active (F-122)
| 0h07m21s  CMS on FE02.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
expect FE02.lab.local database unverified
expect HQ finds no CMS
heal sql FE02.lab.local
| 0h12m11s  FE02.lab.local  mended: SQL down  The fault is over (H-22)
| 0h12m11s  FE02.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
| 0h12m11s  FE02.lab.local to FE01.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)

== F-121 The third ends well
FE02.lab.local> Invoke-CsManagementServerFailover -Restore
| 0h12m11s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h12m11s  CMS on FE02.lab.local  unverified: restore ordered  A restore begins at one that was marked and never verified (F-121, F-122)
within 1m expect HQ finds CMS at FE02.lab.local
| 0h12m21s  CMS on FE01.lab.local  read only → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h12m21s  CMS on FE01.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
| 0h12m21s  CMS on FE02.lab.local  unverified → active  Restored: what the switch left unverified is the master now (F-121, F-122)
| 0h12m21s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h12m21s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)

== F-123 Another planned failover leaves neither marked
+10m
| 0h14m21s  CMS on FE01.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)
break switch leaves none FE01.lab.local
| 0h22m21s  FE01.lab.local  switch leaves no database active  A planned failover of the store to it will go wrong (F-123)
FE01.lab.local> Invoke-CsManagementServerFailover
| 0h22m21s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h22m21s  CMS on FE01.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h22m21s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 1m expect FE02.lab.local database standby
| 0h22m31s  CMS on FE02.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h22m31s  CMS on FE01.lab.local  standby: left unmarked  The switch has not marked it either, so there is no master (F-123, F-177)
| 0h22m31s  CMS on FE01.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
expect HQ finds no CMS
heal switch leaves none FE01.lab.local
| 0h22m31s  FE01.lab.local  mended: switch leaves no database active  The fault is over (H-22)
FE02.lab.local> Invoke-CsManagementServerFailover -Restore
| 0h22m31s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h22m31s  CMS on FE02.lab.local  standby: restore ordered without a master  A restore begins where no database is marked active (F-104, F-121)
+1s
break power FE02.lab.local
| 0h22m32s  FE02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h22m32s  CMS on FE02.lab.local  standby: step failed  The restore has come to nothing, and it is not marked active (F-109, F-117)
| 0h22m32s  CMS on FE02.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
| 0h22m32s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
expect FE02.lab.local database standby
heal power FE02.lab.local
| 0h22m32s  FE02.lab.local  mended: power off  The fault is over (H-22)
| 0h22m32s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h22m32s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+1m
| 0h23m00s  FE01.lab.local sees FE02.lab.local  up: rebooted  It answers, and has restarted since the last answer (H-10)
break sql FE02.lab.local
| 0h23m32s  FE02.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h23m32s  FE02.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h23m32s  FE02.lab.local to FE01.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
FE02.lab.local> Invoke-CsManagementServerFailover -Restore
| 0h23m32s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h23m32s  CMS on FE02.lab.local  standby: restore ordered without a master  A restore begins where no database is marked active (F-104, F-121)
+10m
| 0h28m42s  CMS on FE02.lab.local  standby: waited too long  The restore waited in vain, and there is still no master (F-123)
| 0h28m42s  CMS on FE02.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
expect FE02.lab.local database standby
heal sql FE02.lab.local
| 0h33m32s  FE02.lab.local  mended: SQL down  The fault is over (H-22)
| 0h33m32s  FE02.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
| 0h33m32s  FE02.lab.local to FE01.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
FE02.lab.local> Invoke-CsManagementServerFailover -Restore
| 0h33m32s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h33m32s  CMS on FE02.lab.local  standby: restore ordered without a master  A restore begins where no database is marked active (F-104, F-121)
within 1m expect HQ finds CMS at FE02.lab.local
| 0h33m42s  CMS on FE02.lab.local  standby → active  Restored: there is a master again (F-109, F-123)
| 0h33m42s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h33m42s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
