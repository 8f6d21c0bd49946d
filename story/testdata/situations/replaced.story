understudy story 1
title A pool is lost for good, and another one takes its place
# FE01 has burnt down, and FE03 is to take its place. In the right order nobody loses more than the last minutes: the
# store and the users go to FE02, FE03 is built with its services stopped, the accounts move, their contacts and meetings
# come after them out of what FE02 has copied, and only then does FE03 start (F-153). FE01's users pay for it with the
# time from the move to that start, and with nothing else.

topology
  domain lab.local
  site HQ
  site DR
  pool FE01.lab.local site HQ edition standard cms automatic detect 90s failback 120s
  pool FE02.lab.local site DR edition standard automatic detect 300s failback 600s
  pool FE03.lab.local site HQ edition standard automatic detect 90s failback 120s later
  pair FE01.lab.local FE02.lab.local
  pair FE02.lab.local FE03.lab.local later
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 5 weight 10 port 5061 target FE03.lab.local later

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

== F-153 The store first, then the users: both go to FE02
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

== F-153 FE03 is built, and its services are not started
FE02.lab.local> define pool FE03.lab.local
| 0h13m58.681s  FE03.lab.local  define pool  Defined in Topology Builder; nothing is real before it is published and set up (L-1, L-2)
| 0h13m58.681s  FE03.lab.local  setup absent → defined  A pool begins as a definition in the topology (L-1)
FE02.lab.local> Publish-CsTopology
| 0h13m58.681s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h13m58.681s  FE03.lab.local  setup defined → published  Publishing tells every server that the pool exists (L-2)
| 0h13m58.681s  FE03.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
run setup on FE03.lab.local stopped
| 0h13m58.681s  FE03.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h13m58.681s  FE03.lab.local  setup published → installing  Setup turns what is published into services (L-2)
within 11m expect FE03.lab.local setup ready
| 0h23m58.681s  FE03.lab.local  setup installing → ready  Setup has run to its end, so the pool can home users (L-2)
expect FE03.lab.local down
expect u1@lab.local full at FE02.lab.local

== F-153 The accounts move to it by force, and from here on u1 is out of service
FE02.lab.local> Move-CsUser -Identity u1@lab.local -Target FE03.lab.local
| 0h23m58.681s  u1@lab.local  move user refused: target-up  The target pool cannot be reached (Q-9)
| 0h23m58.681s  u1@lab.local  move user refused: source-active  The user's home pool is failed over; without force nobody is moved from it (H-17)
expect refused
FE02.lab.local> Move-CsUser -Identity u1@lab.local -Target FE03.lab.local -Force
| 0h23m58.681s  u1@lab.local  move user  The home of the user changes at once (L-3, F-149)
| 0h23m58.681s  u1@lab.local  loses all contacts and meetings  With force the account alone is moved, and they stay where they are (F-150, H-92)
| 0h23m58.681s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h23m58.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
expect accepted
expect u1@lab.local lacks contacts
within 1m expect u1@lab.local out

== F-153 His contacts and meetings come after him
FE02.lab.local> Export-CsUserData -PoolFqdn FE02.lab.local
| 0h23m58.681s  FE02.lab.local  export user data  What the pool has of users' data goes into a file, copies of other pools' included (F-153)
FE02.lab.local> Import-CsUserData -PoolFqdn FE03.lab.local
| 0h23m58.681s  FE03.lab.local  import user data  Users who came without their data get it from the file (F-153)
| 0h23m58.681s  u1@lab.local  contacts and meetings imported on FE03.lab.local  The file has them that was exported elsewhere (F-153)
expect u1@lab.local has contacts
for 10m expect u1@lab.local out
| 0h24m30.681s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h25m08.939s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h25m40.939s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h27m28.681s  directory in HQ  converging → settled  The view names the database that was published last (F-95)
| 0h27m34.874s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h28m06.874s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h31m09.037s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h31m41.037s  u1@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)

== F-153 FE03 starts, and takes him in
FE03.lab.local> Start-CsWindowsService
| 0h33m58.681s  FE03.lab.local  start services  The services start, and the pool takes its users in (F-153)
expect accepted
FE03.lab.local> Start-CsWindowsService
| 0h33m58.681s  FE03.lab.local  start services refused: services-stopped  The services of the pool run, or nobody has stopped them (F-153)
expect blocked services-stopped
Add-DnsServerResourceRecord -Srv -Name _sipinternaltls._tcp -ZoneName lab.local -DomainName FE03.lab.local
| 0h33m58.681s  administrator  add record  Clients see it when their cached answer is gone (L-8, C-31)
u1@lab.local flushes dns
u1@lab.local deletes the certificate
| 0h33m58.681s  u1@lab.local  certificate valid → none  The user deletes it, so that the next sign-in brings another (L-9, C-67)
within 1h expect u1@lab.local normal at FE03.lab.local
| 0h38m59.795s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h39m31.795s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h39m31.795s  u1@lab.local  signed in at FE03.lab.local, normal  The home pool is active and its store is within reach (F-45)

