understudy story 1
title Three pools of Lync 2010 share one backup registrar
# If a backup had to be mutual, as it is since 2013, the two small pools could not both be backed by the large one. In 2010
# they could (F-2), one way: nobody backs FE10 up in turn. It is voice resiliency and no more; there is no pool failover,
# so users of a dead pool are limited on the backup until their own pool returns.

topology
  domain lab.local
  site HQ
  pool FE10.lab.local site HQ edition enterprise release 2010 cms
  pool FE11.lab.local site HQ edition standard release 2010 backup FE10.lab.local automatic detect 300s failback 600s
  pool FE12.lab.local site HQ edition standard release 2010 backup FE10.lab.local automatic detect 300s failback 600s
  user u10@lab.local home FE10.lab.local client Lync 2010
  user u11@lab.local home FE11.lab.local client Lync 2010
  user u12@lab.local home FE12.lab.local client Lync 2010
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE10.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 0 port 5061 target FE11.lab.local

story
u10@lab.local signs in
| 0h00m00s  u10@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u10@lab.local  signed in at FE10.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE10.lab.local sees FE11.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE10.lab.local sees FE12.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u11@lab.local signs in
| 0h00m00s  u11@lab.local  redirected by FE10.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u11@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u11@lab.local  signed in at FE11.lab.local, normal  The home pool is active and its store is within reach (F-45)
u12@lab.local signs in
| 0h00m00s  u12@lab.local  redirected by FE10.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u12@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u12@lab.local  signed in at FE12.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m
expect u11@lab.local normal at FE11.lab.local
expect u12@lab.local normal at FE12.lab.local

== F-2 One backup for two pools that die together
break nic FE11.lab.local
| 0h05m00s  FE11.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
break nic FE12.lab.local
| 0h05m00s  FE12.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 20m expect u11@lab.local limited at FE10.lab.local
| 0h05m32s  u11@lab.local  signed out of FE11.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  u11@lab.local  tries FE11.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m32s  u12@lab.local  signed out of FE12.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  u12@lab.local  tries FE12.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h05m35s  FE10.lab.local sees FE11.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h05m35s  FE10.lab.local sees FE12.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h06m04s  u11@lab.local  redirected by FE10.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h06m04s  u12@lab.local  redirected by FE10.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h06m04s  u12@lab.local  tries FE11.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h06m05s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m05s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m35s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m42.813s  u11@lab.local  tries FE11.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m05s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m05s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m07.129s  u12@lab.local  tries FE12.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m14.813s  u11@lab.local  redirected by FE10.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h07m35s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m35s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m39.129s  u12@lab.local  redirected by FE10.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h07m39.129s  u12@lab.local  tries FE11.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h08m05s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m05s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m49.928s  u11@lab.local  tries FE11.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h09m05s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m05s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m13.036s  u12@lab.local  tries FE12.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h09m21.928s  u11@lab.local  redirected by FE10.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h09m35s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m35s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m45.036s  u12@lab.local  redirected by FE10.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h09m45.036s  u12@lab.local  tries FE11.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h10m05s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE10.lab.local sees FE11.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h10m05s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE10.lab.local sees FE12.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h13m04.083s  u11@lab.local  tries FE11.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m10.127s  u12@lab.local  tries FE12.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m36.083s  u11@lab.local  signed in at FE10.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
within 20m expect u12@lab.local limited at FE10.lab.local
| 0h13m42.127s  u12@lab.local  signed in at FE10.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
FE10.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE11.lab.local -DisasterMode
| 0h13m42.127s  FE11.lab.local  fail pool over refused: one-way  A branch appliance, or a pool of Lync 2010, has a backup registrar, and cannot be failed over (F-2, F-5)
expect blocked one-way

== F-38 Each returns by itself
heal nic FE11.lab.local
| 0h13m42.127s  FE11.lab.local  mended: network adapter disabled  The fault is over (H-22)
within 11m expect u11@lab.local normal at FE11.lab.local
| 0h20m05s  FE10.lab.local sees FE11.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h20m05s  u11@lab.local  sent home by FE10.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h20m05s  u11@lab.local  signed out of FE10.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h20m05s  u11@lab.local  signed in at FE11.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u12@lab.local limited at FE10.lab.local
heal nic FE12.lab.local
| 0h20m05s  FE12.lab.local  mended: network adapter disabled  The fault is over (H-22)
within 11m expect u12@lab.local normal at FE12.lab.local
| 0h30m05s  FE10.lab.local sees FE12.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h30m05s  u12@lab.local  sent home by FE10.lab.local  The backup has heard the primary again (F-38, H-34)
| 0h30m05s  u12@lab.local  signed out of FE10.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h30m05s  u12@lab.local  signed in at FE12.lab.local, normal  The home pool is active and its store is within reach (F-45)

== F-2 One way: nobody takes the backup's own users in
break nic FE10.lab.local
| 0h30m05s  FE10.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
within 5m expect u10@lab.local out
| 0h30m37s  u10@lab.local  signed out of FE10.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h30m37s  u10@lab.local  tries FE10.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
for 30m expect u10@lab.local out
| 0h30m40s  FE10.lab.local sees FE11.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h30m40s  FE10.lab.local sees FE12.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h31m09s  u10@lab.local  rejected by FE11.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h31m10s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h31m10s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h31m40s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h31m40s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h31m51.681s  u10@lab.local  tries FE10.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h32m10s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h32m10s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h32m23.681s  u10@lab.local  rejected by FE11.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h32m40s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h32m40s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h33m10s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h33m10s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h33m40s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h33m40s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h33m40.198s  u10@lab.local  tries FE10.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h34m10s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h34m10s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h34m12.198s  u10@lab.local  rejected by FE11.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h34m40s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h34m40s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h35m10s  FE10.lab.local sees FE11.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h35m10s  FE10.lab.local sees FE11.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h35m10s  FE10.lab.local sees FE12.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h35m10s  FE10.lab.local sees FE12.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h38m00.068s  u10@lab.local  tries FE10.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h38m32.068s  u10@lab.local  rejected by FE11.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h44m36.395s  u10@lab.local  tries FE10.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h45m08.395s  u10@lab.local  rejected by FE11.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
| 0h59m45.911s  u10@lab.local  tries FE10.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 1h00m17.911s  u10@lab.local  rejected by FE11.lab.local  Authentication is denied if this pool has no record of the certificate, and nothing else is tried (C-65, H-24)
expect u11@lab.local normal at FE11.lab.local
