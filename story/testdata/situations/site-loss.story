understudy story 1
title A site is lost, with the Central Management Store in it
# If a pool could be failed over while the store that holds its state is lost, or if either moved by itself, nobody
# would have to know what comes first. People in the other site have telephones again after the verdict, and everything
# after two orders, in their order (F-113, F-106). What stood in the lost site finds out when it is back (F-117, H-2).

topology
  domain lab.local
  site East
  site West
  pool FE01.lab.local site East edition standard cms automatic detect 300s failback 600s
  pool FE02.lab.local site West edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user e1@lab.local home FE01.lab.local site East
  user e2@lab.local home FE01.lab.local site West
  user w1@lab.local home FE02.lab.local site West
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
== Everything works, and certificates have been replicated
e1@lab.local signs in
| 0h00m00s  e1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  e1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
e2@lab.local signs in
| 0h00m00s  e2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  e2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
w1@lab.local signs in
| 0h00m00s  w1@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  w1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  w1@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m

== The eastern site is gone: its power, its links, its directory
break power FE01.lab.local
| 0h05m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h05m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
break link East to West
| 0h05m00s  East  link cut to West  Nothing arrives in this direction (Q-5, H-3)
break link West to East
| 0h05m00s  West  link cut to East  Nothing arrives in this direction (Q-5, H-3)
break directory East
| 0h05m00s  East  directory replication cut  Directory replication to the site stands still (F-118, F-119)
| 0h05m00s  directory in East  settled → cut off  Nothing reaches this view until it is healed (H-7)
within 33s expect e1@lab.local out
| 0h05m32s  e1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  e1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m32s  e2@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  e2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
within 33s expect e2@lab.local out
expect w1@lab.local normal at FE02.lab.local

== F-35 West has its verdict, and takes in whom it can reach
within 6m expect FE02.lab.local sees FE01.lab.local down
| 0h05m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h06m04s  e1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h06m04s  e2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h06m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m42.813s  e2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m14.813s  e2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h07m18.681s  e1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m50.681s  e1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h08m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m49.928s  e2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h09m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m21.928s  e2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h09m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m39.198s  e1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h10m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
within 31m expect e2@lab.local limited at FE02.lab.local
| 0h10m11.198s  e1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m04.083s  e2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m36.083s  e2@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
expect e1@lab.local out
expect w1@lab.local normal at FE02.lab.local
FE02.lab.local> Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus
| 0h13m36.083s  FE02.lab.local  understudy: query: from FE02.lab.local the database on FE01.lab.local cannot be reached (F-103, L-16)
expect error

== F-72, F-113 The store comes first
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h13m36.083s  FE01.lab.local  fail pool over refused: cms-first  The pool hosts the active Central Management Store, which has to be failed over first (F-72, F-113, H-32)
expect blocked cms-first
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h13m36.083s  CMS on FE02.lab.local  fail CMS over refused: source-up  The active one cannot be reached; it has to be, unless the failover is forced (F-107, H-8)
expect blocked source-up
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h13m36.083s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h13m36.083s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
expect accepted
within 1m expect West finds CMS at FE02.lab.local
| 0h13m46.083s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h13m46.083s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h13m46.083s  directory in East  cut off: published  It waits until the directory is whole again (H-7)
| 0h13m46.083s  directory in West  settled: written  What is written here is seen here at once (F-95)
| 0h13m46.083s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
expect FE01.lab.local database orphaned
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h13m46.083s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h13m46.083s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
expect accepted
within 2m expect FE01.lab.local is failed over
| 0h13m51.083s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m56.083s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m56.083s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h14m31.068s  e1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h14m31.083s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m31.083s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h14m36.083s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m36.083s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h14m36.083s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
within 2m expect e2@lab.local full at FE02.lab.local
| 0h15m03.068s  e1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h15m16.083s  e2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
expect e1@lab.local out

== H-31, F-117 The links are mended before the server: its users are served from afar
+30m
| 0h21m39.395s  e1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h22m11.395s  e1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h37m20.911s  e1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h37m52.911s  e1@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
heal link East to West
| 0h45m16.083s  East  mended: link cut to West  The fault is over (H-22)
heal link West to East
| 0h45m16.083s  West  mended: link cut to East  The fault is over (H-22)
within 31m expect e1@lab.local full at FE02.lab.local
| 0h55m22.343s  e1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h55m54.343s  e1@lab.local  signed in at FE02.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
expect East finds no CMS
heal directory East
| 0h55m54.343s  East  mended: directory replication cut  The fault is over (H-22)
| 0h55m54.343s  directory in East  cut off → converging  Whole again; what has waited is on its way (H-7)
within 16m expect East finds CMS at FE02.lab.local
| 1h10m54.343s  directory in East  converging → settled  The view names the database that was published last (F-95)

== F-117, H-2 The server comes back and learns what has become of it
heal power FE01.lab.local
| 1h10m54.343s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 1h10m54.343s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h10m54.343s  CMS on FE01.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
| 1h10m54.343s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
expect FE01.lab.local believes active
expect FE01.lab.local database orphaned
within 3m expect FE01.lab.local believes failed over
within 3m expect FE01.lab.local database standby
| 1h12m54.343s  CMS on FE01.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)
expect e1@lab.local full at FE02.lab.local
expect e2@lab.local full at FE02.lab.local

== H-18, F-115 The pool goes back first, the store after it
FE02.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
| 1h12m54.343s  FE01.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 1h12m54.343s  FE01.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
within 16m expect FE01.lab.local is active
| 1h13m24.343s  FE01.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h13m24.343s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 1h13m54.343s  FE01.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 1h16m54.343s  FE01.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h18m54.343s  FE01.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 1h19m54.343s  FE01.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h19m54.343s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h19m54.343s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h19m59.343s  FE01.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 1h19m59.343s  FE01.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 1h20m05s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h21m16.083s  e1@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 1h21m16.083s  e2@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 1h21m59.343s  FE01.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 1h21m59.343s  FE01.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 1h21m59.343s  e1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h21m59.343s  e2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h21m59.343s  e1@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h21m59.343s  e2@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h24m49.343s  FE01.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h24m49.343s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h24m54.343s  FE01.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 1h24m54.343s  FE01.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 1h24m54.343s  FE01.lab.local  failback finished  The last step has done its work (F-58, F-83)
within 3m expect e1@lab.local normal at FE01.lab.local
| 1h26m16.083s  FE02.lab.local sees FE01.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 1h26m16.083s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h26m16.083s  e1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 1h26m16.083s  e2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
within 3m expect e2@lab.local normal at FE01.lab.local
FE01.lab.local> Invoke-CsManagementServerFailover
| 1h26m16.083s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 1h26m16.083s  CMS on FE01.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 1h26m16.083s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
expect accepted
within 5m expect East finds CMS at FE01.lab.local
| 1h26m26.083s  CMS on FE02.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 1h26m26.083s  CMS on FE01.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 1h26m26.083s  directory in East  settled: written  What is written here is seen here at once (F-95)
| 1h26m26.083s  directory in West  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 1h26m26.083s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
within 16m expect West finds CMS at FE01.lab.local
| 1h41m26.083s  directory in West  converging → settled  The view names the database that was published last (F-95)
expect w1@lab.local normal at FE02.lab.local
