understudy story 1
title A standby of the store in error, and its cure
# If a standby in error counted as one, a forced failover would end at a database that cannot be made active (Q-3, F-119).
# The cure is to create it again, by hand or with setup; unpaired, it goes like a healthy one.

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
break standby FE02.lab.local
| 0h01m00s  FE02.lab.local  standby database in error  It cannot be made active, and is not exported to (Q-3)
| 0h01m00s  CMS on FE02.lab.local  standby → in error  The standby has failed, and the backup does not become healthy (Q-3)
expect FE02.lab.local database in error
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h01m00s  CMS on FE02.lab.local  fail CMS over refused: target-standby  That database is not in standby: it is active, in error or missing (F-119, L-24, Q-3)
expect blocked target-standby

== Q-3 Setup on the backup puts it right
run setup on FE02.lab.local
| 0h01m00s  FE02.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h01m00s  FE02.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
within 3m expect FE02.lab.local database standby
| 0h03m00s  FE02.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h03m00s  CMS on FE02.lab.local  in error → standby  Created again by hand, and setup run again (F-23, Q-3)
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h03m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h03m00s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h03m00s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 2m expect FE02.lab.local database active
| 0h03m10s  CMS on FE01.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h03m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h03m10s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h03m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)

== Q-3 One that fails under an order stops it
break standby FE01.lab.local
| 0h03m10s  FE01.lab.local  standby database in error  It cannot be made active, and is not exported to (Q-3)
| 0h03m10s  CMS on FE01.lab.local  standby → in error  The standby has failed, and the backup does not become healthy (Q-3)
FE01.lab.local> Install-CsDatabase -CentralManagementDatabase
| 0h03m10s  FE01.lab.local  install standby database  The standby database is created by hand (F-23)
| 0h03m10s  CMS on FE01.lab.local  in error → standby  Created again by hand, and setup run again (F-23, Q-3)
expect FE01.lab.local database standby
FE01.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE01.lab.local -BackupSqlInstanceName RTC -Force
| 0h03m10s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h03m10s  CMS on FE01.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
+5s
break standby FE01.lab.local
| 0h03m15s  FE01.lab.local  standby database in error  It cannot be made active, and is not exported to (Q-3)
| 0h03m15s  CMS on FE01.lab.local  standby → in error  The standby has failed, and the backup does not become healthy (Q-3)
| 0h03m15s  CMS on FE02.lab.local  active: step failed  A step failed before anything was switched; the master stays (F-119)
| 0h03m15s  CMS on FE01.lab.local  order stopped half way  A restore, or another try, is the way out (F-109, F-119)
expect FE02.lab.local database active

== Q-3, Q-8 Beyond repair it is deleted, whether there is a pair or not
FE01.lab.local> Uninstall-CsDatabase -CentralManagementDatabase
| 0h03m15s  FE01.lab.local  remove standby database  A standby that nobody can make active is of no use (F-106, Q-8)
| 0h03m15s  CMS on FE01.lab.local  in error → absent  Deleting the broken standby is the first half of its cure (Q-3)
expect accepted
expect FE01.lab.local database absent
