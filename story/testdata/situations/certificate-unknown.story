understudy story 1
title A certificate that the backup has never heard of
# If every pool took every certificate, the lab's optional step would be superstition (L-9). A certificate from before
# the pair is known where it was issued (C-67); the backup denies it and tries nothing else (C-65, H-24), long after its
# verdict. Without any certificate the user gets in by Kerberos, and is given one on the spot (C-64).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local later
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
== C-67 The first certificate is older than the pair, the second is not
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+1h
FE01.lab.local> name backup of FE01.lab.local
| 1h00m00s  FE01.lab.local  name backup  The pair is in the topology, which is not published yet (L-5, F-19)
| 1h00m00s  FE01.lab.local and FE02.lab.local  pairing unpaired → named  Naming a backup pool pairs both ways, once it is published (F-1, F-24)
FE01.lab.local> Publish-CsTopology
| 1h00m00s  administrator  publish  The topology goes into the Central Management Store, and from there to every server (L-6, F-97)
| 1h00m00s  FE01.lab.local and FE02.lab.local  pairing named → published  From here the two are each other's backup registrar (F-3, L-6)
| 1h00m00s  FE01.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
| 1h00m00s  FE02.lab.local  warning: needs setup  Its servers do not match the topology that is published now (F-19, F-157, Q-6)
+2m
| 1h01m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h01m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h01m30s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h01m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
run setup on FE01.lab.local
| 1h02m00s  FE01.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 1h02m00s  FE01.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
run setup on FE02.lab.local
| 1h02m00s  FE02.lab.local  run setup  Setup makes real on the pool's servers what was published (L-2, L-6)
| 1h02m00s  FE02.lab.local  setup ready → reinstalling  What changed in the topology takes setup again, on a pool that serves (F-19, L-6, Q-6)
within 15m expect FE01.lab.local pair ready
| 1h04m00s  FE01.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 1h04m00s  FE01.lab.local and FE02.lab.local  pairing published → half ready  The Backup Service is installed in one of the two (F-19)
| 1h04m00s  FE02.lab.local  setup reinstalling → ready  The services now match the published topology (F-19, L-6)
| 1h04m00s  CMS on FE02.lab.local  absent → standby  A second database is the standby of the first, as pairing creates one at the partner (F-22, F-124)
| 1h04m00s  FE01.lab.local and FE02.lab.local  pairing half ready → ready  It is installed in both, so replication can begin (F-19, L-6)
FE02.lab.local> Install-CsDatabase -CentralManagementDatabase
| 1h04m00s  FE02.lab.local  install standby database refused: standby-missing  There is a standby database already, or there is to be none here (F-22, F-23)
expect blocked standby-missing
u2@lab.local signs in
| 1h04m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 1h04m00s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
+1h

== H-24 FE01 fails: the one is denied for ever, the other is taken in
break nic FE01.lab.local
| 2h04m00s  FE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 2m expect FE02.lab.local sees FE01.lab.local down
| 2h04m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 2h04m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h04m32s  u2@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 2h04m32s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h04m35s  FE01.lab.local sees FE02.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 2h04m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 2h05m04s  u1@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 2h05m04s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 2h05m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h05m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h05m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h05m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h05m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
within 31m expect u2@lab.local limited at FE02.lab.local
| 2h05m42.813s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h05m46.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h06m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h06m14.813s  u2@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
for 2h expect u1@lab.local out
| 2h06m18.681s  u1@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 2h06m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h07m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h07m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h07m35.198s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h08m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h08m07.198s  u1@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 2h08m35s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h09m05s  FE01.lab.local sees FE02.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 2h09m05s  FE01.lab.local sees FE02.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 2h11m55.068s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h12m27.068s  u1@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 2h18m31.395s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h19m03.395s  u1@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 2h33m40.911s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h34m12.911s  u1@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 2h51m10.343s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 2h51m42.343s  u1@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 3h16m12.220s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h16m44.220s  u1@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 3h40m05.894s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 3h40m37.894s  u1@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 3h59m39.571s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 4h00m11.571s  u1@lab.local  rejected by FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
u1@lab.local signs in -WhatIf
| 4h06m14.813s  what if  blocked: FE01.lab.local  The client gets no answer from it (H-22)
| 4h06m14.813s  what if  blocked: FE02.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 4h06m14.813s  what if  this does not change by itself within 1h

== L-9, C-64 Without a certificate he gets in, and has one that FE02 knows
u1@lab.local signs out
u1@lab.local deletes the certificate
| 4h06m14.813s  u1@lab.local  certificate valid → none  The user deletes it, so that the next sign-in brings another (L-9, C-67)
u1@lab.local signs in
| 4h06m14.813s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
within 31m expect u1@lab.local limited at FE02.lab.local
| 4h06m46.813s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 4h06m46.813s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)

== C-66 Back home, nothing has told FE01 of it yet; after a cycle of the Backup Service it knows it, too
heal nic FE01.lab.local
| 4h06m46.813s  FE01.lab.local  mended: network adapter disabled  The fault is over (H-22)
within 31m expect u1@lab.local normal at FE01.lab.local
| 4h07m05s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 4h07m05s  u1@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 4h07m05s  u2@lab.local  sent home by FE02.lab.local  The backup has heard the primary again (F-38, H-34)
| 4h07m05s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 4h07m05s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 4h07m05s  u1@lab.local  rejected by FE01.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 4h07m05s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 4h07m05s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 4h07m59.571s  u1@lab.local  rejected by FE01.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 4h07m59.571s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 4h09m05s  FE01.lab.local sees FE02.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 4h09m48.703s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u2@lab.local normal at FE01.lab.local
