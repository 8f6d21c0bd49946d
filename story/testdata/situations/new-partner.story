understudy story 1
title A pool gets another partner
# If naming another backup pool were all there is to it, FE02 would be without a backup for as long as nobody noticed: its
# Backup Service goes on working for the old partner until it is restarted (F-155), the new one starts with nothing, and
# what the old one has stays there, of no use to anybody, until it is removed (F-156).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard detect 300s failback 600s
  pool FE02.lab.local site HQ edition standard cms automatic detect 90s failback 120s
  pool FE03.lab.local site HQ edition standard automatic detect 90s failback 120s
  pair FE01.lab.local FE02.lab.local
  pair FE02.lab.local FE03.lab.local later
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
  user u3@lab.local home FE03.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE03.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
u3@lab.local signs in
| 0h00m00s  u3@lab.local  redirected by FE02.lab.local  A registrar that is neither home nor backup sends the user to both (F-42, F-43)
| 0h00m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u3@lab.local  signed in at FE03.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m
expect FE01.lab.local keeps data of FE02.lab.local
expect FE02.lab.local keeps data of FE01.lab.local

== F-155 One partner after the other: cleared, named, published once
FE02.lab.local> name backup of FE02.lab.local with FE03.lab.local
| 0h05m00s  FE02.lab.local  name backup refused: unpaired  A pool that has a backup pool already cannot be given another (F-8)
expect blocked unpaired
FE02.lab.local> Remove-CsUserStoreBackupData -PoolFqdn FE01.lab.local
| 0h05m00s  FE01.lab.local  remove backup data refused: copy-left-over  The pool has no copy of user data but that of its partner's users, if any (F-156, H-88)
expect blocked copy-left-over
FE01.lab.local> Uninstall-CsDatabase -CentralManagementDatabase
| 0h05m00s  FE01.lab.local  remove standby database refused: standby-needed  The pool is still the partner of the one that hosts the store, and this is its standby (F-22, Q-8)
expect blocked standby-needed
FE02.lab.local> clear backup of FE02.lab.local
| 0h05m00s  FE02.lab.local  clear backup  The end of the pair is in the topology, which is not published yet (F-157)
| 0h05m00s  FE01.lab.local and FE02.lab.local  pairing ready → leaving  The pair ends with the next publication, until which both Backup Services run on (F-157)
| 0h05m00s  FE01.lab.local  warning: the copy of its user data on FE02.lab.local will grow old  What a former partner has stays there and is updated no longer, until it is removed (F-156, Q-8)
| 0h05m00s  FE02.lab.local  warning: the standby CMS on FE01.lab.local will be of no use  Only the database of the master's partner can be made active (F-106, F-157, Q-8)
| 0h05m00s  FE02.lab.local  warning: the copy of its user data on FE01.lab.local will grow old  What a former partner has stays there and is updated no longer, until it is removed (F-156, Q-8)
FE02.lab.local> name backup of FE02.lab.local with FE03.lab.local
| 0h05m00s  FE02.lab.local  name backup  The pair is in the topology, which is not published yet (L-5, F-19)
| 0h05m00s  FE02.lab.local and FE03.lab.local  pairing unpaired → named  Naming a backup pool pairs both ways, once it is published (F-1, F-24)
expect FE02.lab.local needs no setup
FE02.lab.local> Publish-CsTopology
| 0h05m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 0h05m00s  FE01.lab.local and FE02.lab.local  pairing leaving → unpaired  Neither pool is backup of the other any more (F-157, Q-8)
| 0h05m00s  FE02.lab.local and FE03.lab.local  pairing named → published  From here the two are each other's backup registrar (F-3, L-6)
| 0h05m00s  FE02.lab.local and FE03.lab.local  pairing published → half ready  The Backup Service is installed in one of the two (F-19)
| 0h05m00s  FE02.lab.local  warning: its Backup Service exports nothing to FE03.lab.local before it is restarted  It still works for the former partner, and no setup restarts it (F-155, H-89)
| 0h05m00s  CMS on FE01.lab.local  standby → absent  A standby may be deleted, as after unpairing (Q-8)
| 0h05m00s  FE01.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
| 0h05m00s  FE03.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
expect FE01.lab.local needs setup
expect FE02.lab.local needs no setup
expect FE03.lab.local needs setup
expect FE02.lab.local pair half ready

== F-155 Setup on the new partner, which gets the standby that FE01 had
run setup on FE01.lab.local
| 0h05m00s  FE01.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h05m00s  FE01.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
run setup on FE03.lab.local
| 0h05m00s  FE03.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 0h05m00s  FE03.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
within 5m expect FE03.lab.local needs no setup
| 0h06m30s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h06m30s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h06m30s  FE02.lab.local sees FE03.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h06m30s  FE02.lab.local sees FE03.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h06m30s  FE03.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h06m30s  FE03.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h07m00s  FE01.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h07m00s  FE03.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 0h07m00s  CMS on FE03.lab.local  absent → standby  A second database is the standby of the first, as pairing creates one at the partner (F-22, F-124)
| 0h07m00s  FE02.lab.local and FE03.lab.local  pairing half ready → ready  It is installed in both, so replication can begin (F-19, L-6)
expect FE01.lab.local needs no setup
expect FE01.lab.local database absent
expect FE03.lab.local database standby
expect FE02.lab.local pair ready

