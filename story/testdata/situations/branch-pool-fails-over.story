understudy story 1
title The pool behind a branch appliance dies and is failed over
# If users of a branch appliance had a third registrar, they would be served in full on FE02 after the failover, like the
# users of FE01. They are not: the pool of a pair is the backup of any number of appliances (F-4), its failover is for its
# own users alone, and the branch is limited until FE01 itself serves again (F-5).

topology
  domain lab.local
  site HQ
  site Berlin
  site Bonn
  pool FE01.lab.local site HQ edition standard cms automatic detect 300s failback 600s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pool BR01.lab.local site Berlin edition appliance backup FE01.lab.local automatic detect 120s failback 240s
  pool BR02.lab.local site Bonn edition appliance backup FE01.lab.local automatic detect 120s failback 240s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user b1@lab.local home BR01.lab.local
  user b2@lab.local home BR02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
== F-4 The branches' users find their appliances by way of the pool
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE01.lab.local sees BR01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  BR01.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE01.lab.local sees BR02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  BR02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
b1@lab.local signs in
| 0h00m00s  b1@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  b1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  b1@lab.local  signed in at BR01.lab.local, normal  The appliance registers its own users, and the pool behind it has their data (F-4, C-40)
b2@lab.local signs in
| 0h00m00s  b2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  b2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  b2@lab.local  signed in at BR02.lab.local, normal  The appliance registers its own users, and the pool behind it has their data (F-4, C-40)
expect b1@lab.local normal at BR01.lab.local
expect b2@lab.local normal at BR02.lab.local
expect b1@lab.local can edit contacts
+10m

== F-5 FE01 dies: the appliances go on without user services
break nic FE01.lab.local
| 0h10m00s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 3m expect b1@lab.local limited at BR01.lab.local
| 0h10m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h10m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h10m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m35s  FE01.lab.local sees BR01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m35s  BR01.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m35s  FE01.lab.local sees BR02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h10m35s  BR02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h11m04s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h11m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  FE01.lab.local sees BR01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  BR01.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  FE01.lab.local sees BR02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  BR02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE01.lab.local sees BR01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  BR01.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE01.lab.local sees BR02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  BR02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m46.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h12m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE01.lab.local sees BR01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE01.lab.local sees BR01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h12m05s  BR01.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  BR01.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h12m05s  FE01.lab.local sees BR02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  FE01.lab.local sees BR02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h12m05s  BR02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m05s  BR02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h12m05s  b1@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
| 0h12m05s  b2@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
expect b1@lab.local can inbound PSTN
expect b1@lab.local cannot contact list
expect b2@lab.local limited at BR02.lab.local

== F-5 FE01 is failed over, which brings the branches nothing
FE02.lab.local> Invoke-CsManagementServerFailover -BackupSqlServerFqdn FE02.lab.local -BackupSqlInstanceName RTC -Force
| 0h12m05s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h12m05s  CMS on FE02.lab.local  standby: forced failover ordered  A forced failover begins, and skips the accounting for replication (F-108)
+1m
| 0h12m15s  CMS on FE01.lab.local  active → orphaned  The role has moved without it; its disk still says active (F-117)
| 0h12m15s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h12m15s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h12m15s  directory in Berlin  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 0h12m15s  directory in Bonn  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 0h12m15s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
| 0h12m18.681s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h12m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h13m05s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h13m05s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
within 20m expect u1@lab.local full at FE02.lab.local
| 0h13m10s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m15s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m15s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h13m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m35.198s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m50s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m50s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h13m55s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m55s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h13m55s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h14m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m07.198s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h14m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m45s  u1@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn BR01.lab.local -DisasterMode
| 0h14m45s  BR01.lab.local  fail pool over refused: one-way  A branch appliance, or a pool of Lync 2010, has a backup registrar, and cannot be failed over (F-2, F-5)
expect blocked one-way
for 30m expect b1@lab.local limited at BR01.lab.local
| 0h15m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h15m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m05s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h27m15s  directory in Berlin  converging → settled  The view names the database that was published last (F-95)
| 0h27m15s  directory in Bonn  converging → settled  The view names the database that was published last (F-95)
b1@lab.local edits contacts
| 0h44m45s  b1@lab.local  cannot edit contacts  It would write lasting state, and the client has no full service now (C-69, F-49)
expect denied

