understudy story 1
title A pool is lost for good, and its users are moved in the wrong order
# The same disaster, with everything done too early. What can be refused is refused; what cannot is that the copies are
# removed before anybody has exported them: then contacts and meetings are gone, and no import brings them back (F-150,
# F-153).

topology
  domain lab.local
  site HQ
  site DR
  pool FE01.lab.local site HQ edition standard cms automatic detect 90s failback 120s
  pool FE02.lab.local site DR edition standard automatic detect 300s failback 600s
  pool FE03.lab.local site DR edition standard automatic detect 90s failback 120s
  pair FE01.lab.local FE02.lab.local
  pair FE02.lab.local FE03.lab.local later
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+10m
break power FE01.lab.local
| 0h10m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h10m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 5m expect u1@lab.local limited at FE02.lab.local
| 0h10m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h10m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h10m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h11m04s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h11m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h11m46.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h12m18.681s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)

== F-153 Too early: the store is still on FE01, and so is u1
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h12m18.681s  FE01.lab.local  fail pool over refused: cms-first  The pool hosts the active Central Management Store, which has to be failed over first (F-72, F-113, H-32)
expect blocked cms-first
FE02.lab.local> name backup of FE02.lab.local with FE03.lab.local
| 0h12m18.681s  FE02.lab.local  name backup refused: unpaired  A pool that has a backup pool already cannot be given another (F-8)
expect blocked unpaired
FE02.lab.local> remove pool FE01.lab.local
| 0h12m18.681s  FE01.lab.local  remove pool refused: homes-nobody  Users are homed on the pool, and have to be moved first (H-91)
| 0h12m18.681s  FE01.lab.local  remove pool refused: not-paired  The pool has a backup pool, which has to be cleared first (H-91, F-157)
| 0h12m18.681s  FE01.lab.local  remove pool refused: hosts-no-store  The pool hosts a database of the Central Management Store (H-91, F-158)
expect blocked homes-nobody, not-paired, hosts-no-store
FE02.lab.local> Import-CsUserData -PoolFqdn FE03.lab.local
| 0h12m18.681s  FE03.lab.local  import user data refused: file-there  Nothing has been exported that could be imported (F-153)
expect blocked file-there
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h12m18.681s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h12m18.681s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
within 1m expect DR finds CMS at FE02.lab.local
| 0h12m28.681s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h12m28.681s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h12m28.681s  directory in HQ  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 0h12m28.681s  directory in DR  settled: written  What is written here is seen here at once (F-95)
| 0h12m28.681s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h12m28.681s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h12m28.681s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
within 5m expect u1@lab.local full at FE02.lab.local
| 0h12m33.681s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h12m38.681s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h12m38.681s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h13m13.681s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m13.681s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h13m18.681s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m18.681s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h13m18.681s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h13m58.681s  u1@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
FE02.lab.local> clear backup of FE01.lab.local
| 0h13m58.681s  FE01.lab.local  clear backup refused: both-active  A pair is not taken apart while one of its pools is not active and has users (F-158, F-153, Q-8)
expect blocked both-active
FE02.lab.local> Remove-CsUserStoreBackupData -PoolFqdn FE02.lab.local
| 0h13m58.681s  FE02.lab.local  remove backup data refused: copy-left-over  The pool has no copy of user data but that of its partner's users, if any (F-156, H-88)
expect blocked copy-left-over

== F-150 FE03 is up when the account arrives: u1 signs in and finds nothing there
FE02.lab.local> Move-CsUser -Identity u1@lab.local -Target FE03.lab.local -Force
| 0h13m58.681s  u1@lab.local  move user  The home of the user changes at once (L-3, F-149)
| 0h13m58.681s  u1@lab.local  loses all contacts and meetings  With force the account alone is moved, and they stay where they are (F-150, H-92)
| 0h13m58.681s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h13m58.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
u1@lab.local deletes the certificate
| 0h13m58.681s  u1@lab.local  certificate valid → none  The user deletes it, so that the next sign-in brings another (L-9, C-67)
within 1h expect u1@lab.local normal at FE03.lab.local
| 0h14m30.681s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h14m30.681s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h14m30.681s  u1@lab.local  signed in at FE03.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u1@lab.local lacks contacts

== F-156 Nobody is homed on FE01 any more, so its copy is left over, and is removed
FE02.lab.local> Remove-CsUserStoreBackupData -PoolFqdn FE02.lab.local
| 0h14m30.681s  FE02.lab.local  remove backup data  What was copied of other pools' user data is deleted (F-156)
expect accepted
FE02.lab.local> Export-CsUserData -PoolFqdn FE02.lab.local
| 0h14m30.681s  FE02.lab.local  export user data  What the pool has of users' data goes into a file, copies of other pools' included (F-153)
FE02.lab.local> Import-CsUserData -PoolFqdn FE03.lab.local
| 0h14m30.681s  FE03.lab.local  import user data refused: file-there  Nothing has been exported that could be imported (F-153)
expect blocked file-there
for 1h expect u1@lab.local lacks contacts
| 0h27m28.681s  directory in HQ  converging → settled  The view names the database that was published last (F-95)

== F-150 Had FE01's disks survived, they would have been there
heal power FE01.lab.local
| 1h14m30.681s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 1h14m30.681s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h14m30.681s  CMS on FE01.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
| 1h14m30.681s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+5m
| 1h15m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h16m30.681s  CMS on FE01.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)
FE01.lab.local> Start-CsWindowsService
| 1h19m30.681s  FE01.lab.local  start services refused: services-stopped  The services of the pool run, or nobody has stopped them (F-153)
| 1h19m30.681s  FE01.lab.local  start services refused: starts-by-hand  The services of a pool that is failed over are started by its failback (F-83)
expect blocked services-stopped, starts-by-hand
FE01.lab.local> Export-CsUserData -PoolFqdn FE01.lab.local
| 1h19m30.681s  FE01.lab.local  export user data  What the pool has of users' data goes into a file, copies of other pools' included (F-153)
FE02.lab.local> Import-CsUserData -PoolFqdn FE03.lab.local
| 1h19m30.681s  FE03.lab.local  import user data  Users who came without their data get it from the file (F-153)
| 1h19m30.681s  u1@lab.local  contacts and meetings imported on FE03.lab.local  The file has them that was exported elsewhere (F-153)
expect u1@lab.local has contacts
