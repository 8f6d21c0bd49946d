understudy story 1
title A pair is taken apart
# If the end of a pair signed anybody out, or took the store with it, it would be a fault and no maintenance. It is
# refused while either pool is not active, or while the active store would go with it (F-158, Q-8); then nobody notices,
# until a pool is lost: from then on that means no sign-in.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m

== F-158 Not while the store would go with it, nor while a pool is away
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h05m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h05m00s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h05m00s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
expect accepted
within 5m expect HQ finds CMS at FE02.lab.local
| 0h05m10s  CMS on FE01.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h05m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h05m10s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h05m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local
| 0h05m10s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h05m10s  FE01.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
within 6m expect FE01.lab.local is failed over
| 0h05m15s  FE01.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h06m15s  FE01.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m15s  FE01.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m20s  FE01.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h07m20s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h08m40s  u1@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h08m40s  u1@lab.local  redirected by FE01.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h08m40s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h08m50s  FE01.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m25s  FE01.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m25s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h09m30s  FE01.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h09m30s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
+1m
| 0h10m00s  FE01.lab.local  planned failover: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 0h10m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h10m00s  FE01.lab.local  planned failover finished  The last step has done its work (F-58, F-83)
FE02.lab.local> clear backup of FE01.lab.local
| 0h10m30s  FE01.lab.local  clear backup refused: both-active  A pair is not taken apart while one of its pools is not active and has users (F-158, F-153, Q-8)
| 0h10m30s  FE01.lab.local  clear backup refused: master-stays  The active Central Management Store would go with the pair (F-158, Q-8)
expect blocked both-active, master-stays
FE02.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
| 0h10m30s  FE01.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h10m30s  FE01.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
within 16m expect FE01.lab.local is active
| 0h10m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m40s  u1@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
| 0h11m00s  FE01.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h11m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m30s  FE01.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h11m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h14m30s  FE01.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h16m30s  FE01.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m30s  FE01.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h17m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h17m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h17m35s  FE01.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h17m35s  FE01.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h18m40s  u1@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 0h19m35s  FE01.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m35s  FE01.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h19m35s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h19m35s  u1@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h22m25s  FE01.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m25s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h22m30s  FE01.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h22m30s  FE01.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h22m30s  FE01.lab.local  failback finished  The last step has done its work (F-58, F-83)
within 2m expect u1@lab.local normal at FE01.lab.local
| 0h23m40s  FE02.lab.local sees FE01.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 0h23m40s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h23m40s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
FE02.lab.local> clear backup of FE01.lab.local
| 0h23m40s  FE01.lab.local  clear backup refused: master-stays  The active Central Management Store would go with the pair (F-158, Q-8)
expect blocked master-stays
FE01.lab.local> Invoke-CsManagementServerFailover
| 0h23m40s  CMS on FE01.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h23m40s  CMS on FE01.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h23m40s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
within 5m expect HQ finds CMS at FE01.lab.local
| 0h23m50s  CMS on FE02.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h23m50s  CMS on FE01.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h23m50s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h23m50s  CMS on FE01.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
+5m

