understudy story 1
title A whole site is lost, with its Edge pool
# If the Edge pool of a site that is lost had to be repointed before the pool beside it is failed over, the recovery would wait
# for an Edge pool that is gone as well. In a total loss of the site the step falls away (F-73).

topology
  domain lab.local
  site East
  site West
  pool FE01.lab.local site East edition standard cms automatic detect 300s failback 600s
  pool FE02.lab.local site West edition standard automatic detect 300s failback 600s
  pool FE03.lab.local site West edition standard later
  pair FE01.lab.local FE02.lab.local
  edge EDGE01.lab.local site East next-hop FE01.lab.local federation
  edge EDGE02.lab.local site West next-hop FE02.lab.local
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+5m
break power FE01.lab.local
| 0h05m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h05m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
break power EDGE01.lab.local
| 0h05m00s  EDGE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h05m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h05m00s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
within 30s expect West finds CMS at FE02.lab.local
| 0h05m10s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h05m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h05m10s  directory in East  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 0h05m10s  directory in West  settled: written  What is written here is seen here at once (F-95)
| 0h05m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h05m10s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m10s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
expect accepted
within 2m expect FE01.lab.local is failed over
| 0h05m15s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m20s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m20s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h05m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h05m55s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h05m55s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h06m00s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m00s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h06m00s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)

== F-73 The Edge pool is back before its next hop is: repointed, it hands on to where the users are
heal power EDGE01.lab.local
| 0h06m00s  EDGE01.lab.local  mended: power off  The fault is over (H-22)
FE02.lab.local> Set-CsEdgeServer -Identity EdgeServer:EDGE01.lab.local -Registrar Registrar:FE03.lab.local
| 0h06m00s  EDGE01.lab.local  set next hop refused: hop-set-up  The next hop has to be a pool that is set up (F-73)
expect blocked hop-set-up
FE02.lab.local> Set-CsEdgeServer -Identity EdgeServer:EDGE01.lab.local -Registrar Registrar:FE02.lab.local
| 0h06m00s  EDGE01.lab.local  set next hop  What comes from outside goes to the pool that is named from now on (F-73)
expect EDGE01.lab.local hands on to FE02.lab.local
