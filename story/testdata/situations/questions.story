understudy story 1
title What readers of the lab asked
# Q-1: does a pair of Standard Edition servers fail over by itself, and must the store be moved by hand? If it did, nobody
# would be limited here, and the store would be found. Q-2: two pools at each of two sites make two pairs, and a pair inside
# one site goes down with it. Q-6: does anything have to be run after a change? Whoever needs setup is named. Q-7: it is the
# same with Skype for Business Server 2015.

topology
  domain lab.local
  site East
  site West
  pool FE01.lab.local site East edition standard release 2015 cms automatic detect 30s failback 30s
  pool FE02.lab.local site East edition standard release 2015 automatic detect 300s failback 600s
  pool FE03.lab.local site West edition standard release 2015 automatic detect 300s failback 600s
  pool FE04.lab.local site West edition standard release 2015 automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  pair FE03.lab.local FE04.lab.local later
  user u1@lab.local home FE01.lab.local
  user u3@lab.local home FE03.lab.local site West
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 20 weight 0 port 5061 target FE03.lab.local
  srv _sipinternaltls._tcp.lab.local priority 20 weight 0 port 5061 target FE04.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u3@lab.local signs in
| 0h00m00s  u3@lab.local  redirected by FE01.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h00m00s  u3@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h00m00s  u3@lab.local  redirected by FE04.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h00m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u3@lab.local  signed in at FE03.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u3@lab.local normal at FE03.lab.local

== Q-2, Q-6 A second pair, at the other site: who needs setup is named
FE01.lab.local> name backup of FE03.lab.local with FE04.lab.local
| 0h00m00s  FE03.lab.local  name backup  The pair is in the topology, which is not published yet (L-5, F-19)
| 0h00m00s  FE03.lab.local and FE04.lab.local  pairing unpaired → named  Naming a backup pool pairs both ways, once it is published (F-1, F-24)
FE01.lab.local> Publish-CsTopology
| 0h00m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h00m00s  FE03.lab.local and FE04.lab.local  pairing named → published  From here the two are each other's backup registrar (F-3, L-6)
| 0h00m00s  FE03.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
| 0h00m00s  FE04.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
+2m
| 0h01m30s  FE03.lab.local sees FE04.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h01m30s  FE03.lab.local sees FE04.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h01m30s  FE04.lab.local sees FE03.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h01m30s  FE04.lab.local sees FE03.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
run setup on FE03.lab.local
| 0h02m00s  FE03.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h02m00s  FE03.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
run setup on FE04.lab.local
| 0h02m00s  FE04.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h02m00s  FE04.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
within 5m expect FE03.lab.local pair ready
| 0h04m00s  FE03.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h04m00s  FE03.lab.local and FE04.lab.local  pairing published → half ready  The Backup Service is installed in one of the two (F-19)
| 0h04m00s  FE04.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h04m00s  FE03.lab.local and FE04.lab.local  pairing half ready → ready  It is installed in both, so replication can begin (F-19, L-6)
+10m

== Q-1, Q-7 The pool dies: the registrar fails over by itself, and nothing else does
break nic FE01.lab.local
| 0h14m00s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 3m expect u1@lab.local limited at FE02.lab.local
| 0h14m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h14m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h14m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h15m04s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h15m04s  u1@lab.local  rejected by FE04.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h15m04s  u1@lab.local  rejected by FE03.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h15m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h15m46.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h16m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h16m18.681s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
for 3h expect u1@lab.local limited at FE02.lab.local
| 0h16m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h17m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h17m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h18m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h18m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h19m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h19m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
expect FE01.lab.local is active
expect East finds no CMS

== Q-1 The store and the pool are failed over by hand
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 3h16m18.681s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 3h16m18.681s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
within 1m expect East finds CMS at FE02.lab.local
| 3h16m28.681s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 3h16m28.681s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 3h16m28.681s  directory in East  settled: written  What is written here is seen here at once (F-95)
| 3h16m28.681s  directory in West  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 3h16m28.681s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 3h16m28.681s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 3h16m28.681s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
within 5m expect u1@lab.local full at FE02.lab.local
| 3h16m33.681s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 3h16m38.681s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 3h16m38.681s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 3h17m13.681s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 3h17m13.681s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 3h17m18.681s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 3h17m18.681s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 3h17m18.681s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 3h17m58.681s  u1@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)

== Q-2 The other site is lost, and both pools of its pair with it
break power FE03.lab.local
| 3h17m58.681s  FE03.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 3h17m58.681s  FE03.lab.local sees FE04.lab.local  up → unknown  An observer that stops holds nothing (H-10)
break power FE04.lab.local
| 3h17m58.681s  FE04.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 3h17m58.681s  FE04.lab.local sees FE03.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+33s
| 3h18m30.681s  u3@lab.local  signed out of FE03.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 3h18m30.681s  u3@lab.local  tries FE03.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
for 2h expect u3@lab.local out
| 3h19m02.681s  u3@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h19m34.681s  u3@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 3h19m34.681s  u3@lab.local  tries FE04.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h20m45.494s  u3@lab.local  tries FE03.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h21m17.494s  u3@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h21m49.494s  u3@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 3h21m49.494s  u3@lab.local  tries FE04.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h23m56.609s  u3@lab.local  tries FE03.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h24m28.609s  u3@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h25m00.609s  u3@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 3h25m00.609s  u3@lab.local  tries FE04.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h29m14.764s  u3@lab.local  tries FE03.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h29m46.764s  u3@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h30m18.764s  u3@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 3h30m18.764s  u3@lab.local  tries FE04.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h31m28.681s  directory in West  converging → settled  The view names the database that was published last (F-95)
| 3h37m24.164s  u3@lab.local  tries FE03.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h37m56.164s  u3@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h38m28.164s  u3@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 3h38m28.164s  u3@lab.local  tries FE04.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h50m54.529s  u3@lab.local  tries FE03.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h51m26.529s  u3@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h51m58.529s  u3@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 3h51m58.529s  u3@lab.local  tries FE04.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 4h10m23.316s  u3@lab.local  tries FE03.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 4h10m55.316s  u3@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 4h11m27.316s  u3@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 4h11m27.316s  u3@lab.local  tries FE04.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 4h39m04.971s  u3@lab.local  tries FE03.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 4h39m36.971s  u3@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 4h40m08.971s  u3@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 4h40m08.971s  u3@lab.local  tries FE04.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 4h59m45.235s  u3@lab.local  tries FE03.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 5h00m17.235s  u3@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 5h00m49.235s  u3@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 5h00m49.235s  u3@lab.local  tries FE04.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
u3@lab.local signs in -WhatIf
| 5h18m31.681s  what if  blocked: FE03.lab.local  The client gets no answer from it (H-22)
| 5h18m31.681s  what if  blocked: FE04.lab.local  The client gets no answer from it (H-22)
| 5h18m31.681s  what if  this does not change by itself within 1h
expect u1@lab.local full at FE02.lab.local