== Q-8 In order: clear, publish, setup on both
FE01.lab.local> clear backup of FE01.lab.local
| 0h28m50s  FE01.lab.local  clear backup  The end of the pair is in the topology, which is not published yet (F-157)
| 0h28m50s  FE01.lab.local and FE02.lab.local  pairing ready → leaving  The pair ends with the next publication, until which both Backup Services run on (F-157)
| 0h28m50s  FE01.lab.local  warning: the standby CMS on FE02.lab.local will be of no use  Only the database of the master's partner can be made active (F-106, F-157, Q-8)
| 0h28m50s  FE01.lab.local  warning: the copy of its user data on FE02.lab.local will grow old  What a former partner has stays there and is updated no longer, until it is removed (F-156, Q-8)
| 0h28m50s  FE02.lab.local  warning: the copy of its user data on FE01.lab.local will grow old  What a former partner has stays there and is updated no longer, until it is removed (F-156, Q-8)
expect accepted
expect FE01.lab.local pair leaving
FE01.lab.local> Publish-CsTopology
| 0h28m50s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h28m50s  FE01.lab.local and FE02.lab.local  pairing leaving → unpaired  Neither pool is backup of the other any more (F-157, Q-8)
| 0h28m50s  FE01.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
| 0h28m50s  FE02.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
expect accepted
expect FE01.lab.local pair unpaired
expect FE02.lab.local database standby
expect FE02.lab.local keeps data of FE01.lab.local
expect FE01.lab.local needs setup
expect FE02.lab.local needs setup
run setup on FE01.lab.local
| 0h28m50s  FE01.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h28m50s  FE01.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
run setup on FE02.lab.local
| 0h28m50s  FE02.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h28m50s  FE02.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
within 15m expect FE01.lab.local setup ready
| 0h30m20s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h30m20s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h30m50s  FE01.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h30m50s  FE02.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
within 15m expect FE02.lab.local setup ready
expect FE01.lab.local needs no setup
expect FE02.lab.local needs no setup

== Q-8 Then what is of no use any more: the standby, and what each has copied of the other
FE02.lab.local> Uninstall-CsDatabase -CentralManagementDatabase
| 0h30m50s  FE02.lab.local  remove standby database  A standby that nobody can make active is of no use (F-106, Q-8)
| 0h30m50s  CMS on FE02.lab.local  standby → absent  A standby may be deleted, as after unpairing (Q-8)
expect accepted
expect FE02.lab.local database absent
FE01.lab.local> Remove-CsUserStoreBackupData -PoolFqdn FE01.lab.local
| 0h30m50s  FE01.lab.local  remove backup data  What was copied of other pools' user data is deleted (F-156)
FE01.lab.local> Remove-CsUserStoreBackupData -PoolFqdn FE02.lab.local
| 0h30m50s  FE02.lab.local  remove backup data  What was copied of other pools' user data is deleted (F-156)
expect FE02.lab.local keeps no data of FE01.lab.local
expect u1@lab.local normal at FE01.lab.local
expect u2@lab.local normal at FE02.lab.local
FE01.lab.local> Get-CsPoolBackupRelationship -PoolFqdn FE01.lab.local
| 0h30m50s  FE01.lab.local  understudy: query: FE01.lab.local has no backup pool (F-24)
expect error
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE01.lab.local
| 0h30m50s  FE01.lab.local  synchronise backup service refused: sync-paired  No Backup Service is set up in the pool (F-126)
expect blocked sync-paired
+5m

== Q-8 From now on to lose the home pool means no sign-in
break nic FE01.lab.local
| 0h35m50s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 33s expect u1@lab.local out
| 0h36m22s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h36m22s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
for 2h expect u1@lab.local out
| 0h36m54s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h37m36.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h38m08.681s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h39m25.198s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h39m57.198s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h43m45.068s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h44m17.068s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h50m21.395s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h50m53.395s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 1h05m30.911s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h06m02.911s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 1h23m00.343s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h23m32.343s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 1h48m02.220s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h48m34.220s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 2h11m55.894s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h12m27.894s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 2h31m29.571s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h32m01.571s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
u1@lab.local signs in -WhatIf
| 2h36m22s  what if  blocked: FE01.lab.local  The client gets no answer from it (H-22)
| 2h36m22s  what if  this does not change by itself within 1h
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 2h36m22s  FE01.lab.local  fail pool over refused: has-backup  A pool is failed over to its backup pool, and has none that is set up (F-25, L-6)
| 2h36m22s  FE01.lab.local  fail pool over refused: cms-first  The pool hosts the active Central Management Store, which has to be failed over first (F-72, F-113, H-32)
expect blocked has-backup, cms-first
expect u2@lab.local normal at FE02.lab.local
heal nic FE01.lab.local
| 2h36m22s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
within 31m expect u1@lab.local normal at FE01.lab.local
| 2h58m43.073s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