== F-153 FE02 is cleaned, and gets FE03 for a partner in place of FE01
FE02.lab.local> Remove-CsUserStoreBackupData -PoolFqdn FE02.lab.local
| 0h39m31.795s  FE02.lab.local  remove backup data  What was copied of other pools' user data is deleted (F-156)
expect FE02.lab.local keeps no data of FE01.lab.local
FE02.lab.local> clear backup of FE01.lab.local
| 0h39m31.795s  FE01.lab.local  clear backup  The end of the pair is in the topology, which is not published yet (F-157)
| 0h39m31.795s  FE01.lab.local and FE02.lab.local  pairing ready → leaving  The pair ends with the next publication, until which both Backup Services run on (F-157)
| 0h39m31.795s  FE02.lab.local  warning: the copy of its user data on FE01.lab.local will grow old  What a former partner has stays there and is updated no longer, until it is removed (F-156, Q-8)
FE02.lab.local> remove pool FE01.lab.local
| 0h39m31.795s  FE01.lab.local  remove pool  The end of the pool is in the topology, which is not published yet (H-91)
| 0h39m31.795s  FE01.lab.local  setup ready → withdrawn  The pool serves until its end is published (H-91)
FE02.lab.local> name backup of FE02.lab.local with FE03.lab.local
| 0h39m31.795s  FE02.lab.local  name backup  The pair is in the topology, which is not published yet (L-5, F-19)
| 0h39m31.795s  FE02.lab.local and FE03.lab.local  pairing unpaired → named  Naming a backup pool pairs both ways, once it is published (F-1, F-24)
FE02.lab.local> Publish-CsTopology
| 0h39m31.795s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h39m31.795s  FE01.lab.local and FE02.lab.local  pairing leaving → unpaired  Neither pool is backup of the other any more (F-157, Q-8)
| 0h39m31.795s  CMS on FE01.lab.local  orphaned → absent  Its pool is out of the topology for good, and nobody asks for its claim any more (F-153)
| 0h39m31.795s  FE01.lab.local  setup withdrawn → absent  The pool is no longer in the topology, and its servers serve nobody (H-91)
| 0h39m31.795s  FE02.lab.local and FE03.lab.local  pairing named → published  From here the two are each other's backup registrar (F-3, L-6)
| 0h39m31.795s  FE02.lab.local and FE03.lab.local  pairing published → half ready  The Backup Service is installed in one of the two (F-19)
| 0h39m31.795s  FE02.lab.local  warning: its Backup Service exports nothing to FE03.lab.local before it is restarted  It still works for the former partner, and no setup restarts it (F-155, H-89)
| 0h39m31.795s  FE03.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
expect FE01.lab.local setup absent
expect FE01.lab.local database absent
run setup on FE03.lab.local
| 0h39m31.795s  FE03.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h39m31.795s  FE03.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
within 5m expect FE03.lab.local needs no setup
| 0h40m58.681s  FE02.lab.local sees FE01.lab.local  down → unknown  An observer that stops holds nothing, its verdict included (H-10)
| 0h40m58.681s  FE02.lab.local sees FE03.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h40m58.681s  FE02.lab.local sees FE03.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h40m58.681s  FE03.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h40m58.681s  FE03.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h41m31.795s  FE03.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h41m31.795s  CMS on FE03.lab.local  absent → standby  A second database is the standby of the first, as pairing creates one at the partner (F-22, F-124)
| 0h41m31.795s  FE02.lab.local and FE03.lab.local  pairing half ready → ready  It is installed in both, so replication can begin (F-19, L-6)
FE02.lab.local> Restart-Service LYNCBACKUP
| 0h41m31.795s  FE02.lab.local  restart Backup Service  It reads who its partner is when it starts (F-155)
FE02.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE02.lab.local
| 0h41m31.795s  FE02.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
FE02.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE03.lab.local
| 0h41m31.795s  FE03.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
within 1m expect FE03.lab.local keeps data of FE02.lab.local
expect FE02.lab.local keeps data of FE03.lab.local
expect FE03.lab.local database standby

== H-90 The store has a standby again, and its role can be moved
FE03.lab.local> Invoke-CsManagementServerFailover
| 0h41m36.795s  CMS on FE03.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h41m36.795s  CMS on FE03.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h41m36.795s  CMS on FE02.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
expect accepted
within 5m expect HQ finds CMS at FE03.lab.local
| 0h41m46.795s  CMS on FE02.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h41m46.795s  CMS on FE03.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h41m46.795s  directory in HQ  settled: written  What is written here is seen here at once (F-95)
| 0h41m46.795s  directory in DR  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 0h41m46.795s  CMS on FE03.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