== F-155 The old one's Backup Service has not noticed
FE02.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE02.lab.local
| 0h07m00s  FE02.lab.local  synchronise backup service refused: sync-restarted  The Backup Service still works for the former partner, until it is restarted (F-155)
expect blocked sync-restarted
for 10m expect FE03.lab.local keeps no data of FE02.lab.local
FE02.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE02.lab.local
| 0h17m00s  FE02.lab.local  user data: export not initialized, import normal
| 0h17m00s  FE02.lab.local  conference content: export not initialized, import normal
| 0h17m00s  FE02.lab.local  management store: export not initialized, import normal
expect answer user data: export not initialized
FE01.lab.local> Restart-Service LYNCBACKUP
| 0h17m00s  FE01.lab.local  restart Backup Service refused: service-installed  No Backup Service is installed in the pool (F-126)
expect blocked service-installed
break backup service FE02.lab.local
| 0h17m00s  FE02.lab.local  Backup Service down  Nothing is exported or imported there (F-136)
FE02.lab.local> Restart-Service LYNCBACKUP
| 0h17m00s  FE02.lab.local  restart Backup Service refused: service-starts  The Backup Service does not start (F-20, F-136)
expect blocked service-starts
heal backup service FE02.lab.local
| 0h17m00s  FE02.lab.local  mended: Backup Service down  The fault is over (H-22)
FE02.lab.local> Restart-Service LYNCBACKUP
| 0h17m00s  FE02.lab.local  restart Backup Service  It reads who its partner is when it starts (F-155)
expect accepted
FE02.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE02.lab.local
| 0h17m00s  FE02.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
FE02.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE03.lab.local
| 0h17m00s  FE03.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
within 1m expect FE03.lab.local keeps data of FE02.lab.local
expect FE02.lab.local keeps data of FE03.lab.local

== F-156 What the two have of each other is not updated any more, and stays until it is removed
FE01.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE01.lab.local
| 0h17m05s  FE01.lab.local  synchronise backup service refused: sync-paired  No Backup Service is set up in the pool (F-126)
expect blocked sync-paired
expect FE01.lab.local keeps data of FE02.lab.local
FE01.lab.local> Remove-CsUserStoreBackupData -PoolFqdn FE01.lab.local
| 0h17m05s  FE01.lab.local  remove backup data  What was copied of other pools' user data is deleted (F-156)
expect accepted
expect FE01.lab.local keeps no data of FE02.lab.local
FE02.lab.local> Remove-CsUserStoreBackupData -PoolFqdn FE02.lab.local
| 0h17m05s  FE02.lab.local  remove backup data  What was copied of other pools' user data is deleted (F-156)
expect FE02.lab.local keeps no data of FE01.lab.local
expect FE02.lab.local keeps data of FE03.lab.local
FE02.lab.local> Remove-CsUserStoreBackupData -PoolFqdn FE02.lab.local
| 0h17m05s  FE02.lab.local  remove backup data refused: copy-left-over  The pool has no copy of user data but that of its partner's users, if any (F-156, H-88)
expect blocked copy-left-over

== L-9 The certificate is from before the pairing
u2@lab.local signs out
| 0h17m05s  u2@lab.local  signed out of FE02.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
u2@lab.local deletes the certificate
| 0h17m05s  u2@lab.local  certificate valid → none  The user deletes it, so that the next sign-in brings another (L-9, C-67)
u2@lab.local signs in
| 0h17m05s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h17m05s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+3m

== F-155 The new partner does what a partner is for
break nic FE02.lab.local
| 0h20m05s  FE02.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 5m expect u2@lab.local limited at FE03.lab.local
| 0h20m35s  FE02.lab.local sees FE03.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h20m35s  FE03.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h20m37s  u2@lab.local  signed out of FE02.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h20m37s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h21m05s  FE02.lab.local sees FE03.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h21m05s  FE03.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h21m09s  u2@lab.local  redirected by FE03.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h21m35s  FE02.lab.local sees FE03.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h21m35s  FE02.lab.local sees FE03.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h21m35s  FE03.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h21m35s  FE03.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h21m47.813s  u2@lab.local  tries FE02.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h22m19.813s  u2@lab.local  signed in at FE03.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
expect u1@lab.local normal at FE01.lab.local
heal nic FE02.lab.local
| 0h22m19.813s  FE02.lab.local  mended: network adapter disabled  The fault is over (H-22)
within 10m expect u2@lab.local normal at FE02.lab.local
| 0h23m35s  FE02.lab.local sees FE03.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h23m35s  FE03.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h23m35s  u2@lab.local  sent home by FE03.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h23m35s  u2@lab.local  signed out of FE03.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h23m35s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