== F-5 Nor does an appliance that dies find them a third registrar
break power BR02.lab.local
| 0h44m45s  BR02.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h44m45s  BR02.lab.local sees FE01.lab.local  down → unknown  An observer that stops holds nothing, its verdict included (H-10)
within 2m expect b2@lab.local out
| 0h45m17s  b2@lab.local  signed out of BR02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h45m17s  b2@lab.local  tries BR02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
for 10m expect b2@lab.local out
| 0h45m49s  b2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h46m21s  b2@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h46m52.129s  b2@lab.local  tries BR02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h47m24.129s  b2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h47m56.129s  b2@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h48m58.036s  b2@lab.local  tries BR02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h49m30.036s  b2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h50m02.036s  b2@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h52m55.127s  b2@lab.local  tries BR02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h53m27.127s  b2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h53m59.127s  b2@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
heal power BR02.lab.local
| 0h55m17s  BR02.lab.local  mended: power off  The fault is over (H-22)
| 0h55m17s  BR02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
within 20m expect b2@lab.local limited at BR02.lab.local
| 0h57m22s  BR02.lab.local sees FE01.lab.local  unknown → down  A primary that never answered is down after a whole window, not before (H-10, H-35)
| 0h59m52.425s  b2@lab.local  signed in at BR02.lab.local, limited at home  The pool behind the appliance does not serve its users, and no other one will (F-5, H-51)

== Not even FE01 itself, before it is failed back
heal nic FE01.lab.local
| 0h59m52.425s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
| 0h59m52.425s  CMS on FE01.lab.local  orphaned: returned  Its Backup Service runs and begins to take the old claim back (F-117)
for 20m expect b1@lab.local limited at BR01.lab.local
| 1h00m05s  FE01.lab.local sees BR01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h00m05s  BR01.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h00m05s  FE01.lab.local sees BR02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h01m22s  BR02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h01m52.425s  CMS on FE01.lab.local  orphaned → standby  Its Backup Service has taken the old claim back (F-117, L-19)
| 1h05m05s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h05m05s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
FE02.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
| 1h19m52.425s  FE01.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 1h19m52.425s  FE01.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
within 30m expect FE01.lab.local is active
| 1h20m22.425s  FE01.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h20m22.425s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 1h20m22.425s  FE01.lab.local sees BR01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 1h20m22.425s  FE01.lab.local sees BR02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 1h20m40s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 1h20m40s  BR01.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 1h20m52.425s  FE01.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 1h20m57s  BR02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 1h21m10s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h21m10s  BR01.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h21m27s  BR02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h21m40s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h21m40s  BR01.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h21m57s  BR02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h22m10s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h22m10s  BR01.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h22m10s  BR01.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 1h22m27s  BR02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h22m27s  BR02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 1h22m40s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h23m10s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h23m40s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h23m52.425s  FE01.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h24m10s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h24m40s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h25m10s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 1h25m10s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 1h25m52.425s  FE01.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 1h26m52.425s  FE01.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h26m52.425s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h26m52.425s  FE01.lab.local sees BR01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h26m52.425s  FE01.lab.local sees BR02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h26m52.425s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h26m52.425s  FE01.lab.local sees BR01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h26m52.425s  FE01.lab.local sees BR02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h26m57.425s  FE01.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 1h26m57.425s  FE01.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 1h27m45s  u1@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 1h28m57.425s  FE01.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 1h28m57.425s  FE01.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 1h28m57.425s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h28m57.425s  u1@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h30m10s  BR01.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h30m27s  BR02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h31m47.425s  FE01.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h31m47.425s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h31m52.425s  FE01.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 1h31m52.425s  FE01.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 1h31m52.425s  FE01.lab.local  failback finished  The last step has done its work (F-58, F-83)
within 10m expect b1@lab.local normal at BR01.lab.local
| 1h32m45s  FE02.lab.local sees FE01.lab.local  down → unknown  Back to Active resets the monitor, and with it the verdict (H-19, H-36)
| 1h32m45s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h32m45s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 1h32m45s  b1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 1h32m45s  b2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
expect b2@lab.local normal at BR02.lab.local
